import { field } from "../adopted";
import { type Expression, type Fields, plainJson } from "../expression";
import { ownNumber } from "../from-automation";
import type { Named } from "../layout";
import { isServed } from "../served";
import { camelCase } from "../words";
import { actionCode } from "./actions";
import { array, atom, type Code, type CodeFields, call, quote, record } from "./code";
import type { FileScope } from "./file-scope";
import { pullStepCode } from "./pull-steps";
import { scheduleCode } from "./schedules";
import { fieldsOf, textOf, timed, triggerCode } from "./triggers";
import type { TypeFacts } from "./type-facts";
import { bindingText, type Outside, valueCode } from "./values";

/** What makes one object: an expression, whose value is its construct. */
export interface Made {
  readonly code: Code;
  /** Its construct's path in the stack. */
  readonly path: string;
}

/** Code of one object. */
export interface Context {
  readonly scope: FileScope;
  readonly facts: TypeFacts;
  /** How many automations a deployment has so far, counted up. */
  readonly nextOwned: (deployment: string) => { readonly number: number; readonly isSure: boolean };
  /** Path of a deployment's construct. */
  readonly pathOf: (id: string) => string | undefined;
}

export function constructCode(one: Named, context: Context): Made {
  const outside = context.scope.outside(one);
  const made = (code: Code): Made => ({ code, path: one.label });
  const plain = (fields = one.fields) => plainProps(fields, outside);
  const create = (name: string, props: CodeFields) => made(newCode(name, one.label, props, context.scope));
  switch (one.type) {
    case "prefect_flow":
      return create("Flow", plain());
    case "prefect_variable":
      return create("Variable", plain());
    case "prefect_global_concurrency_limit":
      return create("ConcurrencyLimit", plain());
    case "prefect_work_queue":
      return create("WorkQueue", queueProps(one, context, outside));
    case "prefect_work_pool":
      return made(poolCode(one, context, outside));
    case "prefect_block":
      return made(blockCode(one, context, outside));
    case "prefect_deployment":
      return deploymentCode(one, context, outside);
    case "prefect_automation":
      return automationCode(one, context, outside);
    case "data.prefect_flow":
      return create("generated.dataPrefectFlow.DataPrefectFlow", bindingProps(one, outside));
    case "prefect_block_type":
      return create("generated.blockType.BlockType", bindingProps(one, outside));
    case "prefect_block_schema":
      return create("generated.blockSchema.BlockSchema", schemaProps(one, context, outside));
    case "prefect_default_result_storage":
      return create("generated.defaultResultStorage.DefaultResultStorage", bindingProps(one, outside));
    case "prefect_task_run_concurrency_limit":
      return create("generated.taskRunConcurrencyLimit.TaskRunConcurrencyLimit", bindingProps(one, outside));
    case "prefect_saved_search":
      return create("generated.savedSearch.SavedSearch", searchProps(one, outside));
  }
}

function newCode(name: string, label: string, props: CodeFields, scope: FileScope): Code {
  scope.use(name);
  return call(`new ${name}`, atom("stack"), atom(quote(label)), record(props));
}

const plainProps = (fields: Fields, outside: Outside): CodeFields =>
  fields.map(([name, value]) => [camelCase(name), valueCode(value, outside)]);

/** The construct itself, where it is in reach, else what stands for it. */
function reference(value: Expression, one: Named, { scope }: Context, outside: Outside): Code {
  const name = value.is === "reference" ? scope.identifier(value, one) : undefined;
  return name === undefined ? valueCode(value, outside) : atom(name);
}

function queueProps(one: Named, context: Context, outside: Outside): CodeFields {
  return one.fields.map(([name, value]) =>
    name === "work_pool_name"
      ? ["workPool", reference(value, one, context, outside)]
      : [camelCase(name), valueCode(value, outside)],
  );
}

