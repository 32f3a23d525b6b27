/** Builds the registry's provider into one executable file: `npx tsx registry/build.ts`. */
import { join } from "node:path";
import { buildProvider } from "../../../scripts/build-provider";
import { executable } from "./address";

buildProvider(executable, join(__dirname, "main.ts")).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
