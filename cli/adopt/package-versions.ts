import { readFileSync } from "node:fs";
import { join } from "node:path";
import { recordOf } from "../server-objects/records";

/** Versions that a project needs: of this package, and of what it was tested with. */
export function versions(): {
  readonly version: string;
  readonly versions: Readonly<Record<string, string>>;
} {
  // Built, the command line is one file in `dist/`.
  const file = recordOf(JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8")));
  const all = { ...recordOf(file.peerDependencies), ...recordOf(file.devDependencies) };
  return {
    version: String(file.version),
    versions: Object.fromEntries(Object.entries(all).map(([name, version]) => [name, String(version)])),
  };
}
