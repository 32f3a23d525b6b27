import type { PrefectClient, WorkPool } from "../../client";
import { jobVariables } from "../../rules";
import type { CtyValue } from "../cty/value";
import { at, type Diagnostic, DiagnosticError, problem } from "../framework/diagnostic";
import { sameJson } from "../framework/exact-json";
import type { PrefectApi } from "./api";
import { type JsonObject, jsonAttribute, jsonObjectField } from "./json-field";
import { declaredVariables, defaultsOf, withDefaults } from "./pool-job-variables";
import type { JobTemplate } from "./worker-templates";

/** What `job_variables` of a pool says, and said when it was last applied; null: nothing. */
interface JobVariables {
  readonly wanted: string | null;
  readonly before: string | null;
}

const members = (text: string | null): JsonObject => (text === null ? {} : jsonObjectField(text));

/** `job_variables` of a pool as its template has them: those of code, each with the default that the template has. */
export const jobVariablesOf = ({ base_job_template: template }: WorkPool, managed: string): string =>
  jsonAttribute(defaultsOf(template ?? {}, Object.keys(members(managed))));

/**
 * Has the template just these defaults for the variables that code gives?
 * @param said what code gave before: a variable that it gives no more goes back to what its type has
 */
export function hasJobVariables(template: CtyValue | undefined, wanted: CtyValue, said: CtyValue): boolean {
  if (typeof template !== "string" || typeof wanted !== "string") return false;
  const defaults = members(wanted);
  const before = members(typeof said === "string" ? said : null);
  const isLess = Object.keys(before).some((name) => !Object.hasOwn(defaults, name));
  return !isLess && sameJson(defaultsOf(jsonObjectField(template), Object.keys(defaults)), defaults);
}

/** The templates of a pool: its own (a new one: that of its type), and that of its type. */
async function templatesOf(
  api: PrefectApi,
  client: PrefectClient,
  type: string,
  pool: WorkPool | undefined,
): Promise<{ readonly own: JobTemplate; readonly standard: JobTemplate } | undefined> {
  const standard = (await api.workerTemplates.of(client)).get(type);
  const own = pool?.base_job_template ?? {};
  // A pool without a template waits for its first worker to write one.
  if (Object.keys(own).length > 0) return { own, standard: standard ?? {} };
  return standard === undefined ? undefined : { own: standard, standard };
}

/** What is wrong with the job variables of a pool that is to be written. Values are not quoted: they may be secret. */
export async function reviewJobVariables(
  api: PrefectApi,
  client: PrefectClient,
  type: string,
  pool: WorkPool | undefined,
  wanted: string,
): Promise<readonly Diagnostic[]> {
  const templates = await templatesOf(api, client, type, pool);
  if (templates === undefined) return [noTemplate(type)];
  return faults(templates.own, members(wanted));
}

function faults(template: JobTemplate, wanted: JsonObject): readonly Diagnostic[] {
  const declared = declaredVariables(template);
  const strange = Object.keys(wanted).filter((name) => !Object.hasOwn(declared, name));
  if (strange.length > 0) return [notDeclared(strange, Object.keys(declared))];
  return jobVariables(wanted, jsonObjectField(jsonAttribute(template)), "deployment").map(
    ({ field, reason }) =>
      problem(
        "Job variables that do not fit the pool",
        `The job variable "${field}" does not fit the pool's template: ${reason}`,
        at("job_variables"),
      ),
  );
}

/** The template that a pool is written with for its job variables. Throws a DiagnosticError for what does not fit. */
export async function templateWith(
  api: PrefectApi,
  client: PrefectClient,
  type: string,
  pool: WorkPool | undefined,
  { wanted, before }: JobVariables,
): Promise<JsonObject> {
  const templates = await templatesOf(api, client, type, pool);
  if (templates === undefined) throw new DiagnosticError([noTemplate(type)]);
  const defaults = members(wanted);
  const wrong = faults(templates.own, defaults);
  if (wrong.length > 0) throw new DiagnosticError(wrong);
  const dropped = Object.keys(members(before)).filter((name) => !Object.hasOwn(defaults, name));
  return jsonObjectField(jsonAttribute(withDefaults(templates.own, defaults, dropped, templates.standard)));
}

const noTemplate = (type: string): Diagnostic =>
  problem(
    "The pool has no template to put job variables into",
    `The server knows no default template for work pools of the type "${type}", and the pool has none yet. ` +
      "Set `base_job_template` instead, or start a worker of that type once, which writes one.",
    at("job_variables"),
  );

const notDeclared = (names: readonly string[], declared: readonly string[]): Diagnostic =>
  problem(
    "Job variables that the pool does not have",
    `The pool's template declares no ${names.map((name) => `"${name}"`).join(", ")}. It has: ${declared.join(", ")}. ` +
      "Correct the name, or write a template of your own with `base_job_template`.",
    at("job_variables"),
  );
