import assert from "node:assert/strict";
import fc from "fast-check";
import { hasInlineSchedules, objectsInState } from "../cli/drift/known-objects";
import { secretNames } from "../cli/drift/redaction";
import type { Json } from "./fake-prefect/document";
import { type AnswerChange, answerChanges, changeAnswer } from "./fake-prefect/mutate";
import { byteChanges, changeBytes } from "./mutate-bytes";
import type { Target } from "./target";

const attributes = {
  id: "1",
  name: "n",
  slug: "s",
  flow_id: "f",
  schedules: [{ cron: "0 6 * * *", slug: "d" }],
};

const named = { mode: "managed", type: "prefect_deployment", name: "d" };

const states: readonly Json[] = [
  {
    version: 4,
    terraform_version: "1.11.4",
    resources: [
      {
        ...named,
        module: 'module.team["a"]',
        instances: [
          {
            index_key: "etl",
            attributes,
            sensitive_attributes: [
              [
                { type: "get_attr", value: "schedules" },
                { type: "index", value: 0 },
              ],
              [{ type: "get_attr", value: "name" }],
            ],
          },
          { index_key: 0, attributes: null },
        ],
      },
    ],
  },
  {
    format_version: "1.0",
    terraform_version: "1.11.4",
    values: {
      root_module: {
        resources: [
          {
            ...named,
            address: "prefect_deployment.d",
            values: attributes,
            sensitive_values: { name: true, schedules: [{ cron: true }], tags: [] },
          },
        ],
        child_modules: [{ resources: [], child_modules: [] }],
      },
    },
  },
];

/** A state lies deeper than an answer. */
const path = fc.array(fc.nat({ max: 40 }), { maxLength: 9 });

const changes = fc
  .tuple(answerChanges, fc.array(path, { minLength: 3, maxLength: 3 }))
  .map(([several, paths]) =>
    several.map((one, index): AnswerChange => ({ ...one, path: paths[index] ?? [] })),
  );

const texts = fc.constantFrom(...states).chain((state) =>
  fc.oneof(
    { weight: 4, arbitrary: changes.map((several) => JSON.stringify(several.reduce(changeAnswer, state))) },
    byteChanges.map((several) => changeBytes(Buffer.from(JSON.stringify(state)), several).toString("utf8")),
  ),
);

/** A state is read or is none: nothing in it breaks the command that reads a folder of them. */
const property = fc.property(texts, (text) => {
  const known = objectsInState(text) ?? [];
  for (const one of known) {
    assert(typeof one.address === "string" && typeof one.type === "string");
    assert(one.id === null || typeof one.id === "string");
    for (const name of one.hidden.keys()) assert(!Object.hasOwn(one.values, name), `${name} is shown`);
    hasInlineSchedules(one);
  }
  secretNames(known);
});

/** State files, which `--state` takes from any folder. */
export const stateTargets: readonly Target[] = [
  { name: "states", share: 20, lanes: 1, open: async () => ({ property, close: async () => {} }) },
];
