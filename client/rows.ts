import type { components } from "./openapi/schema";

type Schemas = components["schemas"];

/** A deployment as the server answers it, its schedules included. */
export type Deployment = Schemas["DeploymentResponse"];
export type DeploymentCreate = Schemas["DeploymentCreate"];
export type DeploymentUpdate = Schemas["DeploymentUpdate"];
export type DeploymentStatus = Schemas["DeploymentStatus"];
export type ConcurrencyOptions = Schemas["ConcurrencyOptions"];
export type GlobalConcurrencyLimit = Schemas["GlobalConcurrencyLimitResponse"];
export type VersionInfo = Schemas["VersionInfo"];

/** A schedule of a deployment: what it runs, when, and whether it is active. */
export type DeploymentSchedule = Schemas["DeploymentSchedule"];
export type DeploymentScheduleCreate = Schemas["DeploymentScheduleCreate"];
export type DeploymentScheduleUpdate = Schemas["DeploymentScheduleUpdate"];
export type CronSchedule = Schemas["CronSchedule"];
/** An interval schedule as the server answers it: `interval` in seconds. */
export type IntervalSchedule = Schemas["IntervalSchedule-Output"];
/** An interval schedule to send: `interval` in seconds or as an ISO 8601 duration. */
export type IntervalScheduleCreate = Schemas["IntervalSchedule-Input"];
export type RRuleSchedule = Schemas["RRuleSchedule"];

export type Flow = Schemas["Flow"];
export type FlowCreate = Schemas["FlowCreate"];
export type FlowUpdate = Schemas["FlowUpdate"];
export type FlowRun = Schemas["FlowRunResponse"];

export type WorkPool = Schemas["WorkPoolResponse"];
export type WorkPoolCreate = Schemas["WorkPoolCreate"];
export type WorkPoolUpdate = Schemas["WorkPoolUpdate"];
export type WorkPoolStorageConfiguration = Schemas["WorkPoolStorageConfiguration"];

export type WorkQueue = Schemas["WorkQueueResponse"];
export type WorkQueueCreate = Schemas["WorkQueueCreate"];
export type WorkQueueUpdate = Schemas["WorkQueueUpdate"];

export type Automation = Schemas["Automation"];
export type AutomationCreate = Schemas["AutomationCreate"];
export type AutomationUpdate = Schemas["AutomationUpdate"];

export type Variable = Schemas["Variable"];
export type VariableCreate = Schemas["VariableCreate"];
export type VariableUpdate = Schemas["VariableUpdate"];

/** A block; its secrets are hidden unless they were asked for. */
export type BlockDocument = Schemas["BlockDocument"];
export type BlockType = Schemas["BlockType"];
export type BlockSchema = Schemas["BlockSchema"];

/** A limit on the task runs with a tag; `active_slots` are the ids of those that hold a slot. */
export type TaskRunConcurrencyLimit = Schemas["ConcurrencyLimit"];

export type SavedSearch = Schemas["SavedSearch"];
export type Worker = Schemas["WorkerResponse"];
/** The block that a server stores results in by default. */
export type ResultStorage = Schemas["ServerDefaultResultStorage"];
