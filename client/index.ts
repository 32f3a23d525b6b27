export { isCloudAddress, withoutCredentials } from "./address";
export { createPrefectClient } from "./client";
export type { CreateCall, Created } from "./create";
export type { CustomHeaders } from "./custom-headers";
export {
  type FieldError,
  PrefectApiError,
  PrefectConnectionError,
  PrefectError,
  PrefectPathError,
  PrefectSettingsError,
  PrefectTimeoutError,
  PrefectUnknownFateError,
  PrefectWorkspaceError,
} from "./errors";
export {
  isJsonNumber,
  type JsonNumber,
  type JsonScalar,
  type JsonValue,
  jsonNumber,
  parseJson,
  stringifyJson,
} from "./json";
export type { components, operations, paths } from "./openapi/schema";
export { apiVersion } from "./openapi/version";
export type { FilterPath, FilterRequest, FilterRow } from "./pages";
export type { PrefectClient } from "./prefect-client";
export { describeProxy, type Proxy, proxyFor } from "./proxy";
export type { Reads } from "./reads";
export { type ResolvedSettings, resolveSettings } from "./resolve-settings";
export type * from "./rows";
export { remarkOnAge } from "./server-version";
export type { ReadFile, SettingName } from "./setting-sources";
export type { Environment, PrefectSettings } from "./settings";
export type { Try } from "./try";
export { type CallResult, ifFound, unwrap, unwrapWithStatus } from "./unwrap";
