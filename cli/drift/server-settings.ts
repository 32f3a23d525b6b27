import type { JsonValue, PrefectSettings } from "../../client";
import type { ExpressionJson, PlanJson, ProviderConfigJson } from "./plan-json";

/** How a stack reaches a server. */
export interface ServerSettings {
  readonly settings: PrefectSettings;
  /** Attributes of the provider block whose values only terraform could compute. */
  readonly unclear: readonly string[];
}

/** The client's settings by the names that they have in a provider block. */
const names = {
  endpoint: "apiUrl",
  api_key: "apiKey",
  basic_auth_key: "authString",
  custom_headers: "customHeaders",
  account_id: "accountId",
  workspace_id: "workspaceId",
  profile: "profile",
  profile_file: "profileFile",
} as const;

const isPrefectProvider = ({ name, full_name: source = name }: ProviderConfigJson): boolean =>
  /(^|\/)prefect$/.test(source);

/** Its value, where the plan tells it; undefined: it does not. */
function known(
  { constant_value: constant, references = [] }: ExpressionJson,
  plan: PlanJson,
): JsonValue | undefined {
  if (constant !== undefined) return constant;
  const [reference, ...others] = references;
  const variable = others.length === 0 ? /^var\.([\w-]+)$/.exec(reference ?? "")?.[1] : undefined;
  return variable === undefined ? undefined : plan.variables?.[variable]?.value;
}

function settingsOf(config: ProviderConfigJson, plan: PlanJson): ServerSettings {
  const unclear: string[] = [];
  const found: [string, string | boolean][] = [];
  for (const [attribute, expression] of Object.entries(config.expressions ?? {})) {
    const value = known(expression, plan);
    const setting =
      attribute === "csrf_enabled" ? "csrf" : Object.entries(names).find(([name]) => name === attribute)?.[1];
    if (setting === undefined || value === null) continue;
    if (config.module_address !== undefined && expression.constant_value === undefined)
      unclear.push(attribute);
    else if (typeof value === "string" || typeof value === "boolean") found.push([setting, value]);
    else unclear.push(attribute);
  }
  const describeArgument = (name: string): string =>
    `the provider block's ${Object.entries({ ...names, csrf_enabled: "csrf" }).find(([, setting]) => setting === name)?.[0] ?? name}`;
  return { settings: { ...Object.fromEntries(found), describeArgument }, unclear };
}

/**
 * How the provider blocks of a stack reach their servers; without any, by the environment and the profile. A variable
 * of the provider block counts with its value, since that is in the plan.
 */
export function serverSettings(plan: PlanJson): readonly ServerSettings[] {
  const configs = Object.values(plan.configuration?.provider_config ?? {}).filter(isPrefectProvider);
  return configs.length === 0
    ? [{ settings: {}, unclear: [] }]
    : configs.map((config) => settingsOf(config, plan));
}
