/** All data sources, a line for each file. */
export { automationData, automationsData } from "./data-automation";
export { blockData, blocksData } from "./data-block";
export { blockSchemaData, blockSchemasData } from "./data-block-schema";
export { blockTypeData, blockTypesData } from "./data-block-type";
export { deploymentData } from "./data-deployment";
export { deploymentSchedulesData } from "./data-deployment-schedules";
export { deploymentsData } from "./data-deployments";
export { flowData } from "./data-flow";
export { flowsData } from "./data-flows";
export { globalConcurrencyLimitData, globalConcurrencyLimitsData } from "./data-global-concurrency-limit";
export { serverData } from "./data-server";
export { taskRunConcurrencyLimitData, taskRunConcurrencyLimitsData } from "./data-task-run-concurrency-limit";
export { variableData, variablesData } from "./data-variable";
export { workPoolData } from "./data-work-pool";
export { workPoolsData } from "./data-work-pools";
export { workQueueData, workQueuesData } from "./data-work-queue";
export { workerMetadataData } from "./data-worker-metadata";
export { workersData } from "./data-workers";
