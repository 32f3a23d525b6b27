import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readStateFiles } from "../drift/known-objects";
import { recordOf } from "../server-objects/records";
import type { ResourceType } from "./adopted";

/**
 * Ids of the provider's objects that Terraform states have: state files, or all in a folder and below it.
 * @throws Trouble
 */
export const idsInStates = (paths: readonly string[]): ReadonlySet<string> =>
  new Set(
    paths.flatMap((path) =>
      readStateFiles(path, process.cwd()).flatMap(({ objects }) => objects.flatMap(({ id }) => id ?? [])),
    ),
  );

/** State files that stand in a folder itself, as Terraform and CDKTF leave them there. */
export const statesBeside = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder).flatMap((name) => (/\.tfstate$/.test(name) ? [join(folder, name)] : []))
    : [];

function readRecord(file: string, isWhat: string) {
  try {
    return recordOf(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new Error(`${file} is ${isWhat}: ${error instanceof Error ? error.message : String(error)}`);
  }
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
