import type { PrefectSettings } from "../../client";
import { type CtyNumber, isCtyNumber, numberText } from "../cty/number";
import { isUnknown, type Unknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import { optional } from "../framework/attribute";
import { at, warning } from "../framework/diagnostic";
import { isJsonObject } from "../framework/exact-json";
import { provider } from "../framework/provider";
import { bool, integer, number, string, uuid } from "../framework/scalars";
import { forgetFindings, PrefectApi } from "./api";
import { cloudOnlyDataSources, cloudOnlyResources } from "./cloud-only";
import * as ownDataSources from "./data-sources";
import { DeclaredObjects } from "./declared-objects";
import * as ephemeralResources from "./ephemeral-resources";
import { explainFailure } from "./explain";
import * as functions from "./functions";
import { handoverFile } from "./handover-file";
import { atLeast } from "./limits";
import * as listResources from "./list-resources";
import * as actions from "./provider-actions";
import * as ownResources from "./resources";
import { positive } from "./seconds";
import { body, known } from "./written";

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

const resources = [...Object.values(ownResources), ...cloudOnlyResources];

const dataSources = [...Object.values(ownDataSources), ...cloudOnlyDataSources];

const seconds = (value: CtyNumber | null | Unknown): number | undefined =>
  isCtyNumber(value) ? Number(numberText(value)) : undefined;

/** The client's arguments by the names that they have here. */
const settingNames: Readonly<Record<string, string>> = {
  apiUrl: "endpoint",
  apiKey: "api_key",
  authString: "basic_auth_key",
  csrf: "csrf_enabled",
  customHeaders: "custom_headers",
  accountId: "account_id",
  workspaceId: "workspace_id",
  profileFile: "profile_file",
  connectTimeout: "connect_timeout",
  requestTimeout: "request_timeout",
  retryTimeout: "retry_timeout",
  maxConcurrency: "max_concurrency",
};

const readAheadOf = (counts: ReadonlyMap<string, number>): PrefectSettings["readAhead"] => ({
  deployments: counts.get("prefect_deployment") ?? 0,
  flows: counts.get("prefect_flow") ?? 0,
});

const declared = new DeclaredObjects(handoverFile("declared", [], process.env), process.ppid);
process.once("exit", () => declared.tell());

export const prefectProvider = provider<typeof schema, PrefectApi>({
  doc: [
    "Declares what a Prefect server holds: flows, work pools, deployments and the rest.",
    "A setting that the configuration leaves out comes from the environment variable that Prefect itself reads, then from the profile in `profiles.toml`: where the `prefect` command reaches the server, a provider without settings does too.",
    "Secrets belong in write-only attributes (`…_wo`), and come from `ephemeral` variables or ephemeral resources: the value of any other variable stands in the plan file.",
  ].join("\n\n"),
  schema,
  resources,
  dataSources,
  ephemeralResources: Object.values(ephemeralResources),
  listResources: Object.values(listResources),
  functions: Object.values(functions),
  actions: Object.values(actions),

  configure: (config, { signal, terraformVersion, warn, log }) => {
    const open = Object.entries(config).flatMap(([name, value]) => (isUnknown(value) ? [name] : []));
    if (open.length > 0) {
      return {
        waiting:
          `The provider's ${open.join(", ")} will be known only after other resources are applied, so the server cannot be asked yet. ` +
          "What is to be created can be applied all the same; checks of what exists come with the apply. " +
          "For the rest apply those others first (`terraform apply -target=…`), or give a value that is known when planning.",
      };
    }
    const api = new PrefectApi({
      ...body({
        apiUrl: known(config.endpoint) ?? undefined,
        apiKey: known(config.api_key) ?? undefined,
        authString: known(config.basic_auth_key) ?? undefined,
        csrf: known(config.csrf_enabled) ?? undefined,
        customHeaders: known(config.custom_headers) ?? undefined,
        accountId: known(config.account_id) ?? undefined,
        workspaceId: known(config.workspace_id) ?? undefined,
        profile: known(config.profile) ?? undefined,
        profileFile: known(config.profile_file) ?? undefined,
        connectTimeout: seconds(config.connect_timeout),
        requestTimeout: seconds(config.request_timeout),
        retryTimeout: seconds(config.retry_timeout),
        maxConcurrency: known(config.max_concurrency) ?? undefined,
      }),
      readAhead: readAheadOf(declared.take()),
      signal,
      onWarning: (text) => warn(warning("A secret goes over the network unencrypted", text, at("endpoint"))),
      onTry: ({ method, path, result, milliseconds }) =>
        log("debug", `${method} ${path}: ${result}`, {
          method,
          path,
          result,
          milliseconds: Math.round(milliseconds),
        }),
      describeArgument: (name) => `the provider's ${settingNames[name] ?? name}`,
      userAgent: `terraform-provider-prefect (Terraform ${terraformVersion})`,
    });
    // Made now, so that settings that lead nowhere are told once and not for each resource.
    api.check();
    return { api };
  },

  planBegins: forgetFindings,

  declares: (typeName) => declared.add(typeName),

  applies: (api) => api.applies(),

  sharesObject: (api, typeName, id) => api.findings.noteShared(typeName, id),

  sparesObject: (api, typeName, id) => api.findings.takeShared(typeName, id),

  remarkOnServer: (api) => api.remarkOnServer(),

  explain: (error, attempt) => {
    const types = [...resources, ...Object.values(actions)];
    return explainFailure(
      error,
      attempt,
      types.find(({ typeName }) => typeName === attempt.typeName)?.attributes,
    );
  },
});
