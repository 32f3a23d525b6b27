/** Attributes of an action beside its type. */
export const actionArguments = [
  "source",
  "deployment_id",
  "work_pool_id",
  "work_queue_id",
  "automation_id",
  "schedule_id",
  "block_document_id",
  "parameters",
  "job_variables",
  "schedule_after",
  "name",
  "state",
  "message",
  "force",
  "subject",
  "body",
  "emails",
  "payload",
] as const;

export type ActionArgument = (typeof actionArguments)[number];

/** What the server takes where an argument is not given, in actions that have it. */
export const actionDefaults = {
  source: "selected",
  force: false,
  payload: "",
  subject: "Prefect automated notification",
  schedule_after: 0,
} as const satisfies { readonly [K in ActionArgument]?: string | boolean | number };

/** The object that an action is about: named by an id, or inferred from the event. */
export type Target = "deployment_id" | "work_pool_id" | "work_queue_id" | "automation_id";

/** What the API takes for one type of action. */
export interface ActionType {
  readonly target?: Target;
  readonly needs: readonly ActionArgument[];
  readonly takes: readonly ActionArgument[];
}

const nothing: ActionType = { needs: [], takes: [] };
const about = (target: Target, takes: readonly ActionArgument[] = []): ActionType => ({
  target,
  needs: [],
  takes: ["source", target, ...takes],
});

/** The actions of a self-hosted server. Source: the schemas of `actions` in its OpenAPI document. */
const selfHosted: Readonly<Record<string, ActionType>> = {
  "do-nothing": nothing,
  "run-deployment": about("deployment_id", ["parameters", "job_variables", "schedule_after"]),
  "pause-deployment": about("deployment_id"),
  "resume-deployment": about("deployment_id"),
  "cancel-flow-run": nothing,
  "delete-flow-run": nothing,
  "suspend-flow-run": nothing,
  "resume-flow-run": nothing,
  "change-flow-run-state": { needs: ["state"], takes: ["state", "name", "message", "force"] },
  "pause-work-queue": about("work_queue_id"),
  "resume-work-queue": about("work_queue_id"),
  "pause-work-pool": about("work_pool_id"),
  "resume-work-pool": about("work_pool_id"),
  "pause-automation": about("automation_id"),
  "resume-automation": about("automation_id"),
  "send-notification": {
    needs: ["block_document_id", "body"],
    takes: ["block_document_id", "subject", "body"],
  },
  "call-webhook": { needs: ["block_document_id"], takes: ["block_document_id", "payload"] },
};

/** Known to Prefect Cloud only, which has not published what they take: whatever is set is sent. */
const cloudOnly: readonly string[] = [
  "send-email-notification",
  "declare-incident",
  "pause-schedule-for-flow-run",
  "resume-schedule-for-flow-run",
];

export const actionTypes: readonly string[] = [...Object.keys(selfHosted), ...cloudOnly];

/** What is known of a type; undefined for one of Prefect Cloud, or of a newer server. */
export const actionType = (type: unknown): ActionType | undefined =>
  typeof type === "string" && Object.hasOwn(selfHosted, type) ? selfHosted[type] : undefined;

export const isCloudAction = (type: string): boolean => cloudOnly.includes(type);

export const actionTakes = (type: unknown, argument: ActionArgument): boolean =>
  actionType(type)?.takes.includes(argument) === true;
