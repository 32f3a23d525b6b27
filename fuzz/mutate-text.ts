import fc from "fast-check";

/** What stands in a file of settings in place of what is expected there. */
const odd = [
  "",
  "null",
  "~",
  "[]",
  "{}",
  "[[[[1]]]]",
  "{a: {b: {c: 1}}}",
  "-1",
  "1e999",
  "99999999999999999999",
  "0x1F",
  "true",
  '""',
  '"{{ }}"',
  '"{{ $ }}"',
  '"{{ prefect.variables. }}"',
  '"\\ud800"',
  "*tags",
  "&a [*a]",
  "!!binary aGk=",
  "!!set {a}",
  "<<: 1",
  "__proto__",
  "2026-13-45",
  ".nan",
  "nan",
  "inf",
  "'''",
  '"""',
  "|",
  ">-",
  "é漢\u0000",
  "- - -",
  "? a",
];

interface TextChange {
  readonly kind: "value" | "delete" | "repeat" | "indent" | "dedent" | "swap" | "nest";
  readonly at: number;
  readonly odd: string;
}

const oneChange: fc.Arbitrary<TextChange> = fc.record({
  kind: fc.constantFrom<TextChange["kind"]>(
    "value",
    "value",
    "delete",
    "repeat",
    "indent",
    "dedent",
    "swap",
    "nest",
  ),
  at: fc.nat({ max: 10_000 }),
  odd: fc.constantFrom(...odd),
});

/** Where a line's value begins: behind `key:`, `key =` or `-`. */
const valueStart = /^(\s*(?:- )?(?:[\w."'$-]+\s*[:=]\s*|- ))/;

function applyOne(lines: readonly string[], { kind, at, odd }: TextChange): readonly string[] {
  const index = lines.length === 0 ? 0 : at % lines.length;
  const line = lines[index] ?? "";
  const changed: Record<TextChange["kind"], readonly string[]> = {
    value: [`${valueStart.exec(line)?.[1] ?? ""}${odd}`],
    delete: [],
    repeat: [line, line],
    indent: [`  ${line}`],
    dedent: [line.replace(/^ {1,2}/, "")],
    swap: [lines[index + 1] ?? "", line],
    nest: [`${valueStart.exec(line)?.[1] ?? ""}${"[".repeat(at % 400)}${odd}${"]".repeat(at % 400)}`],
  };
  const taken = kind === "swap" ? 2 : 1;
  return [...lines.slice(0, index), ...changed[kind], ...lines.slice(index + taken)];
}

/** A text of lines with some of them changed, as people do by mistake. */
export const changeText = (text: string): fc.Arbitrary<string> =>
  fc
    .array(oneChange, { maxLength: 5 })
    .map((changes) => changes.reduce(applyOne, text.split("\n")).join("\n"));
