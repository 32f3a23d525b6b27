/**
 * Path of the Chromium that tests drive: what CHROMIUM names, else `chromium` or Google Chrome in the PATH; undefined
 * where there is none.
 */
export function findChromium(): string | undefined;
