import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ImportCommand, importCommands } from "../../scripts/docs/import-commands";
import { projectRoot } from "./project-paths";

/** One folder of `examples/` that a page of the registry shows. */
export interface Example {
  /** Of the module that it is in a test, such as `resources_prefect_flow`. */
  readonly module: string;
  readonly type: string;
  readonly hcl: string;
  /** Names of the variables that have no default. */
  readonly variables: readonly string[];
  readonly imports: readonly ImportCommand[];
}

export const examplesFolder = join(projectRoot, "examples");

/** The examples of one kind, such as `resources`, whose file is called `resource.tf`. */
export function examplesOf(kind: string, file: string): Example[] {
  const folder = join(examplesFolder, kind);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((type) => {
      const hcl = readFileSync(join(folder, type, file), "utf8");
      const script = join(folder, type, "import.sh");
      return {
        module: `${kind}_${type}`,
        type,
        hcl,
        variables: variablesWithoutDefault(hcl),
        imports: existsSync(script) ? importCommands(readFileSync(script, "utf8")) : [],
      };
    });
}

/** In formatted HCL a block ends with the first brace at the start of a line. */
function variablesWithoutDefault(hcl: string): string[] {
  return [...hcl.matchAll(/^variable "([^"]+)" \{\n([\s\S]*?)^\}/gm)].flatMap(([, name = "", inside = ""]) =>
    /^ {2}default\b/m.test(inside) ? [] : [name],
  );
}
