import { describe, expect, expectTypeOf, test } from "vitest";
import {
  Action,
  Automation,
  type AutomationProps,
  Deployment,
  Duration,
  Flow,
  PrefectProvider,
  Trigger,
  WorkPool,
  WorkQueue,
} from ".";
import { TerraformStack, TerraformVariable, Testing, Token } from "./framework";
import type { AutomationConfig } from "./generated/automation";

type Attributes = Record<string, unknown>;

const never = Trigger.event({ expect: ["never"] });
const id = "123e4567-e89b-12d3-a456-426614174000";

class TestStack extends TerraformStack {
  readonly flow: Flow<{ n?: number; text?: string }>;

  constructor() {
    super(Testing.app(), "stack");
    new PrefectProvider(this, "prefect", { fromRegistry: true });
    this.flow = new Flow(this, "flow", { name: "flow" });
  }

  deployment(name: string): Deployment<{ image?: string }, { n?: number; text?: string }> {
    return new Deployment(this, name, { name, flow: this.flow });
  }

  automations(): Record<string, Attributes> {
    const { resource } = JSON.parse(Testing.synth(this, true));
    const all: Record<string, Attributes> = resource.prefect_automation;
    return Object.fromEntries(
      Object.entries(all).map(([name, { "//": _, ...attributes }]) => [name, attributes]),
    );
  }

  trigger(trigger: Trigger): Attributes {
    new Automation(this, "a", { name: "a", trigger });
    const { name: _, ...attributes } = this.automations().a ?? {};
    return attributes;
  }

  warnings(): unknown[] {
    const metadata = this.node.findAll().flatMap(({ node }) => node.metadata);
    return metadata.filter(({ type }) => type.endsWith("warn")).map(({ data }) => data);
  }
}

