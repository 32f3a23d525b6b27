export type Path = readonly (string | number)[];

/** One place that certainly does not fit. `expected` completes "It must be …", without quoting the value. */
export type Complaint = { readonly path: Path; readonly expected: string };

/**
 * What came of holding a value against a schema. With complaints it certainly does not fit; without, it fits, unless
 * `unsure`: it holds open values, or the schema says something that cannot be judged here.
 */
export type Outcome = { readonly complaints: readonly Complaint[]; readonly unsure: boolean };

export const fits: Outcome = { complaints: [], unsure: false };
export const unsure: Outcome = { complaints: [], unsure: true };

export const misfit = (path: Path, expected: string): Outcome => ({
  complaints: [{ path, expected }],
  unsure: false,
});

/** Fits or not as `condition` says; undefined: unsure. */
export const fitsIf = (condition: boolean | undefined, path: Path, expected: string): Outcome =>
  condition === undefined ? unsure : condition ? fits : misfit(path, expected);

export const isMisfit = ({ complaints }: Outcome): boolean => complaints.length > 0;

/** Fits where all fit. */
export const all = (outcomes: readonly Outcome[]): Outcome => ({
  complaints: outcomes.flatMap(({ complaints }) => complaints),
  unsure: outcomes.some((outcome) => outcome.unsure),
});

/** Does not fit, whatever else: the branches of an `anyOf` or `oneOf`, none of which fits. */
export function noneFits(path: Path, branches: readonly Outcome[]): Outcome {
  // Where the value has the shape of one branch alone, what is wrong lies inside.
  const [inner, ...others] = branches.filter(({ complaints }) =>
    complaints.every((complaint) => complaint.path.length > path.length),
  );
  if (inner !== undefined && others.length === 0) return inner;
  const expected = branches.flatMap(({ complaints }) =>
    complaints
      .filter((complaint) => complaint.path.length === path.length)
      .map((complaint) => complaint.expected),
  );
  const different = [...new Set(expected)];
  return misfit(
    path,
    different.length > 0 ? different.join(" or ") : "one of the forms that the schema allows",
  );
}
