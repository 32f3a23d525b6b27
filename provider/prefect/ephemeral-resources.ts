/** All ephemeral resources, a line for each file. */
export { ephemeralBlock } from "./ephemeral-block";
export { ephemeralVariable } from "./ephemeral-variable";
