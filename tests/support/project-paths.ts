import { join, resolve } from "node:path";

export const projectRoot = resolve(__dirname, "../..");

/**
 * The virtual environment whose Prefect serves the tests: the pinned one that `make install` makes, or the one that
 * PREFECT_ENVIRONMENT names.
 */
export const virtualEnvironment = resolve(projectRoot, process.env.PREFECT_ENVIRONMENT || ".venv");

export const prefectExecutable = join(virtualEnvironment, "bin", "prefect");

/** Holds the built provider, `terraform-provider-prefect`. */
export const providerFolder = join(projectRoot, "dist");
