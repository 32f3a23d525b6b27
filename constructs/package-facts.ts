import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What the constructs have to know of the package that they are part of. */
export interface PackageFacts {
  readonly version: string;
  /** The built provider: one self-contained executable file. */
  readonly provider: string;
}

/** Reads them from the `package.json` above this file, whether it runs from `dist` or from its source. */
export function packageFacts(): PackageFacts {
  facts ??= readFacts(__dirname);
  return facts;
}

let facts: PackageFacts | undefined;

function readFacts(folder: string): PackageFacts {
  const file = join(folder, "package.json");
  if (existsSync(file)) {
    const { name, version }: { name?: unknown; version?: unknown } = JSON.parse(readFileSync(file, "utf8"));
    if (name === packageName && typeof version === "string") {
      return { version, provider: join(folder, "dist", "terraform-provider-prefect") };
    }
  }
  const parent = dirname(folder);
  if (parent === folder)
    throw new Error(`no package.json of ${packageName} above ${__dirname}: install it again`);
  return readFacts(parent);
}

const packageName = "cdktf-provider-prefect";