describe("triggers", () => {
  test("of one event", () => {
    const stack = new TestStack();
    const deployment = stack.deployment("d");
    const trigger = Trigger.event({
      expect: ["a.${x}"],
      after: ["b"],
      match: { "prefect.resource.id": ["prefect.flow-run.*", "x"] },
      matchRelated: [{ "prefect.resource.id": `prefect.deployment.${deployment.id}` }, { role: "flow" }],
      forEach: ["prefect.resource.id"],
      posture: "Proactive",
      threshold: 2,
      within: Duration.minutes(1),
    });
    expect(stack.trigger(trigger)).toEqual({
      trigger: {
        event: {
          expect: ['${"a.\\u0024{x}"}'],
          after: ["b"],
          match: '{"prefect.resource.id":["prefect.flow-run.*","x"]}',
          match_related:
            '[{"prefect.resource.id":${jsonencode("prefect.deployment.${prefect_deployment.d.id}")}},{"role":"flow"}]',
          for_each: ["prefect.resource.id"],
          posture: "Proactive",
          threshold: 2,
          within: 60,
        },
      },
    });
  });

  test("within triggers are attributes while those have room for them", () => {
    const stack = new TestStack();
    const number = new TerraformVariable(stack, "number", { type: "number" });
    const pair = Trigger.compound({ require: 1, triggers: [never, never] });
    const inner = Trigger.compound({ require: number.numberValue, within: "PT1M", triggers: [never] });
    const steps = Trigger.sequence({ triggers: [never] });
    const event = { posture: "Reactive", expect: ["never"] };
    expect(stack.trigger(Trigger.compound({ require: 2, triggers: [pair, inner, steps, never] }))).toEqual({
      trigger: {
        compound: {
          require: "${2}",
          triggers: [
            { compound: { require: "1", triggers: [{ event }, { event }] } },
            { compound: { require: "${var.number}", within: 60, triggers: [{ event }] } },
            { sequence: { triggers: [{ event }] } },
            { event },
          ],
        },
      },
    });
  });

  test("within are JSON where they are too deep", () => {
    const stack = new TestStack();
    const deployment = stack.deployment("d");
    const seconds = new TerraformVariable(stack, "seconds", { type: "number" });
    const event = Trigger.event({
      match: { "prefect.resource.id": `prefect.deployment.${deployment.id}` },
      matchRelated: {},
      expect: ["e"],
      after: ["a"],
      forEach: ["f"],
      threshold: 3,
      within: Duration.seconds(seconds.numberValue),
    });
    const deep = Trigger.sequence({
      within: Duration.hours(1),
      triggers: [
        Trigger.compound({
          require: "any",
          triggers: [Trigger.sequence({ triggers: [event, never] })],
        }),
      ],
    });
    const { trigger_json: text } = stack.trigger(deep);
    const known = String(text)
      .replace('${jsonencode("prefect.deployment.${prefect_deployment.d.id}")}', '"ID"')
      .replace("${jsonencode(var.seconds)}", "5");
    expect(JSON.parse(known)).toEqual({
      type: "sequence",
      within: 3600,
      triggers: [
        {
          type: "compound",
          require: "any",
          within: null,
          triggers: [
            {
              type: "sequence",
              within: null,
              triggers: [
                {
                  type: "event",
                  posture: "Reactive",
                  match: { "prefect.resource.id": "ID" },
                  match_related: {},
                  expect: ["e"],
                  after: ["a"],
                  for_each: ["f"],
                  threshold: 3,
                  within: 5,
                },
                { type: "event", posture: "Reactive", expect: ["never"] },
              ],
            },
          ],
        },
      ],
    });
  });

  test("of a measurement, by attributes and as JSON", () => {
    const metric = Trigger.metric({
      name: "lateness",
      operator: ">",
      threshold: 2.5,
      range: "PT1H",
      firingFor: Duration.minutes(5),
      match: { a: "b" },
    });
    const measured = { name: "lateness", operator: ">", threshold: 2.5, range: 3600, firing_for: 300 };
    expect(new TestStack().trigger(metric)).toEqual({
      trigger: { metric: { match: '{"a":"b"}', metric: measured } },
    });
    const around = (trigger: Trigger) => Trigger.sequence({ triggers: [trigger] });
    const { trigger_json: text } = new TestStack().trigger(around(around(around(metric))));
    expect(JSON.parse(String(text)).triggers[0].triggers[0].triggers[0]).toEqual({
      type: "metric",
      posture: "Metric",
      match: { a: "b" },
      metric: measured,
    });
  });

  test("that nothing narrows down are warned of", () => {
    const stack = new TestStack();
    stack.trigger(Trigger.compound({ require: "all", triggers: [never, Trigger.event({})] }));
    expect(stack.warnings()).toEqual([
      expect.stringMatching(/^trigger.triggers\[1\] has none of expect, match and matchRelated: every event/),
    ]);
  });

  const inside = (trigger: Trigger) => Trigger.sequence({ triggers: [never, trigger] });
  test.each<[string, Trigger, RegExp]>([
    [
      "a Proactive one that waits too short",
      inside(Trigger.event({ posture: "Proactive", within: "PT5S", expect: ["a"] })),
      /^stack\/a: trigger.triggers\[1\].within: A Proactive trigger waits 10 seconds or more/,
    ],
    [
      "a negative window",
      Trigger.event({ within: Duration.seconds(-1), expect: ["a"] }),
      /trigger.within: -1 was given; it must be 0 seconds or more/,
    ],
    [
      "a negative window of several",
      Trigger.sequence({ within: Duration.seconds(-1), triggers: [never] }),
      /trigger.within: -1 was given/,
    ],
    ["half an event", Trigger.event({ threshold: 1.5, expect: ["a"] }), /threshold 1.5: a number of events/],
    [
      "fewer than none",
      inside(Trigger.event({ threshold: -1, expect: ["a"] })),
      /triggers\[1\].threshold -1: a number/,
    ],
    [
      "a posture that there is not, in JSON too",
      inside(inside(inside(Trigger.event(JSON.parse('{"expect":["a"],"posture":"Lazy"}'))))),
      /triggers\[1\].triggers\[1\].triggers\[1\].posture: "Lazy" was given; it must be one of "Reactive"/,
    ],
    [
      "a metric over too short a time",
      Trigger.metric({ name: "lateness", operator: ">", threshold: 1, range: "PT10S", firingFor: "PT5M" }),
      /trigger.range: 10 was given; it must be 300 seconds or more/,
    ],
    [
      "any of nothing",
      Trigger.compound({ require: "any", triggers: [] }),
      /trigger.triggers \[\]: one trigger at/,
    ],
    [
      "nothing in order",
      inside(Trigger.sequence({ triggers: [] })),
      /triggers\[1\].triggers \[\]: one trigger/,
    ],
    [
      "more than there are",
      Trigger.compound({ require: 3, triggers: [never, never] }),
      /trigger.require: "3" was given; it must be "any", "all" or a whole number from 1 to 2/,
    ],
    ["none of them", Trigger.compound({ require: 0, triggers: [never] }), /trigger.require: "0" was given/],
    [
      "a time that is none",
      Trigger.event({ within: "soon", expect: ["a"] }),
      /trigger.within "soon": give a Duration/,
    ],
  ])("refuse %s", (_, trigger, error) => {
    expect(() => new TestStack().trigger(trigger)).toThrow(error);
  });
});

