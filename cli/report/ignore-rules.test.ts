import { describe, expect, it } from "vitest";
import { applyRules, type RuleBook, readRules } from "./ignore-rules";
import type { Difference } from "./value";

type Category = "changed" | "missing";

interface Finding {
  readonly kind: string;
  readonly category: Category;
  readonly address: string;
  readonly differences: readonly Difference[];
}

const book: RuleBook<Category, Finding> = {
  file: "rules.yaml",
  subject: "address",
  categories: ["changed", "missing"],
  subjectsOf: ({ address }) => [address, `stack:${address}`],
  differencesOf: ({ category, differences }) => (category === "changed" ? differences : undefined),
  withDifferences: (finding, differences) => ({ ...finding, differences }),
};

const read = (text: string, today = "2026-06-15") => readRules(text, book, book.file, today);

const finding = (address: string, paths: readonly string[], category: Category = "changed"): Finding => ({
  kind: "deployment",
  category,
  address,
  differences: paths.map((path) => ({
    attribute: path.split(/[.[]/)[0] ?? "",
    path,
    before: { is: "given", value: 1 },
    after: { is: "given", value: 2 },
  })),
});

/** What is left, and what was ignored by which rule. */
const told = (all: readonly Finding[], ...rules: readonly string[]) => {
  const text = `ignore:\n${rules.map((rule) => `  - { reason: because, ${rule} }`).join("\n")}`;
  const words = ({ address, differences }: Finding) =>
    [address, ...differences.map(({ path }) => path)].join(" ");
  const { findings, ignored } = applyRules(all, read(text), book);
  return {
    left: findings.map(words),
    ignored: ignored.map((one) => `${one.rule}: ${words(one.finding)}`),
  };
};

describe("readRules", () => {
  it.each(["", "# nothing", "ignore:", "ignore: []", "{}"])("%j has none", (text) => {
    expect(read(text)).toEqual([]);
  });

  it.each([
    ["2026-06-14", true],
    ["2026-06-15", false],
    ["2026-06-16", false],
    ["2025-12-31", true],
  ])("on 2026-06-15 a rule until %s is expired: %s", (day, expired) => {
    expect(read(`ignore: [{ kind: flow, reason: x, expires: ${day} }]`)[0]).toMatchObject({
      expires: day,
      expired,
    });
  });

  it.each([
    ["ignore: {", /It is no YAML/],
    ["- x", /must be a mapping with the key ignore/],
    ["ignore: x", /Its ignore is not a list/],
    ["ignored: []", /It has ignored; the only key is ignore/],
    ["ignore: [x]", /Rule 1 cannot be used: it is not a mapping/],
    ["ignore: [{ kind: a, reason: b }, { kind: a }]", /Rule 2 cannot be used: it has no reason/],
    ['ignore: [{ kind: a, reason: " " }]', /its reason is not a text/],
    ["ignore: [{ kind: a, reason: 5 }]", /its reason is not a text/],
    ["ignore: [{ reason: b }]", /it would ignore everything/],
    ["ignore: [{ kind: a, reason: b, expires: 2026-02-30 }]", /must be a day such as/],
    ["ignore: [{ kind: a, reason: b, expires: tomorrow }]", /must be a day such as/],
    ["ignore: [{ kind: a, reason: b, expires: 20261231 }]", /its expires is not a text/],
    ["ignore: [{ kind: a, reason: b, category: gone }]", /must be one of changed, missing/],
    ["ignore: [{ adress: a, reason: b }]", /it has adress; it may have address/],
  ])("%s is refused", (text, says) => {
    expect(() => read(text)).toThrow(says);
  });
});

describe("applyRules", () => {
  const nightly = finding('prefect_deployment.nightly["eu"]', [
    "tags",
    "schedules[0].cron",
    'labels["a.b"]',
    "parameters.a.b",
  ]);

  it.each<[string, readonly string[], readonly string[]]>([
    [
      "address: 'prefect_deployment.nightly*'",
      [],
      ["tags", "schedules[0].cron", 'labels["a.b"]', "parameters.a.b"],
    ],
    ["address: 'stack:*'", [], ["tags", "schedules[0].cron", 'labels["a.b"]', "parameters.a.b"]],
    [
      "address: 'prefect_deployment.nightly[\"?u\"]', attribute: tags",
      ["schedules[0].cron", 'labels["a.b"]', "parameters.a.b"],
      ["tags"],
    ],
    ["attribute: schedules", ["tags", 'labels["a.b"]', "parameters.a.b"], ["schedules[0].cron"]],
    ["attribute: schedules.cron", ["tags", 'labels["a.b"]', "parameters.a.b"], ["schedules[0].cron"]],
    ["attribute: labels", ["tags", "schedules[0].cron", "parameters.a.b"], ['labels["a.b"]']],
    ["attribute: parameters.a", ["tags", "schedules[0].cron", 'labels["a.b"]'], ["parameters.a.b"]],
    ["attribute: 'parameters.*'", ["tags", "schedules[0].cron", 'labels["a.b"]'], ["parameters.a.b"]],
    ["attribute: tag", ["tags", "schedules[0].cron", 'labels["a.b"]', "parameters.a.b"], []],
    [
      "kind: prefect_deployment, category: changed",
      [],
      ["tags", "schedules[0].cron", 'labels["a.b"]', "parameters.a.b"],
    ],
    ["kind: flow", ["tags", "schedules[0].cron", 'labels["a.b"]', "parameters.a.b"], []],
    ["category: missing", ["tags", "schedules[0].cron", 'labels["a.b"]', "parameters.a.b"], []],
    [
      "kind: deployment, expires: '2020-01-01'",
      ["tags", "schedules[0].cron", 'labels["a.b"]', "parameters.a.b"],
      [],
    ],
  ])("%s", (rule, left, taken) => {
    const { address } = nightly;
    expect(told([nightly], rule)).toEqual({
      left: left.length === 0 ? [] : [[address, ...left].join(" ")],
      ignored: taken.length === 0 ? [] : [`0: ${[address, ...taken].join(" ")}`],
    });
  });

  it("gives each difference to the first rule that fits, and the rest to the next", () => {
    expect(
      told(
        [finding("x.y", ["a", "b", "c"])],
        "attribute: a",
        "attribute: '[ab]'",
        "attribute: b",
        "address: x.y",
      ),
    ).toEqual({
      left: [],
      ignored: ["0: x.y a", "2: x.y b", "3: x.y c"],
    });
  });

  it("takes no attributes out of what is gone", () => {
    expect(told([finding("x.y", [], "missing")], "attribute: tags", "attribute: '*'")).toEqual({
      left: ["x.y"],
      ignored: [],
    });
  });

  it("takes characters of patterns as they are", () => {
    expect(told([finding("a+b(c)|d^$\\", [])], "address: 'a+b(c)|d^$\\'").left).toEqual([]);
    expect(told([finding("axb", [])], "address: a.b").left).toEqual(["axb"]);
    expect(told([finding("a\nb", [])], "address: 'a*b'").left).toEqual([]);
  });

  it("counts what each rule has ignored", () => {
    const rules = read("ignore:\n  - { kind: deployment, reason: x }\n  - { kind: flow, reason: y }\n");
    const judged = applyRules([nightly, finding("x.y", ["a"])], rules, book);
    expect(judged.rules.map(({ ignored }) => ignored)).toEqual([2, 0]);
  });
});
