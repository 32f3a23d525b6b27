/**
 * CDKTF constructs for Prefect.
 *
 * Two rules hold for all of them. Text is text: `${x}` and `%{x}` in it reach the server as written, and what is
 * known only at apply is given as a token (an attribute of a resource, a variable's value, a function's result).
 * And what a server would refuse fails at synth, naming the construct.
 */
export {
  Action,
  type ActionTarget,
  type EventParameters,
  type InferableTarget,
  type RunDeploymentOptions,
  type StateType,
} from "./action";
export { Automation, type AutomationProps } from "./automation";
export { Block, type BlockData, type BlockProps, type TypedBlockProps } from "./block";
export type { BlockReference } from "./block-data/block-reference";
/** Types of the data of blocks, made from the schemas of their types. */
export type * as blockData from "./block-data/generated/types";
export type { CommitSource } from "./commit";
export { type CommitVersion, type CommitVersionOptions, commitVersion } from "./commit-version";
export { ConcurrencyLimit, type ConcurrencyLimitProps } from "./concurrency-limit";
export { type ConcurrencyOptions, Deployment, type DeploymentProps } from "./deployment";
export type { AfterOptions, StateName, TriggeredRunOptions } from "./deployment-automation";
export { DeploymentSchedule, type DeploymentScheduleProps } from "./deployment-schedule";
export { Duration } from "./duration";
export { encodeDynamic, encodeJson } from "./encode-json";
export { EphemeralBlock, type EphemeralBlockProps } from "./ephemeral-block";
export { type EphemeralMetaArguments, EphemeralResource } from "./ephemeral-resource";
export { EphemeralVariable, type EphemeralVariableProps } from "./ephemeral-variable";
export {
  type EntrypointFlowProps,
  Flow,
  type FlowCode,
  type FlowProps,
  type FlowReference,
  type ParametersOf,
} from "./flow";
/** The bindings generated from the provider's schema, data sources among them. */
export * as generated from "./generated";
/** Types of job variables, made from what the server tells of each worker type. */
export type * as jobVariables from "./job-variables/generated/types";
export type { BlockValue, Template } from "./job-variables/values";
export type { JsonInput, JsonObject } from "./json-input";
export { PrefectProvider, type PrefectProviderProps } from "./prefect-provider";
export { PrefectResource, type WorkspaceProps } from "./prefect-resource";
export type { DeploymentOverrides, FlowDescription, PrefectYamlOptions } from "./prefect-yaml/options";
export { type DeploymentOfFile, PrefectYaml } from "./prefect-yaml/prefect-yaml";
export { PullStep, type StepOptions } from "./pull-step";
export { type CronOptions, type IntervalOptions, Schedule, type ScheduleOptions } from "./schedule";
export { type SecretVariableProps, secretVariable } from "./secret-variable";
export { ServedDeployment, type ServedDeploymentProps } from "./served-deployment";
export {
  type CompoundTriggerOptions,
  type EventTriggerOptions,
  type MetricTriggerOptions,
  type ResourceLabels,
  type SequenceTriggerOptions,
  Trigger,
} from "./trigger";
export { Variable, type VariableProps } from "./variable";
export {
  type TypedWorkPoolProps,
  WorkPool,
  type WorkPoolProps,
  type WorkPoolReference,
  type WorkPoolStorageConfiguration,
} from "./work-pool";
export { WorkQueue, type WorkQueueProps, type WorkQueueReference } from "./work-queue";
