/** A file of a project that is to be written. */
export interface WrittenFile {
  /** Relative to the project's folder. */
  readonly path: string;
  readonly text: string;
}

/** What makes a project. */
export interface Project {
  readonly files: readonly WrittenFile[];
  /** What each object is called in it, by its id. */
  readonly imports: readonly ImportEntry[];
}

/** An object that Terraform is to import. */
export interface ImportEntry {
  /** Construct path in the stack, or address. */
  readonly to: string;
  readonly id: string;
}
