import assert from "node:assert/strict";
import fc from "fast-check";
import { drifted, isMixed, pending } from "../cli/drift/judge";
import { knownIn } from "../cli/drift/known-objects";
import { planIn } from "../cli/drift/plan-shape";
import { cleaner, secretNames, secretVariables } from "../cli/drift/redaction";
import { serverSettings } from "../cli/drift/server-settings";
import { stringifyJson } from "../client";
import type { Json } from "./fake-prefect/document";
import { type AnswerChange, answerChanges, changeAnswer } from "./fake-prefect/mutate";
import { byteChanges, changeBytes } from "./mutate-bytes";
import type { Target } from "./target";

const planted = "PlantedSecret";

/** Keys of JavaScript itself are names like others, and numbers have more digits than it keeps. */
const odd = '{ "__proto__": { "a": 1 }, "constructor": [null, { "b": 12345678901234567890123 }], "": "x" }';

const block = {
  address: 'module.team["a"].prefect_block.b[0]',
  mode: "managed",
  type: "prefect_block",
  name: "b",
};

const change = (data: string) => ({
  actions: ["update"],
  before: { id: "1", name: "b", data, json: odd, tags: ["x", "y"] },
  after: { name: "c", data: `${data}2`, json: "[]", tags: ["y"], list: [{ slug: "s", v: 1 }, { slug: "t" }] },
  after_unknown: { updated: true, list: [{}, { v: true }] },
  before_sensitive: { data: true, list: [] },
  after_sensitive: { data: true, list: [{ v: true }] },
});

const text = JSON.stringify({
  format_version: "1.2",
  terraform_version: "1.11.4",
  variables: { url: { value: "http://127.0.0.1:4200/api" }, token: { value: [planted] }, constructor: {} },
  resource_drift: [
    { ...block, change: change(planted) },
    { ...block, address: "prefect_block.gone", change: { actions: ["delete"], before: {}, after: null } },
  ],
  resource_changes: [
    { ...block, change: change(planted) },
    { ...block, address: "prefect_block.old", deposed: "8d", change: { ...change(planted), after: null } },
    {
      ...block,
      address: "prefect_block.new",
      change: { ...change(planted), before: null, importing: { id: "1" } },
    },
  ],
  prior_state: {
    format_version: "1.0",
    values: {
      root_module: {
        resources: [{ ...block, values: { id: "1", name: planted }, sensitive_values: { name: true } }],
        child_modules: [{ resources: [], child_modules: [] }],
      },
    },
  },
  configuration: {
    provider_config: {
      prefect: {
        name: "prefect",
        full_name: "registry.terraform.io/cdktf-prefect/prefect",
        expressions: {
          endpoint: { references: ["var.url"] },
          api_key: { references: ["var.token"] },
          csrf_enabled: { constant_value: true },
          workspace: [{ handle: { constant_value: "x" } }],
        },
      },
    },
    root_module: { variables: { token: { sensitive: true }, url: {} } },
  },
}).replace('"json":"[]"', `"json":${odd}`);

const base: Json = JSON.parse(text);

/** A plan lies deeper than an answer. */
const path = fc.array(fc.nat({ max: 40 }), { maxLength: 10 });

const changes = fc
  .tuple(answerChanges, fc.array(path, { minLength: 3, maxLength: 3 }))
  .map(([several, paths]) =>
    several.map((one, index): AnswerChange => ({ ...one, path: paths[index] ?? [] })),
  );

/** Values changed in their places, or bytes, which changes names of attributes too. */
const plans = fc.oneof(
  {
    weight: 4,
    arbitrary: changes.map((several) => ({
      given: JSON.stringify(several.reduce(changeAnswer, base)),
      isNamed: true,
    })),
  },
  byteChanges.map((several) => ({
    given: changeBytes(Buffer.from(text), several).toString("utf8"),
    isNamed: false,
  })),
);

/** A plan is read or is none, and what is read of it is judged. What its blocks hold is never told. */
const property = fc.property(plans, ({ given, isNamed }) => {
  const plan = planIn(given);
  if (typeof plan === "string") return;
  const drift = drifted(plan);
  const wishes = pending(plan, isMixed(plan, drift) ? plan : undefined);
  const known = knownIn(plan.prior_state?.values?.root_module);
  serverSettings(plan);
  cleaner([...secretVariables(plan), ...secretNames(drift), ...secretNames(known)])?.(planted);
  const all = [...(plan.resource_drift ?? []), ...(plan.resource_changes ?? [])];
  if (!isNamed || all.some(({ type }) => type !== block.type)) return;
  const told = [...drift, ...wishes].map(({ differences, values }) => stringifyJson({ differences, values }));
  for (const one of told) assert(!one.includes(planted), `a secret is told: ${one}`);
});

/** Plans as `terraform show -json` prints them, of whatever version. */
export const planTargets: readonly Target[] = [
  { name: "plan-json", share: 14, lanes: 1, open: async () => ({ property, close: async () => {} }) },
];
