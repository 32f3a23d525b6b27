import { runParts } from "./run-parts";

/**
 * The main script of a single executable that holds Node and the provider.
 *
 * @param executable the text of the provider's file, as `executableText` made it
 */
export const standaloneText = (executable: string): string =>
  `var file = process.execPath;\nvar text = ${JSON.stringify(executable)};\n${runParts}`;
