/** All list resources, a line each. */
export { automationList } from "./list-automations";
export { blockSchemaList } from "./list-block-schemas";
export { blockTypeList } from "./list-block-types";
export { blockList } from "./list-blocks";
export { deploymentScheduleList } from "./list-deployment-schedules";
export { deploymentList } from "./list-deployments";
export { flowList } from "./list-flows";
export { globalConcurrencyLimitList } from "./list-global-concurrency-limits";
export { savedSearchList } from "./list-saved-searches";
export { taskRunConcurrencyLimitList } from "./list-task-run-concurrency-limits";
export { variableList } from "./list-variables";
export { workPoolList } from "./list-work-pools";
export { workQueueList } from "./list-work-queues";
