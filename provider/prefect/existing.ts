import { type CtyValue, isWhollyKnown } from "../cty/value";
import type { Attributes } from "../framework/attribute";
import { sameAttribute } from "../framework/collections";
import { type Diagnostic, problem, warning } from "../framework/diagnostic";

/** An object of the same name that the server has already. */
export interface Existing {
  readonly typeName: string;
  /** As a person would say it: `deployment "etl/nightly"`. */
  readonly what: string;
  readonly id: string;
  /** What `terraform import` takes for it. */
  readonly importId: string;
  /** A name for the resource in the example, from the object's own. */
  readonly name: string;
}

type Values = { readonly [name: string]: CtyValue | undefined };

/** Is the object already everything that our create would send? Values not wholly known yet cannot differ. */
export function equalsPlanned(attributes: Attributes, planned: Values, remote: Values): boolean {
  return Object.entries(attributes).every(([name, attribute]) => {
    const wanted = planned[name] ?? null;
    const actual = remote[name];
    if (attribute.mode === "computed" || !isWhollyKnown(wanted) || actual === undefined) return true;
    if (attribute.words.unmanagedWhenNull === true && wanted === null) return true;
    return sameAttribute(attribute, wanted, actual);
  });
}

const label = (name: string): string => {
  const word = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return /^[a-z]/.test(word) ? word : `imported${word === "" ? "" : `_${word}`}`;
};

/** The import block that brings an object under management. */
export function importBlock({ typeName, importId, name }: Existing): string {
  const id = importId
    .replace(/\\/g, "\\\\")
    .replace(/"/g, '\\"')
    .replace(/\$\{/g, "$$${")
    .replace(/%\{/g, "%%{");
  return `import {\n  to = ${typeName}.${label(name)}\n  id = "${id}"\n}`;
}

/** An object of one's own state is in the way of a creation. */
export const refuseOwn = ({ what, id }: Pick<Existing, "what" | "id">): Diagnostic =>
  problem(
    `The ${what} is still there`,
    `Its id is ${id}, and it is in this configuration's state. Two resources cannot stand for one object; ` +
      "a resource with a new address needs a `moved` block; and `create_before_destroy` cannot work where objects are told apart by name.",
  );

const whenReplaced =
  "If it is the very object that is being replaced, remove `create_before_destroy`: two cannot share a name.";

/** An object that nobody asked to take over is refused, with the way to manage it. */
export const refuseExisting = (existing: Existing, furtherWays = whenReplaced): Diagnostic =>
  problem(
    `The ${existing.what} exists already`,
    `Its id is ${existing.id}. It is not taken over silently, since what it holds would be overwritten. ` +
      `To manage it, add this block (with the address of this resource as \`to\`) and apply again:\n\n${importBlock(existing)}\n` +
      furtherWays,
  );

/** Someone else has created it between our look and our creation, which the server took for a change of it. */
export const refuseMeanwhile = ({ what, id }: Pick<Existing, "what" | "id">): Diagnostic =>
  problem(
    `The ${what} was created by someone else in the same moment`,
    `Its id is ${id}. The server took our request as a change of it. Look at it, then import it or delete it, and apply again.`,
  );

/** Said where an object was found as an interrupted apply would have left it. */
export const recovered = (existing: Existing): Diagnostic =>
  warning(
    `The ${existing.what} was there already, just as planned`,
    `Its id is ${existing.id}. It equals everything that was to be created, as after an apply that was interrupted, so it is managed from now on.`,
  );
