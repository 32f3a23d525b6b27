/**
 * Whether a version meets a Terraform version constraint such as `~> 1.2, != 1.2.3`.
 *
 * @returns undefined when either cannot be read
 */
export function versionMeets(version: string, constraint: string): boolean | undefined {
  const given = parseVersion(version);
  if (!given) return undefined;
  let all = true;
  for (const part of constraint.split(",")) {
    const [, operator = "=", text = ""] = /^\s*(=|!=|>=|<=|>|<|~>)?\s*(\S+)\s*$/.exec(part) ?? [];
    const wanted = parseVersion(text);
    if (!wanted) return undefined;
    all &&= meets(given, operator, wanted);
  }
  return all;
}

interface Version {
  /** As many as were written: `~> 1.2` and `~> 1.2.0` differ. */
  readonly numbers: readonly number[];
  readonly prerelease: string;
}

function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+(?:\.\d+)*)(?:-([0-9A-Za-z.-]+))?(?:\+.*)?$/.exec(text.trim());
  if (!match?.[1]) return undefined;
  return { numbers: match[1].split(".").map(Number), prerelease: match[2] ?? "" };
}

function meets(given: Version, operator: string, wanted: Version): boolean {
  const order = compare(given, wanted);
  switch (operator) {
    case "!=":
      return order !== 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case "~>": {
      const fixed = Math.max(wanted.numbers.length - 1, 1);
      return (
        order >= 0 && wanted.numbers.slice(0, fixed).every((number, index) => given.numbers[index] === number)
      );
    }
    default:
      return order === 0;
  }
}

function compare(one: Version, other: Version): number {
  const length = Math.max(one.numbers.length, other.numbers.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (one.numbers[index] ?? 0) - (other.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (one.prerelease === other.prerelease) return 0;
  if (one.prerelease === "") return 1;
  if (other.prerelease === "") return -1;
  return one.prerelease < other.prerelease ? -1 : 1;
}