function poolCode(one: Named, { scope, facts }: Context, outside: Outside): Code {
  const maker = facts.poolMaker(one);
  const props = one.fields.flatMap(([name, value]): CodeFields => {
    if (name === "type" && (maker !== undefined || textOf(value) === "prefect-agent")) return [];
    if (name === "storage_configuration")
      return [[camelCase(name), record(plainProps(fieldsOf(value), outside))]];
    return [[camelCase(name), valueCode(value, outside)]];
  });
  if (maker !== undefined) {
    scope.use("WorkPool");
    return call(`WorkPool.${maker}`, atom("stack"), atom(quote(one.label)), record(props));
  }
  if (field(one.fields, "job_variables") === undefined) return newCode("WorkPool", one.label, props, scope);
  scope.use("type JsonObject");
  scope.use("WorkPool");
  return call("new WorkPool<JsonObject>", atom("stack"), atom(quote(one.label)), record(props));
}

function blockCode(one: Named, context: Context, outside: Outside): Code {
  const { scope, facts } = context;
  const slug = field(one.fields, "type_slug");
  const maker = facts.blockMaker(one);
  const props = one.fields.flatMap(([name, value]): CodeFields => {
    if (name === "type_slug" && maker !== undefined) return [];
    if (name === "data_wo") return [["data", valueCode(value, outside)]];
    if (name === "depends_on") {
      const names =
        value.is === "list" ? value.items.map((item) => reference(item, one, context, outside)) : [];
      // What is not in the code cannot be waited for.
      return names.some((code) => code.is === "atom" && /^["']/.test(code.text))
        ? []
        : [["dependsOn", array(names)]];
    }
    return [[camelCase(name), valueCode(value, outside)]];
  });
  if (maker !== undefined) {
    scope.use("Block");
    return call(`Block.${maker}`, atom("stack"), atom(quote(one.label)), record(props));
  }
  scope.use("Block");
  const isTyped = slug !== undefined && facts.fitsBlock(one);
  return call(
    isTyped ? "new Block" : "new Block<string>",
    atom("stack"),
    atom(quote(one.label)),
    record(props),
  );
}

function deploymentCode(one: Named, context: Context, outside: Outside): Made {
  const { scope, facts } = context;
  const served = isServed(one);
  // The type of a pool that is referred to itself holds for the job variables.
  const isTyped = facts.fitsPool(one);
  const placed = (value: Expression) =>
    isTyped ? reference(value, one, context, outside) : valueCode(value, outside);
  const props = one.fields.flatMap(([name, value]): CodeFields => {
    switch (name) {
      case "flow_id":
        return [["flow", reference(value, one, context, outside)]];
      case "work_pool_name":
        return [["workPool", placed(value)]];
      case "work_queue_name":
        return [["workQueue", placed(value)]];
      case "paused":
        return served ? [] : [["paused", valueCode(value, outside)]];
      case "path":
        return served && textOf(value) === "." ? [] : [["path", valueCode(value, outside)]];
      case "pull_steps":
        scope.use("PullStep");
        return [["pullSteps", array(itemsOf(value).map((step) => pullStepCode(step, outside)))]];
      case "schedules":
        scope.use("Schedule");
        return [["schedules", array(itemsOf(value).map((schedule) => scheduleCode(schedule, outside)))]];
      case "concurrency_options":
        return [["concurrencyOptions", record(concurrencyOptions(fieldsOf(value), outside))]];
      default:
        return [[camelCase(name), valueCode(value, outside)]];
    }
  });
  return {
    code: newCode(served ? "ServedDeployment" : "Deployment", one.label, props, scope),
    path: one.label,
  };
}

const itemsOf = (value: Expression): readonly Expression[] => (value.is === "list" ? value.items : []);

const concurrencyOptions = (fields: Fields, outside: Outside): CodeFields =>
  fields.map(([name, value]) =>
    name === "grace_period_seconds"
      ? ["gracePeriod", timed("within", value, outside)[1]]
      : timed(name, value, outside),
  );

function automationCode(one: Named, context: Context, outside: Outside): Made {
  const { scope } = context;
  const trigger = field(one.fields, "trigger");
  if (trigger === undefined) throw new Error(`The automation ${one.id} has no trigger.`);
  scope.use("Trigger");
  const folded = foldedAutomation(one, triggerCode(trigger, outside), context, outside);
  if (folded !== undefined) return folded;
  const props = one.fields.map(([name, value]): CodeFields[number] => {
    if (name === "trigger") return [name, triggerCode(trigger, outside)];
    if (!name.startsWith("actions")) return [camelCase(name), valueCode(value, outside)];
    scope.use("Action");
    return [camelCase(name), array(itemsOf(value).map((action) => oneAction(action, one, context, outside)))];
  });
  return { code: newCode("Automation", one.label, props, scope), path: one.label };
}

function oneAction(action: Expression, one: Named, context: Context, outside: Outside): Code {
  const isTyped = context.facts.fitsAction(action);
  return actionCode(action, outside, (target) =>
    isTyped ? reference(target, one, context, outside) : valueCode(target, outside),
  );
}

/** `nightly.triggeredBy(…)`, for an automation that belongs to a deployment. */
function foldedAutomation(one: Named, trigger: Code, context: Context, outside: Outside): Made | undefined {
  const { scope, facts } = context;
  const owner = one.owner;
  const deployment =
    owner && scope.identifier({ is: "reference", to: owner, attribute: "id", literal: owner }, one);
  const path = owner && context.pathOf(owner);
  const [action] = itemsOf(field(one.fields, "actions") ?? nothing);
  if (!owner || deployment === undefined || !path || action === undefined || !facts.fitsAction(action))
    return undefined;
  const { number, isSure } = context.nextOwned(owner);
  const name = textOf(field(one.fields, "name")) ?? "";
  const isUsualName = isSure && ownNumber(name, facts.nameOf(owner) ?? "") === number;
  const options: CodeFields = [
    ...(isSure ? [] : ([["id", atom(quote(`automation_${number}`))]] as const)),
    ...one.fields.flatMap(([key, value]): CodeFields => {
      if (["trigger", "actions", "owner_resource"].includes(key) || (key === "name" && isUsualName))
        return [];
      return [[camelCase(key), valueCode(value, outside)]];
    }),
    ...fieldsOf(action).flatMap(([key, value]): CodeFields => {
      return ["type", "source", "deployment_id"].includes(key) ? [] : [timed(key, value, outside)];
    }),
  ];
  return {
    code: call(`${deployment}.triggeredBy`, trigger, ...(options.length === 0 ? [] : [record(options)])),
    path: `${path}/automation_${number}`,
  };
}

const nothing: Expression = { is: "list", items: [] };

/** Properties of a generated binding: its texts are Terraform's. */
const bindingProps = (one: Named, outside: Outside): CodeFields =>
  one.fields.map(([name, value]) => [camelCase(name), bindingValue(value, outside)]);

function bindingValue(value: Expression, outside: Outside): Code {
  if (value.is === "list") return array(value.items.map((item) => bindingValue(item, outside)));
  const text = textOf(value);
  return text === undefined ? valueCode(value, outside) : bindingText(text);
}

function schemaProps(one: Named, { scope }: Context, outside: Outside): CodeFields {
  return one.fields.map(([name, value]) =>
    name === "fields"
      ? [name, call(scope.use("encodeJson"), atom("stack"), atom(quote(name)), valueCode(value, outside))]
      : [camelCase(name), bindingValue(value, outside)],
  );
}

function searchProps(one: Named, outside: Outside): CodeFields {
  return one.fields.map(([name, value]) => {
    if (name !== "filters") return [camelCase(name), bindingValue(value, outside)];
    const filters = itemsOf(value).map((filter) =>
      record(
        fieldsOf(filter).map(([own, inner]) =>
          own === "value_json"
            ? ["valueJson", jsonText(inner, outside)]
            : [camelCase(own), bindingValue(inner, outside)],
        ),
      ),
    );
    return [name, array(filters)];
  });
}

/** JSON as a text that Terraform takes as it is. */
function jsonText(value: Expression, outside: Outside): Code {
  const text = JSON.stringify(plainJson(value));
  return /[$%]\{/.test(text) ? bindingText(text) : call("JSON.stringify", valueCode(value, outside));
}
