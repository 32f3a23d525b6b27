export {
  type ActionArgument,
  type ActionType,
  actionArguments,
  actionDefaults,
  actionTakes,
  actionType,
  actionTypes,
  isCloudAction,
} from "./action-type";
export { anchorDate } from "./anchor-date";
export { blockData } from "./block-data";
export { type BlockTypeReference, blockTypeReferences } from "./block-schema-references";
export { mostOccurrences } from "./candidates";
export { cron } from "./cron";
export { duration, serverDuration } from "./duration";
export { deploymentEntrypoint, type Entrypoint, entrypoint } from "./entrypoint";
export { flowRunLoop, loopAdvice } from "./flow-run-loop";
export { changedHydration, firedHydration, type Hydration } from "./hydration";
export { type Instant, instantText, ofDate, readInstant, toDate } from "./instant";
export { interval } from "./interval";
export {
  defaultBlockMisfits,
  defaultBlocks,
  jobTemplateFaults,
  jobVariablesSchemaFaults,
} from "./job-template";
export {
  type JobVariablesPlace,
  jobVariables,
  missingJobVariables,
  runJobVariables,
  unusedJobVariables,
} from "./job-variables";
export type { JsonObject } from "./json-schema/value";
export { type Form, type Limit, withinLimit } from "./limit";
export type { Misfit } from "./misfit";
export { blockName, deploymentName, flowName, variableName, workPoolName, workQueueName } from "./names";
export { type Occurrences, occurrences, type ScheduleRule } from "./occurrences";
export { creatableParameters, type ParameterRequest, parameterSchema, parameters } from "./parameters";
export {
  fullStepName,
  type PullStepFault,
  pullStepFaults,
  pullStepName,
  shortStepName,
} from "./pull-step";
export { rrule } from "./rrule";
export type { RunMisfits } from "./run-misfits";
export {
  firedParameters,
  requestedParameters,
  scheduledParameters,
  strangeParameters,
} from "./run-parameters";
export { secretFields } from "./secret-fields";
export { type ScheduleKind, timezone } from "./timezone";
export {
  compoundRequire,
  eventThreshold,
  eventWithin,
  metricSeconds,
  metricSpan,
  proactiveSeconds,
  waitingSeconds,
} from "./trigger";
export { uuid } from "./uuid";
export { variableValue } from "./variable-value";
export type { Verdict } from "./verdict";
