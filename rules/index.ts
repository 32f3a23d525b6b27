export { anchorDate } from "./anchor-date";
export { cron } from "./cron";
export { interval } from "./interval";
export { deploymentName, flowName, variableName, workPoolName, workQueueName } from "./names";
export { type JsonObject, type Misfit, type ParameterRequest, parameters } from "./parameters";
export { rrule } from "./rrule";
export { type ScheduleKind, timezone } from "./timezone";
export type { Verdict } from "./verdict";
