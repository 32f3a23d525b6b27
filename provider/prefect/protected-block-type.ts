import { type Diagnostic, problem } from "../framework/diagnostic";

/** Said of a block type that comes with the server, or of a schema of it: the server answers 403. */
export const cannotBeDeleted = (what: string): Diagnostic =>
  problem(
    `${what} cannot be deleted`,
    "The type comes with the server, which protects it and its schemas from deletion. To keep it there and only forget it here, " +
      "replace the resource by a `removed` block with `lifecycle { destroy = false }`, or use `terraform state rm ADDRESS`.",
  );
