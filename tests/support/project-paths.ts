import { join, resolve } from "node:path";

export const projectRoot = resolve(__dirname, "../..");

/** The virtual environment with the pinned Prefect that `make install` makes. */
export const virtualEnvironment = join(projectRoot, ".venv");

export const prefectExecutable = join(virtualEnvironment, "bin", "prefect");

/** Holds the built provider, `terraform-provider-prefect`. */
export const providerFolder = join(projectRoot, "dist");
