export { anchorDate } from "./anchor-date";
export { cron } from "./cron";
export { interval } from "./interval";
export { deploymentName, flowName, variableName, workPoolName, workQueueName } from "./names";
export { type JsonObject, type Misfit, parameters } from "./parameters";
export { rrule } from "./rrule";
export { timezone } from "./timezone";
export type { Verdict } from "./verdict";
