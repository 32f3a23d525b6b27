import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { providerFileName } from "../../constructs/provider-mirror";

/** A copy of the provider somewhere. */
export interface Copy {
  readonly file: string;
  readonly content: Buffer;
  /** Whether it is the build of this package, as its script or as a standalone executable. */
  readonly isThis: boolean;
}

/** The build of the provider that this package brings. */
export class Build {
  constructor(
    readonly script: Buffer,
    readonly version: string,
    readonly platform: string,
  ) {}

  /** The copy of this version for this machine in a mirror's folder of versions, unpacked. */
  in(versions: string): Copy | undefined {
    const file = join(versions, this.version, this.platform, providerFileName(this.version, this.platform));
    if (!existsSync(file)) return undefined;
    const content = readFileSync(file);
    return { file, content, isThis: content.equals(this.script) || this.#isInside(content) };
  }

  /** A standalone executable holds the script's text as a JavaScript string. */
  #isInside(content: Buffer): boolean {
    if (content.length <= this.script.length) return false;
    return content.includes(JSON.stringify(this.script.toString("latin1")).slice(1, -1), 0, "latin1");
  }
}
