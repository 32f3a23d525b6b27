/**
 * Why a Prefect server would refuse a time zone; undefined when it may take it.
 *
 * It takes names of the IANA database, in their exact spelling; offsets such as `UTC+1` are none.
 */
export function timezoneProblem(timezone: string): string | undefined {
  if (timezone === "" || unknownToIntl.has(timezone)) return undefined;
  const exact = spellings().get(timezone.toLowerCase());
  if (exact === timezone) return undefined;
  if (exact !== undefined) return `it is spelled "${exact}"`;
  return isKnown(timezone)
    ? undefined
    : 'it is no name of the IANA database, such as "Europe/Paris" or "UTC"';
}

/** Names that the server knows and Intl does not. */
const unknownToIntl: ReadonlySet<string> = new Set(["Factory", "localtime"]);

/** Old abbreviations that Intl knows and the IANA database does not. */
const abbreviation =
  /^(A[CEGR]T|AST|B[ES]T|C[ANS]T|CTT|E[AC]T|I[ES]T|JST|MIT|N[ES]T|P[LNR]T|PST|SST|VST)$|^SystemV\//;

let bySmallLetters: ReadonlyMap<string, string> | undefined;

/** The main names; links such as `US/Eastern` are not among them. */
function spellings(): ReadonlyMap<string, string> {
  bySmallLetters ??= new Map(Intl.supportedValuesOf("timeZone").map((name) => [name.toLowerCase(), name]));
  return bySmallLetters;
}

function isKnown(timezone: string): boolean {
  if (/^[+\-a-z]/.test(timezone) || abbreviation.test(timezone)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: timezone });
    return true;
  } catch {
    return false;
  }
}
