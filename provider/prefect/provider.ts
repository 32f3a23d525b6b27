import type { PrefectSettings } from "../../client";
import { isCtyNumber, numberText } from "../cty/number";
import { isUnknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import { optional, type Uncertain } from "../framework/attribute";
import type { Diagnostic } from "../framework/diagnostic";
import { isJsonObject } from "../framework/exact-json";
import { provider } from "../framework/provider";
import { bool, integer, number, string, uuid } from "../framework/scalars";
import { PrefectApi } from "./api";
import { deploymentData } from "./data-deployment";
import { flowData } from "./data-flow";
import { workPoolData } from "./data-work-pool";
import { deployment } from "./deployment";
import { deploymentSchedule } from "./deployment-schedule";
import { explainFailure } from "./explain";
import { flow } from "./flow";
import { atLeast } from "./limits";
import { variable } from "./variable";
import { workPool } from "./work-pool";
import { workQueue } from "./work-queue";

const positive = (value: CtyValue): string | undefined =>
  isCtyNumber(value) && Number(numberText(value)) <= 0
    ? `${numberText(value)} was given; it must be more than 0 seconds.`
    : undefined;

const headersFault = (value: CtyValue): string | undefined => {
  if (typeof value !== "string") return undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    return isJsonObject(parsed) ? undefined : "It must be a JSON object.";
  } catch {
    return "It must be a JSON object.";
  }
};

const schema = {
  endpoint: optional(string).doc(
    "Address of the Prefect API, such as `http://127.0.0.1:4200/api`. Default: `PREFECT_API_URL`, then the profile's.",
  ),
  api_key: optional(string)
    .sensitive()
    .doc("API key of Prefect Cloud. Default: `PREFECT_API_KEY`, then the profile's."),
  basic_auth_key: optional(string)
    .sensitive()
    .doc(
      "`user:password` for a server with basic authentication. Default: `PREFECT_API_AUTH_STRING` or `PREFECT_BASIC_AUTH_KEY`, then the profile's.",
    ),
  csrf_enabled: optional(bool).doc(
    "Send CSRF tokens? Default: `PREFECT_CLIENT_CSRF_SUPPORT_ENABLED` or `PREFECT_CSRF_ENABLED`, then the profile's.",
  ),
  custom_headers: optional(string)
    .sensitive()
    .check(headersFault)
    .doc("Headers to send with each request, as a JSON object. Default: `PREFECT_CLIENT_CUSTOM_HEADERS`."),
  account_id: optional(uuid).doc(
    "Account id on Prefect Cloud. Default: `PREFECT_CLOUD_ACCOUNT_ID`, or the one in the address.",
  ),
  workspace_id: optional(uuid).doc("Workspace id on Prefect Cloud. Default: the one in the address."),
  profile: optional(string).doc("Name of a profile in `profiles.toml`. Default: the active one."),
  profile_file: optional(string).doc("Path of `profiles.toml`. Default: that of Prefect itself."),
  connect_timeout: optional(number)
    .check(positive)
    .doc("Seconds for which a connection is tried again that cannot be made. Default: 30."),
  request_timeout: optional(number).check(positive).doc("Seconds that one request may take. Default: 90."),
  retry_timeout: optional(number)
    .check(positive)
    .doc(
      "Seconds for which a request is tried again that the server is too busy to take (429, 503). Default: 300.",
    ),
  max_concurrency: optional(integer)
    .check(atLeast(1))
    .doc(
      "How many requests may be under way at once, at the most. Within it the number adapts to the server.",
    ),
};

const resources = [deployment, deploymentSchedule, flow, variable, workPool, workQueue];

type Given<T> = Uncertain<T | null>;

/** A setting that is given, as an object to spread; nothing where it is not. */
function given<K extends keyof PrefectSettings, T>(name: K, value: Given<T>): { readonly [P in K]?: T } {
  const settings: { [P in K]?: T } = {};
  if (value !== null && !isUnknown(value) && isGiven<T>(value)) settings[name] = value;
  return settings;
}

const isGiven = <T>(value: unknown): value is T => value !== null;

const seconds = (value: Given<Parameters<typeof numberText>[0]>): Given<number> =>
  isCtyNumber(value) ? Number(numberText(value)) : null;

export const prefectProvider = provider<typeof schema, PrefectApi>({
  doc: "Declares what a Prefect server holds: flows, work pools, deployments and the rest.",
  schema,
  resources,
  dataSources: [deploymentData, flowData, workPoolData],

  configure: (config, { signal, terraformVersion }) => {
    const open = Object.entries(config).flatMap(([name, value]) => (isUnknown(value) ? [name] : []));
    if (open.length > 0) {
      return {
        waiting:
          `The provider's ${open.join(", ")} will be known only after other resources are applied, so the server cannot be asked yet. ` +
          "Apply those first (`terraform apply -target=…`), or give a value that is known when planning.",
      };
    }
    const api = new PrefectApi({
      ...given("apiUrl", config.endpoint),
      ...given("apiKey", config.api_key),
      ...given("authString", config.basic_auth_key),
      ...given("csrf", config.csrf_enabled),
      ...given("customHeaders", config.custom_headers),
      ...given("accountId", config.account_id),
      ...given("workspaceId", config.workspace_id),
      ...given("profile", config.profile),
      ...given("profileFile", config.profile_file),
      ...given("connectTimeout", seconds(config.connect_timeout)),
      ...given("requestTimeout", seconds(config.request_timeout)),
      ...given("retryTimeout", seconds(config.retry_timeout)),
      ...given("maxConcurrency", config.max_concurrency),
      signal,
      userAgent: `terraform-provider-prefect (Terraform ${terraformVersion})`,
    });
    const diagnostics: Diagnostic[] = [];
    // Made now, so that settings that lead nowhere are told once and not for each resource.
    api.client();
    return { api, diagnostics };
  },

  explain: (error, action) =>
    explainFailure(error, action, resources.find(({ typeName }) => typeName === action.typeName)?.attributes),
});
