import { join } from "node:path";

/** Where a stack says the provider comes from, and which version of it. */
export const sourceAddress = "example.com/acme/registry";
export const version = "1.0.0";

/** The built provider. */
export const executable = join(__dirname, "dist", "terraform-provider-registry");