test.each<[unknown, string]>([
  ["a", 'Trigger.sequence: triggers "a": Triggers, such as'],
  [[never, {}], "Trigger.sequence: triggers[1] {}: Triggers, such as"],
])("a sequence of %j is refused", (triggers, error) => {
  expect(() => Trigger.sequence(Object.assign(JSON.parse("{}"), { triggers }))).toThrow(error);
});

describe("actions", () => {
  test("are about constructs, ids and what the event tells", () => {
    const stack = new TestStack();
    const deployment = stack.deployment("d");
    const pool = new WorkPool(stack, "pool", { name: "pool" });
    const queue = new WorkQueue(stack, "queue", { name: "queue", workPool: pool });
    const other = new Automation(stack, "other", { name: "other", trigger: never });
    const token = new TerraformVariable(stack, "id", { type: "string" }).stringValue;
    new Automation(stack, "a", {
      name: "a ${b}",
      description: "",
      enabled: false,
      tags: ["t"],
      ownerResource: "owner",
      trigger: never,
      actions: [
        Action.runDeployment(deployment, {
          parameters: { n: "{{ event.payload.n }}", text: "${x}" },
          jobVariables: { image: "i" },
          scheduleAfter: "PT5M",
        }),
        Action.runDeployment("inferred"),
        Action.runDeployment(id, { parameters: { anything: [1] } }),
        Action.pauseDeployment(deployment),
        Action.resumeDeployment(token),
        Action.pauseWorkPool(pool),
        Action.resumeWorkPool("inferred"),
        Action.pauseWorkQueue(queue),
        Action.resumeWorkQueue(queue),
        Action.pauseAutomation(other),
        Action.resumeAutomation({ id }),
      ],
      actionsOnTrigger: [
        Action.cancelFlowRun(),
        Action.deleteFlowRun(),
        Action.suspendFlowRun(),
        Action.resumeFlowRun(),
        Action.changeFlowRunState("FAILED", { name: "Gone", message: "${m}", force: true }),
        Action.doNothing(),
      ],
      actionsOnResolve: [
        Action.sendNotification(id, { subject: "s", body: "{{ flow.name }}" }),
        Action.callWebhook(id, { payload: { run: "{{ flow_run.id }}" } }),
        Action.callWebhook(id, { payload: "text" }),
        Action.sendEmailNotification({ emails: ["a@example.org"], body: "b" }),
        Action.declareIncident(),
        Action.pauseScheduleForFlowRun(),
        Action.resumeScheduleForFlowRun(id),
      ],
    });
    const deploymentId = "${prefect_deployment.d.id}";
    expect(stack.automations().a).toEqual({
      name: '${"a \\u0024{b}"}',
      description: "",
      enabled: false,
      tags: ["t"],
      owner_resource: "owner",
      trigger: { event: { posture: "Reactive", expect: ["never"] } },
      actions: [
        {
          type: "run-deployment",
          deployment_id: deploymentId,
          parameters: '{"n":"{{ event.payload.n }}","text":"\\u0024{x}"}',
          job_variables: '{"image":"i"}',
          schedule_after: 300,
        },
        { type: "run-deployment", source: "inferred" },
        { type: "run-deployment", deployment_id: id, parameters: '{"anything":[1]}' },
        { type: "pause-deployment", deployment_id: deploymentId },
        { type: "resume-deployment", deployment_id: "${var.id}" },
        { type: "pause-work-pool", work_pool_id: "${prefect_work_pool.pool.id}" },
        { type: "resume-work-pool", source: "inferred" },
        { type: "pause-work-queue", work_queue_id: "${prefect_work_queue.queue.id}" },
        { type: "resume-work-queue", work_queue_id: "${prefect_work_queue.queue.id}" },
        { type: "pause-automation", automation_id: "${prefect_automation.other.id}" },
        { type: "resume-automation", automation_id: id },
      ],
      actions_on_trigger: [
        { type: "cancel-flow-run" },
        { type: "delete-flow-run" },
        { type: "suspend-flow-run" },
        { type: "resume-flow-run" },
        {
          type: "change-flow-run-state",
          state: "FAILED",
          name: "Gone",
          message: '${"\\u0024{m}"}',
          force: true,
        },
        { type: "do-nothing" },
      ],
      actions_on_resolve: [
        { type: "send-notification", block_document_id: id, subject: "s", body: "{{ flow.name }}" },
        { type: "call-webhook", block_document_id: id, payload: '{"run":"{{ flow_run.id }}"}' },
        { type: "call-webhook", block_document_id: id, payload: "text" },
        { type: "send-email-notification", emails: ["a@example.org"], body: "b" },
        { type: "declare-incident" },
        { type: "pause-schedule-for-flow-run" },
        { type: "resume-schedule-for-flow-run", schedule_id: id },
      ],
    });
  });

  const everyRun = Trigger.event({
    expect: ["prefect.flow-run.Running"],
    match: { "prefect.resource.id": "prefect.flow-run.*" },
  });
  test.each<[string, Partial<AutomationProps>, RegExp]>([
    [
      "what is no id",
      { actions: [Action.doNothing(), Action.pauseWorkPool("my-pool")] },
      /^stack\/a: actions\[1\].workPoolId: "my-pool" is not a UUID/,
    ],
    [
      "what cannot be inferred",
      { actionsOnResolve: [Action.callWebhook("inferred")] },
      /actionsOnResolve\[0\].blockDocumentId: "inferred" is not a UUID/,
    ],
    [
      "nothing at all",
      { actions: [Action.pauseDeployment("")] },
      /actions\[0\].deploymentId "": a construct/,
    ],
    [
      "a run in the past",
      { actions: [Action.runDeployment(id, { scheduleAfter: Duration.seconds(-5) })] },
      /actions\[0\].scheduleAfter: -5 was given/,
    ],
    [
      "a run of the deployment that has run",
      { trigger: everyRun, actions: [Action.runDeployment("inferred")] },
      /actions\[0\] "inferred": it runs the deployment of the flow run whose event it was/,
    ],
    [
      "a run by every run",
      { trigger: everyRun, actions: [Action.runDeployment(id)] },
      /actions\[0\] "selected": it runs a deployment on every flow run/,
    ],
  ])("refuse %s", (_, props, error) => {
    const stack = new TestStack();
    expect(() => new Automation(stack, "a", { name: "a", trigger: never, ...props })).toThrow(error);
  });

  test("that loop are taken where they do not act, or may not loop", () => {
    const stack = new TestStack();
    const actions = [Action.runDeployment("inferred")];
    new Automation(stack, "a", { name: "a", trigger: everyRun, actions, enabled: false });
    const completed = Trigger.event({ expect: ["prefect.flow-run.Completed"] });
    new Automation(stack, "b", { name: "b", trigger: completed, actions });
    expect(Object.keys(stack.automations())).toEqual(["a", "b"]);
  });

  test("take the parameters and job variables of the deployment, and templates", () => {
    const deployment = new TestStack().deployment("d");
    Action.runDeployment(deployment, { parameters: { n: 1, text: "{{ event.id }}" } });
    // @ts-expect-error n is a number or a template
    Action.runDeployment(deployment, { parameters: { n: true } });
    // @ts-expect-error no such parameter
    Action.runDeployment(deployment, { parameters: { other: 1 } });
    // @ts-expect-error no such job variable
    Action.runDeployment(deployment, { jobVariables: { other: 1 } });
    // @ts-expect-error no such parameter
    deployment.triggeredBy(never, { parameters: { other: 1 } });
  });
});

