import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ResourceType } from "./adopted";
import { isRecord, recordOf } from "./given";

/** Ids of the objects that a Terraform state has, by their type and id: those of the provider. */
export function idsInStates(paths: readonly string[]): ReadonlySet<string> {
  return new Set(paths.flatMap((path) => statesIn(path).flatMap(idsIn)));
}

/** State files that stand in a folder itself, as Terraform and CDKTF leave them there. */
export const statesBeside = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder).flatMap((name) => (/\.tfstate$/.test(name) ? [join(folder, name)] : []))
    : [];

/** A state file, or all state files in a folder and below it. */
function statesIn(path: string): readonly string[] {
  if (!statSync(path, { throwIfNoEntry: false }))
    throw new Error(`--state ${path}: there is no such file or folder.`);
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : statesIn(join(path, entry.name));
    return /\.tfstate$/.test(entry.name) ? [join(path, entry.name)] : [];
  });
}

function readRecord(file: string, isWhat: string) {
  try {
    return recordOf(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new Error(`${file} is ${isWhat}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function idsIn(file: string): readonly string[] {
  const { resources } = readRecord(file, "no Terraform state");
  if (!Array.isArray(resources)) return [];
  return resources.filter(isRecord).flatMap(({ mode, type, instances }) => {
    if (mode !== "managed" || typeof type !== "string" || !type.startsWith("prefect_")) return [];
    return (Array.isArray(instances) ? instances : []).flatMap((instance) => {
      const { id } = recordOf(recordOf(instance).attributes);
      return typeof id === "string" ? [id] : [];
    });
  });
}

/** An object that the folder's code has already. */
export interface Manifested {
  readonly id: string;
  /** Construct path, or label. */
  readonly label: string;
  readonly type?: ResourceType;
}

/** What `imports.json` of a folder says; nothing where there is none. */
export function manifestOf(folder: string): readonly Manifested[] {
  const file = join(folder, "imports.json");
  if (!existsSync(file)) return [];
  return Object.entries(readRecord(file, "not what adopt writes")).flatMap(([label, id]) =>
    typeof id === "string" ? [{ label, id }] : [],
  );
}

/**
 * @param known ids of what the code in a folder has
 * @throws Error where there is code, and nothing says what objects it has: each would be adopted twice
 */
export function refuseUnknownCode(
  folder: string,
  hasCode: boolean,
  imports: string,
  known: Iterable<string>,
): void {
  if (!hasCode || [...known].length > 0) return;
  throw new Error(
    `${folder} has code for Prefect, and neither ${imports} nor a state says what objects that has: give its state with --state, or name another folder with --out.`,
  );
}
