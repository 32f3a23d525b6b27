/** All resources, a line each. What is listed here has a schema, bindings and a page; `docs/contributing.md` tells the rest. */
export { automation } from "./automation";
export { block } from "./block";
export { blockSchema } from "./block-schema";
export { blockType } from "./block-type";
export { defaultResultStorage } from "./default-result-storage";
export { deployment } from "./deployment";
export { deploymentSchedule } from "./deployment-schedule";
export { flow } from "./flow";
export { globalConcurrencyLimit } from "./global-concurrency-limit";
export { savedSearch } from "./saved-search";
export { taskRunConcurrencyLimit } from "./task-run-concurrency-limit";
export { variable } from "./variable";
export { workPool } from "./work-pool";
export { workQueue } from "./work-queue";
