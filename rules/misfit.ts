import type { Complaint, Path } from "./json-schema/outcome";

/**
 * One value that does not fit a schema. `field` is its path, `size` or `tables[0].name`, or empty where the values as
 * a whole do not fit. `reason` is a sentence on what is expected; it never quotes the value, which may be secret.
 */
export type Misfit = { readonly field: string; readonly reason: string };

/** A place as a person writes it: `tables[0].name`. */
export const fieldOf = (path: Path): string =>
  path
    .map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join("");

export const misfit = ({ path, expected }: Complaint): Misfit => ({
  field: fieldOf(path),
  reason: `It must be ${expected}.`,
});
