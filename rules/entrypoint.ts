import { accepted, doubtful, type Verdict } from "./verdict";

/** Where a flow is: in a file, or in a module. */
export type Entrypoint =
  | { readonly path: string; readonly function: string }
  | { readonly module: string; readonly function: string };

const name = "[\\p{L}\\p{Nl}_][\\p{L}\\p{Nl}\\p{Mn}\\p{Mc}\\p{Nd}\\p{Pc}]*";
const dotted = new RegExp(`^${name}(?:\\.${name})*$`, "u");

const wants =
  'An entrypoint is "path/to/file.py:function", "path/to/file.py:Class.method", "package.module:function" or "package.module.function"';

const shown = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);

/**
 * Takes a flow's entrypoint apart: at its last colon, or where it has none, a module's at its last dot.
 * Source: Prefect's `load_flow_from_entrypoint` and `import_object`.
 *
 * @returns the parts, or a problem in whole sentences
 * @example entrypoint("flows/etl.py:etl") // { path: "flows/etl.py", function: "etl" }
 */
export function entrypoint(text: string): Entrypoint | { readonly problem: string } {
  const refused = (why: string) => ({ problem: `${shown(text)} ${why} ${wants}.` });
  const colon = text.lastIndexOf(":");
  const cut = colon === -1 ? text.lastIndexOf(".") : colon;
  const place = text.slice(0, Math.max(cut, 0));
  const object = text.slice(cut + 1);
  if (colon === -1 && /\.py$/.test(text)) return refused("names a file, but not the function in it.");
  if (place === "" || object === "") return refused("does not say both where the flow is and its function.");
  if (!dotted.test(object)) return refused(`ends with ${shown(object)}, which is not a Python name.`);
  if (/\.py$/.test(place)) return { path: place, function: object };
  if (dotted.test(place)) return { module: place, function: object };
  return refused(`has ${shown(place)}, which is neither a file that ends with .py nor a module.`);
}

/** The entrypoint of a deployment, which any server stores; a worker fails on what is none when a run begins. */
export function deploymentEntrypoint(text: string): Verdict {
  const read = text === "" ? undefined : entrypoint(text);
  return read !== undefined && "problem" in read ? doubtful(read.problem) : accepted;
}
