import type { Expression } from "../expression";
import type { Known, Named } from "../layout";
import { isServed } from "../served";
import { atom, attributeLines, type Hcl, type HclFields, record, tuple } from "./code";
import { triggerHcl } from "./trigger";
import { type AddressOf, jsonHcl, valueHcl } from "./values";

/** Attributes of attributes whose value is JSON. */
const jsonWithin: Readonly<Record<string, readonly string[]>> = {
  actions: ["parameters", "job_variables"],
  actions_on_trigger: ["parameters", "job_variables"],
  actions_on_resolve: ["parameters", "job_variables"],
  pull_steps: ["inputs", "inputs_wo"],
  schedules: ["parameters"],
  filters: ["value_json"],
  storage_configuration: ["bundle_upload_step", "bundle_execution_step"],
};

/** `flow_etl` of `flow-etl`: what Terraform's labels look like. */
export const labelOf = (slug: string): string => slug.replaceAll("-", "_");

/** `prefect_flow.etl`; what stands in older code is called what it is called there. */
export const addressOf = (one: Named | Known): string =>
  `${one.type}.${"fields" in one ? labelOf(one.label) : one.label}`;

/**
 * The block of one object.
 *
 * @param attribute the address of an attribute of another object
 * @param resource the address of another object
 */
export function resourceText(one: Named, attribute: AddressOf, resource: AddressOf): string {
  const served = isServed(one);
  const fields = one.fields.flatMap(([name, value]): HclFields => {
    if (name === "trigger") return [triggerHcl(value, attribute)];
    if (name === "depends_on") return dependsOn(value, resource);
    if (served && name === "paused") return [];
    const code = one.jsonFields.has(name) ? jsonHcl(value, attribute) : within(name, value, attribute);
    return [[name, code]];
  });
  const [kind, type] = one.type.startsWith("data.") ? ["data", one.type.slice(5)] : ["resource", one.type];
  return [
    `${kind} "${type}" "${labelOf(one.label)}" {`,
    ...spaced(fields),
    ...(served ? servedLines : []),
    "}",
    "",
  ].join("\n");
}

const servedLines = [
  "",
  "  lifecycle {",
  "    # The process that serves it pauses it when it ends, and resumes it when it starts.",
  "    ignore_changes = [paused]",
  "  }",
];

/** What a resource is, what it is about, and what has lines of its own, each apart. */
function spaced(fields: HclFields): readonly string[] {
  const lines: string[] = [];
  let run: (readonly [string, Hcl])[] = [];
  const flush = () => {
    if (run.length > 0 && lines.length > 0) lines.push("");
    lines.push(...attributeLines(run, "  "));
    run = [];
  };
  for (const one of fields) {
    const isLong = attributeLines([one], "  ").some((line) => line.includes("\n"));
    if (isLong) flush();
    run.push(one);
    if (isLong) flush();
  }
  flush();
  return lines;
}

function dependsOn(value: Expression, resource: AddressOf): HclFields {
  const items = value.is === "list" ? value.items : [];
  const addresses = items.flatMap((item) => (item.is === "reference" ? (resource(item) ?? []) : []));
  return addresses.length === 0 ? [] : [["depends_on", tuple(addresses.map(atom))]];
}

function within(name: string, value: Expression, attribute: AddressOf): Hcl {
  const json = Object.hasOwn(jsonWithin, name) ? (jsonWithin[name] ?? []) : [];
  if (json.length === 0) return valueHcl(value, attribute);
  const inside = (one: Expression): Hcl =>
    one.is === "object"
      ? record(
          one.fields.map(([key, inner]) => [
            key,
            json.includes(key) ? jsonHcl(inner, attribute) : valueHcl(inner, attribute),
          ]),
        )
      : valueHcl(one, attribute);
  return value.is === "list" ? tuple(value.items.map(inside)) : inside(value);
}
