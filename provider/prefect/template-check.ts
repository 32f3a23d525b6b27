import type { PrefectClient } from "../../client";
import { changedHydration, firedHydration, type Hydration, type JsonObject } from "../../rules";
import type { CtyValue } from "../cty/value";
import { elements, entries } from "../framework/collections";
import { at, type Diagnostic, type Path, problem, spellPath, warning } from "../framework/diagnostic";
import { jsonObjectField } from "./json-field";
import type { TemplateFault, UserTemplates } from "./user-templates";

interface Review {
  readonly client: PrefectClient;
  readonly templates: UserTemplates;
}

/** Arguments that are templates, by the type of the action. */
const templated: Readonly<Record<string, readonly string[]>> = {
  "send-notification": ["subject", "body"],
  "call-webhook": ["payload"],
};

/** Templates in the actions of a list that the server would refuse, or that no run can be made with. */
export async function reviewActionTemplates(
  review: Review,
  actions: CtyValue,
  list: string,
): Promise<readonly Diagnostic[]> {
  const reviewed = (elements(actions) ?? []).map((action, index) =>
    reviewAction(review, action, at(list, index)),
  );
  return (await Promise.all(reviewed)).flat();
}

async function reviewAction(review: Review, action: CtyValue, path: Path): Promise<readonly Diagnostic[]> {
  const { type, parameters, ...others } = entries(action) ?? {};
  if (typeof type !== "string") return [];
  if (type === "run-deployment") {
    if (typeof parameters !== "string" || parameters === "") return [];
    const read = firedHydration(jsonObjectField(parameters));
    return reviewHydration(review, read, [...path, { attribute: "parameters" }]);
  }
  const names = Object.hasOwn(templated, type) ? (templated[type] ?? []) : [];
  const reviewed = names.map(async (name): Promise<readonly Diagnostic[]> => {
    const template = others[name];
    const fault =
      typeof template === "string" ? await review.templates.fault(review.client, template) : undefined;
    return fault === undefined ? [] : [malformed(fault, [...path, { attribute: name }])];
  });
  return (await Promise.all(reviewed)).flat();
}

/** What a server that is told of a deployment's parameters in a change would refuse to compute of them. */
export const reviewComputedParameters = (
  review: Review,
  parameters: JsonObject,
): Promise<readonly Diagnostic[]> => reviewHydration(review, changedHydration(parameters), at("parameters"));

/** Values are not quoted: they may be secret. */
async function reviewHydration(
  { client, templates }: Review,
  { templates: texts, variables, refused, failing }: Hydration,
  path: Path,
): Promise<readonly Diagnostic[]> {
  const inTemplates = texts.map(async ({ field, text, isTaken }): Promise<readonly Diagnostic[]> => {
    const fault = await templates.fault(client, text);
    if (fault === undefined) return [];
    const reason = `A template is not what Jinja can read${lineOf(fault)}.`;
    return [isTaken ? fails({ field, reason }, path) : isRefused({ field, reason }, path)];
  });
  const inVariables = variables.map(async ({ field, text }): Promise<readonly Diagnostic[]> => {
    const found = await client.read.variableByName(text);
    return found === undefined ? [noVariable(text, field, path)] : [];
  });
  return [
    ...refused.map((one) => isRefused(one, path)),
    ...failing.map((one) => fails(one, path)),
    ...(await Promise.all([...inTemplates, ...inVariables])).flat(),
  ];
}

interface Fault {
  readonly field: string;
  readonly reason: string;
}

const lineOf = ({ line }: TemplateFault): string => (line === undefined ? "" : `, in its line ${line}`);

const named = (field: string): string => (field === "" ? "" : ` the parameter "${field}":`);

const malformed = (fault: TemplateFault, path: Path): Diagnostic =>
  problem(
    "A malformed template",
    `${spellPath(path)} is not what the server takes for a Jinja template${lineOf(fault)}: ${fault.message.replace(/[.!]?$/, ".")} Correct it; text that only looks like a template is written as \`{% raw %}…{% endraw %}\`.`,
    path,
  );

const isRefused = ({ field, reason }: Fault, path: Path): Diagnostic =>
  problem(
    "Parameters that cannot be computed",
    `${spellPath(path)}:${named(field)} ${reason} The server refuses it.`,
    path,
  );

const fails = ({ field, reason }: Fault, path: Path): Diagnostic =>
  warning(
    "Parameters that cannot be computed",
    `${spellPath(path)}:${named(field)} ${reason} The server takes it, and then fails whenever it is to make a run.`,
    path,
  );

const noVariable = (name: string, field: string, path: Path): Diagnostic =>
  warning(
    `There is no variable "${name}" yet`,
    `${spellPath(path)}:${named(field)} it is to be computed from a variable that the server does not have. If it is made in the same apply, refer to its resource, so that it comes first.`,
    path,
  );