describe("deployments", () => {
  test("are run by triggers, as prefect.yaml has it", () => {
    const stack = new TestStack();
    const deployment = new Deployment(stack, "d", {
      name: "d",
      flow: stack.flow,
      accountId: id,
      workspaceId: id,
    });
    deployment.triggeredBy(never, { parameters: { n: 1 } });
    const second = deployment.triggeredBy(never, { name: "second", id: "second", enabled: false });
    deployment.triggeredBy(never);
    const all = Object.entries(stack.automations());
    expect(all).toHaveLength(3);
    const [first, , third] = ["automation_1", "second", "automation_3"].map(
      (name) => all.find(([address]) => address.startsWith(`d_${name}_`))?.[1],
    );
    expect(first).toEqual({
      name: "${prefect_deployment.d.name}__automation_1",
      account_id: id,
      workspace_id: id,
      owner_resource: "prefect.deployment.${prefect_deployment.d.id}",
      trigger: { event: { posture: "Reactive", expect: ["never"] } },
      actions: [
        { type: "run-deployment", deployment_id: "${prefect_deployment.d.id}", parameters: '{"n":1}' },
      ],
    });
    expect(third).toMatchObject({ name: "${prefect_deployment.d.name}__automation_3" });
    expect(all.map(([, { name, enabled }]) => ({ name, enabled }))).toContainEqual({
      name: "second",
      enabled: false,
    });
    expect(second.node.path).toBe("stack/d/second");
    expect(stack.warnings()).toEqual([]);
  });

  test("run after others", () => {
    const stack = new TestStack();
    const [load, report] = [stack.deployment("load"), stack.deployment("report")];
    report.after(load);
    report.after(id, { states: ["Failed", "Crashed"], scheduleAfter: "PT1M" });
    const [completed, failed] = Object.values(stack.automations());
    expect(completed?.trigger).toEqual({
      event: {
        posture: "Reactive",
        expect: ["prefect.flow-run.Completed"],
        match: '{"prefect.resource.id":"prefect.flow-run.*"}',
        match_related:
          '{"prefect.resource.role":"deployment","prefect.resource.id":${jsonencode("prefect.deployment.${prefect_deployment.load.id}")}}',
      },
    });
    expect(failed).toMatchObject({
      actions: [{ schedule_after: 60 }],
      trigger: {
        event: {
          expect: ["prefect.flow-run.Failed", "prefect.flow-run.Crashed"],
          match_related: `{"prefect.resource.role":"deployment","prefect.resource.id":"prefect.deployment.${id}"}`,
        },
      },
    });
    expect(() => report.after(load, { states: [] })).toThrow(/^stack\/report: states \[\]: at least one/);
    expect(() => report.after("")).toThrow('stack/report: other "": a Deployment or its id is needed');
  });

  test("that run after themselves are warned of", () => {
    const stack = new TestStack();
    const deployment = stack.deployment("d");
    deployment.after(deployment, { states: ["Crashed"] });
    expect(stack.warnings()).toEqual(["it runs after itself: each run that is Crashed makes another one"]);
  });
});

test("an automation has a property for each attribute of its binding", () => {
  type Bound = Exclude<keyof AutomationConfig, "triggerJson">;
  expectTypeOf<keyof AutomationProps>().toEqualTypeOf<Bound>();
  expect(Token.isUnresolved(new Automation(new TestStack(), "a", { name: "a", trigger: never }).id)).toBe(
    true,
  );
});
