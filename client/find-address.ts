import { type Address, inWorkspace, isCloudAddress, normaliseAddress } from "./address";
import { PrefectSettingsError, PrefectWorkspaceError } from "./errors";
import { argument, type Find, type LocatedProfile } from "./setting-sources";
import { identifier, text } from "./setting-values";
import type { PrefectSettings } from "./settings";

const waysToGiveAddress =
  "No address of a Prefect API is given. Give it as the provider's or client's setting (endpoint, apiUrl), in the " +
  "environment variable PREFECT_API_URL, or as PREFECT_API_URL in the active profile of profiles.toml " +
  "(`prefect config set PREFECT_API_URL=http://127.0.0.1:4200/api`).";

/** The address of the API, in the workspace of Prefect Cloud that is named in it or beside it. */
export function findAddress(
  settings: PrefectSettings,
  find: Find,
  profile: LocatedProfile | undefined,
): Address {
  if (settings.apiUrl !== undefined && settings.apiUrl.trim() === "") {
    throw new PrefectSettingsError(
      `The API address (${argument(settings, "apiUrl")}) is empty. Leave it out, or give a URL.`,
    );
  }
  const found = find("apiUrl");
  if (found === undefined) {
    const looked =
      profile === undefined ? "" : ` The profile "${profile.name}" in ${profile.file} holds none.`;
    throw new PrefectSettingsError(waysToGiveAddress + looked);
  }
  const address = normaliseAddress(text(found, "The API address"), found.source);
  const accountFound = find("accountId");
  // A variable left in the environment for Cloud must not turn a complete address into another one.
  const account = accountFound?.rank === 0 || address.accountId === undefined ? accountFound : undefined;
  const accountId = identifier(account, "The account id") ?? address.accountId;
  const workspaceId = identifier(find("workspaceId"), "The workspace id") ?? address.workspaceId;
  if (accountId !== undefined && workspaceId !== undefined)
    return inWorkspace(address, accountId, workspaceId);
  const isCloud = isCloudAddress(address.url);
  if (workspaceId !== undefined || account?.rank === 0) {
    const missing = workspaceId === undefined ? "workspaceId" : "accountId";
    throw new PrefectWorkspaceError(
      `accountId and workspaceId (in Terraform account_id and workspace_id) go together: ${missing} is missing.`,
      isCloud,
    );
  }
  if (isCloud) {
    throw new PrefectWorkspaceError(
      `The address ${address.url} (${found.source}) names no workspace of Prefect Cloud. Add ` +
        "/accounts/<account id>/workspaces/<workspace id>, or give the account id and the workspace id.",
      isCloud,
    );
  }
  return address;
}
