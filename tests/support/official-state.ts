import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sourceAddress } from "../../source-address";
import { type OfficialResource, officialSchema } from "./official-schema";
import type { JsonObject } from "./prefect-api";
import type { AttributeSchema, AttributeSchemas } from "./schema-compatibility";
import type { Workspace } from "./terraform";

/** The official provider's source address, as state files spell it. */
export const officialAddress = "registry.terraform.io/prefecthq/prefect";

/** A resource as the official provider stores it. */
export interface OfficialResourceState {
  readonly type: OfficialResource;
  readonly label: string;
  readonly instance: Readonly<Record<string, unknown>>;
}

/**
 * One resource of a state.
 * @param values what is not null, in the spelling of that provider; an attribute that it does not have is an error
 * @param more beside the attributes: private state, in base64
 */
export function official(
  type: OfficialResource,
  label: string,
  values: Readonly<Record<string, unknown>>,
  more: { readonly private?: string } = {},
): OfficialResourceState {
  const schema = officialSchema.resource(type);
  const sensitive = Object.entries(schema.block.attributes)
    .filter(([, attribute]) => attribute.sensitive === true)
    .map(([name]) => [{ type: "get_attr", value: name }]);
  return {
    type,
    label,
    instance: {
      schema_version: schema.version ?? 0,
      attributes: complete(`prefect_${type}`, schema.block.attributes, values),
      sensitive_attributes: sensitive,
      ...more,
    },
  };
}

/** Every attribute of an object, null where nothing is given: state files leave none out. */
function complete(path: string, attributes: AttributeSchemas, values: object): JsonObject {
  const given = new Map<string, unknown>(Object.entries(values));
  for (const name of given.keys()) {
    if (!(name in attributes)) throw new Error(`the official provider has no ${path}.${name}`);
  }
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [
      name,
      completeValue(`${path}.${name}`, attribute, given.get(name) ?? null),
    ]),
  );
}

function completeValue(path: string, { nested_type }: AttributeSchema, value: unknown): unknown {
  if (nested_type === undefined || value === null || typeof value !== "object") return value;
  const inner = (one: unknown) => (one === null ? null : complete(path, nested_type.attributes, Object(one)));
  return Array.isArray(value) ? value.map(inner) : inner(value);
}

/** The id and the timestamps of an object: that provider leaves out fractions of a second. */
export function identityOf({ id, created, updated }: JsonObject): JsonObject {
  const whole = (timestamp: unknown) => String(timestamp).replace(/\.\d+/, "");
  return { id, created: whole(created), updated: whole(updated) };
}

/** A value of a `dynamic` attribute, as state files hold it. */
export const dynamic = (value: unknown, type: unknown): JsonObject => ({ value, type });

/** JSON as that provider stores it: compact, with sorted keys, and escaped as Go's encoder does. */
export function goJson(value: unknown): string {
  const escaped = { "<": "\\u003c", ">": "\\u003e", "&": "\\u0026" };
  return JSON.stringify(sorted(value)).replace(/[<>&]/g, (sign) => Object(escaped)[sign]);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

/** Makes these the workspace's state, under the official provider's address. */
export async function writeOfficialState(
  { folder }: Pick<Workspace, "folder">,
  resources: readonly OfficialResourceState[],
): Promise<void> {
  const state = {
    version: 4,
    terraform_version: "1.11.4",
    serial: 1,
    lineage: randomUUID(),
    outputs: {},
    resources: resources.map(({ type, label, instance }) => ({
      mode: "managed",
      type: `prefect_${type}`,
      name: label,
      provider: `provider["${officialAddress}"]`,
      instances: [instance],
    })),
    check_results: null,
  };
  await writeFile(join(folder, "terraform.tfstate"), JSON.stringify(state));
}

/** Makes these the workspace's state, and hands it over to this provider. */
export async function switchFromOfficial(
  workspace: Workspace,
  resources: readonly OfficialResourceState[],
): Promise<void> {
  await writeOfficialState(workspace, resources);
  const replace = ["state", "replace-provider", "-auto-approve", officialAddress, sourceAddress];
  const { code, stderr } = await workspace.run(replace);
  if (code !== 0) throw new Error(stderr);
}
