import { createPrefectClient, type PrefectClient, type PrefectSettings } from "../../client";

/** Where an object lives on Prefect Cloud; both null on a self-hosted server. */
export interface Scope {
  readonly account_id: string | null;
  readonly workspace_id: string | null;
}

const provider: Scope = { account_id: null, workspace_id: null };

/** The server as resources reach it: one client for each workspace that they name. */
export class PrefectApi {
  private readonly clients = new Map<string, PrefectClient>();

  /** Ids of deployments whose schedules the code declares inline, as far as this operation has met them. */
  readonly inlineSchedules = new Set<string>();

  constructor(private readonly settings: PrefectSettings) {}

  client(scope: Scope = provider): PrefectClient {
    const key = `${scope.account_id ?? ""} ${scope.workspace_id ?? ""}`;
    const known = this.clients.get(key);
    if (known !== undefined) return known;
    const made = createPrefectClient({
      ...this.settings,
      ...(scope.account_id === null ? {} : { accountId: scope.account_id }),
      ...(scope.workspace_id === null ? {} : { workspaceId: scope.workspace_id }),
    });
    this.clients.set(key, made);
    return made;
  }
}
