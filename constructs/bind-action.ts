import { waitingSeconds } from "../rules";
import type { Duration } from "./duration";
import { durationSeconds } from "./duration-seconds";
import { encodeJsonObject } from "./encode-json";
import { encodeText, encodeTexts } from "./encode-text";
import type { Construct, IResolvable } from "./framework";
import type { AutomationActions } from "./generated/automation";
import type { JsonObject } from "./json-input";
import { referenceOf } from "./reference";
import { judge, refusal } from "./refusal";

export type BoundAction = AutomationActions;

type TargetKey =
  | "deploymentId"
  | "workPoolId"
  | "workQueueId"
  | "automationId"
  | "blockDocumentId"
  | "scheduleId";

/** These may be inferred from the event. */
const inferable: readonly TargetKey[] = ["deploymentId", "workPoolId", "workQueueId", "automationId"];

/** An action by what it does, what it is about, and the properties of all kinds of action. */
export interface ActionRule {
  readonly type: string;
  readonly target?: readonly [TargetKey, { readonly id: string } | string | undefined];
  readonly parameters?: JsonObject | undefined;
  readonly jobVariables?: JsonObject | undefined;
  readonly scheduleAfter?: Duration | string | undefined;
  readonly state?: string | undefined;
  readonly name?: string | undefined;
  readonly message?: string | undefined;
  readonly force?: boolean | IResolvable | undefined;
  readonly subject?: string | undefined;
  readonly body?: string | undefined;
  readonly payload?: string | JsonObject | undefined;
  readonly emails?: readonly string[] | undefined;
}

/** An action as the bindings take it. */
export function bindAction(construct: Construct, place: string, rule: ActionRule): BoundAction {
  const text = (name: "name" | "message" | "subject" | "body") =>
    encodeText(construct, `${place}.${name}`, rule[name]);
  const { payload } = rule;
  return {
    type: rule.type,
    ...bindTarget(construct, place, rule),
    parameters: encodeJsonObject(construct, `${place}.parameters`, rule.parameters),
    jobVariables: encodeJsonObject(construct, `${place}.jobVariables`, rule.jobVariables),
    scheduleAfter: scheduleAfter(construct, `${place}.scheduleAfter`, rule.scheduleAfter),
    state: rule.state,
    name: text("name"),
    message: text("message"),
    force: rule.force,
    subject: text("subject"),
    body: text("body"),
    payload:
      typeof payload === "string"
        ? encodeText(construct, `${place}.payload`, payload)
        : encodeJsonObject(construct, `${place}.payload`, payload),
    emails: encodeTexts(construct, `${place}.emails`, rule.emails),
  };
}

function bindTarget(construct: Construct, place: string, { target }: ActionRule): Partial<BoundAction> {
  const [key, given] = target ?? [];
  if (key === undefined || (given === undefined && key === "scheduleId")) return {};
  const canInfer = inferable.includes(key);
  if (given === "inferred" && canInfer) return { source: "inferred" };
  const what = `a construct or an object's id${canInfer ? ', or "inferred",' : ""}`;
  const property = `${place}.${key}`;
  if (given === undefined) throw refusal(construct, property, given, `${what} is needed`);
  return { [key]: referenceOf(construct, property, given, "id", what) };
}

function scheduleAfter(
  construct: Construct,
  property: string,
  duration: Duration | string | undefined,
): number | undefined {
  const seconds = durationSeconds(construct, property, duration);
  judge(construct, property, seconds, waitingSeconds);
  return seconds;
}
