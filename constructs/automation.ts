import type { Action } from "./action";
import { checkLoop } from "./check-loop";
import { encodeText, encodeTexts } from "./encode-text";
import type { Construct, IResolvable, TerraformMetaArguments } from "./framework";
import { Automation as AutomationBinding } from "./generated/automation";
import { bindAll } from "./list-of";
import { bindingId, PrefectResource, type WorkspaceProps } from "./prefect-resource";
import { refusal } from "./refusal";
import { Trigger } from "./trigger";

export interface AutomationProps extends TerraformMetaArguments, WorkspaceProps {
  /** The server lets several automations have the same. */
  readonly name: string;
  readonly description?: string | undefined;
  /** Does it act? Default: true. */
  readonly enabled?: boolean | IResolvable | undefined;
  readonly tags?: readonly string[] | undefined;
  /** What makes it act. */
  readonly trigger: Trigger;
  /** What it does when the trigger fires. */
  readonly actions?: readonly Action[] | undefined;
  /** What it does beside when it goes into the state Triggered. */
  readonly actionsOnTrigger?: readonly Action[] | undefined;
  /** What it does when it goes into the state Resolved. */
  readonly actionsOnResolve?: readonly Action[] | undefined;
  /**
   * What it belongs to, such as `prefect.deployment.<id>`: a `prefect deploy` of that one deletes it. Another owner
   * makes another automation.
   */
  readonly ownerResource?: string | undefined;
}

/**
 * Actions that the server takes when events come, or stay away.
 *
 * @example
 * ```ts
 * new Automation(this, "crashes", {
 *   name: "Crashes are told of",
 *   trigger: Trigger.event({
 *     expect: ["prefect.flow-run.Crashed"],
 *     match: { "prefect.resource.id": "prefect.flow-run.*" },
 *     matchRelated: { "prefect.resource.id": `prefect.deployment.${deployment.id}` },
 *   }),
 *   actions: [Action.sendNotification(slack, { body: "{{ flow_run.name }} has crashed" })],
 * });
 * ```
 */
export class Automation extends PrefectResource {
  override readonly resource: AutomationBinding;
  /** A UUID, known after apply. */
  readonly id: string;
  readonly name: string;

  constructor(scope: Construct, id: string, props: AutomationProps) {
    super(scope, id, props);
    const { trigger, actions, actionsOnTrigger, actionsOnResolve, ...same } = props;
    if (!(trigger instanceof Trigger)) {
      throw refusal(this, "trigger", trigger, "a Trigger, such as Trigger.event({ … }), is needed");
    }
    const bound = (name: "actions" | "actionsOnTrigger" | "actionsOnResolve") =>
      bindAll(this, name, props[name], "an Action, such as Action.runDeployment(…),");
    this.resource = this.checked(
      new AutomationBinding(this, bindingId, {
        ...same,
        name: encodeText(this, "name", props.name),
        description: encodeText(this, "description", props.description),
        tags: encodeTexts(this, "tags", props.tags),
        ownerResource: encodeText(this, "ownerResource", props.ownerResource),
        ...trigger.bind(this),
        actions: bound("actions"),
        actionsOnTrigger: bound("actionsOnTrigger"),
        actionsOnResolve: bound("actionsOnResolve"),
      }),
      // A trigger knows its own kind, which the binding has as an attribute.
      (property) => property.replace(/\.(?:event|metric|compound|sequence)(?=\.)/g, ""),
    );
    checkLoop(this, { trigger, actions: actions ?? [], enabled: props.enabled });
    this.id = this.resource.id;
    this.name = this.resource.name;
  }
}
