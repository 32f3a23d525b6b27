import { slugOf } from "./words";

/** Something that needs a label of its own. */
export interface Wanted {
  /** Names to make the label of, the shortest first. */
  readonly names: readonly string[];
  /** What it is, where its names have no letters to make a label of: `flow`. */
  readonly kind: string;
}

/** Two labels that differ only in this are one word to a person, and one identifier in camel case. */
export const folded = (label: string): string => label.replaceAll(/[-_]/g, "").toLowerCase();

/**
 * A label for each: the first name that it shares with no other one, else a longer one, at last with a number.
 *
 * @param taken folded labels that are in use already
 * @param reserved folded words that are no labels; default: those of TypeScript
 */
export function chooseLabels(
  all: readonly Wanted[],
  taken: ReadonlySet<string>,
  reserved: ReadonlySet<string> = reservedWords,
): readonly string[] {
  const candidates = all.map(candidatesOf);
  const first = new Map<string, number>();
  for (const [label = ""] of candidates) first.set(folded(label), (first.get(folded(label)) ?? 0) + 1);
  const used = new Set(taken);
  const isFree = (label: string) => !used.has(folded(label)) && !reserved.has(folded(label));
  const take = (label: string) => {
    used.add(folded(label));
    return label;
  };
  // Those that need no second look come first, so that no other one takes their label.
  const chosen = candidates.map(([label = ""]) =>
    first.get(folded(label)) === 1 && isFree(label) ? take(label) : undefined,
  );
  return candidates.map((labels, index) => {
    const done = chosen[index];
    if (done !== undefined) return done;
    const longer = labels.slice(1).find(isFree);
    if (longer !== undefined) return take(longer);
    const stem = labels.at(-1) ?? "";
    let number = 2;
    while (!isFree(`${stem}-${number}`)) number += 1;
    return take(`${stem}-${number}`);
  });
}

function candidatesOf({ names, kind }: Wanted): readonly string[] {
  const labels = names.map((name) => slugOf(name) ?? slugOf(`${kind} ${name}`) ?? kind);
  const last = labels.at(-1) ?? kind;
  const isSaid = last.split("-").includes(kind);
  const withKind = isSaid ? [] : [`${last}-${kind}`];
  return [...new Set([...labels, ...withKind])];
}

/** Words that are no identifiers in TypeScript, and those that the code around has a meaning for. */
const reservedWords: ReadonlySet<string> = new Set(
  (
    "abstract any arguments as async await bigint boolean break case catch class const constructor continue debugger " +
    "declare default delete do else enum eval export extends false finally for from function get if implements import " +
    "in infer instanceof interface is keyof let module namespace never new null number object of package private " +
    "protected prototype public readonly require return set static string super switch symbol this throw true try " +
    "type typeof undefined unique unknown using var void while with yield nan infinity global globalthis process " +
    "stack app prefect tostring valueof hasownproperty proto exports json " +
    "generated encodejson secretvariable pullsteps parameteropenapischema description"
  ).split(" "),
);
