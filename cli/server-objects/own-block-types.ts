import { systemBlockTypes } from "../drift/generated/system-block-types";

/** Registered by Prefect before 3.6; a server that was upgraded still has them. */
const older = ["date-time", "json", "string"];

/** Slugs of the block types that are the server's own, not somebody's. */
export const ownBlockTypes: ReadonlySet<string> = new Set([...systemBlockTypes, ...older]);
