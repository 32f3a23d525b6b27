import type { Adoption } from "./adopt";
import type { WrittenFile } from "./project";
import type { Only } from "./selection";

export interface WriteOptions {
  /** The folder, as an absolute path. */
  readonly out: string;
  readonly only: readonly Only[];
  /** States whose objects are left out. */
  readonly states: readonly string[];
  /** Versions of what the project needs. */
  readonly version: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** What is to be written, and told of. */
export interface Report extends Pick<Adoption, "adopted" | "secrets" | "told" | "remarks"> {
  /** Files that are new or longer. */
  readonly files: readonly WrittenFile[];
}
