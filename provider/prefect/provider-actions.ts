/** All actions that Terraform invokes, a line for each file. (An automation has actions too: see action.ts.) */
export { deploymentRun } from "./deployment-run";
export { globalConcurrencyLimitReset } from "./global-concurrency-limit-reset";
export { taskRunConcurrencyLimitReset } from "./task-run-concurrency-limit-reset";
