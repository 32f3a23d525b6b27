/** All functions, a line for each file. */
export { cronNext } from "./function-cron-next";
export { duration } from "./function-duration";
export { parseEntrypoint } from "./function-parse-entrypoint";
