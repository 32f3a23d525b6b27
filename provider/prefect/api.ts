import {
  createPrefectClient,
  type PrefectClient,
  type PrefectSettings,
  PrefectWorkspaceError,
  remarkOnAge,
  withoutCredentials,
} from "../../client";
import type { Unknown } from "../cty/unknown";
import { AutomationClaims } from "./automation-claims";
import { BlockTypesInUse } from "./block-types-in-use";
import { DeploymentsInUse } from "./deployments-in-use";
import { handoverFile, removeHandovers } from "./handover-file";
import { Leftovers } from "./leftovers";
import { PlanFindings } from "./plan-findings";
import { QueuePriorities } from "./queue-priorities";
import { ReferredObjects } from "./referred-objects";
import { ScheduleOwners } from "./schedule-owners";
import { ScheduledRunsLimit } from "./scheduled-runs-limit";
import { UserTemplates } from "./user-templates";
import { WorkPoolsInUse } from "./work-pools-in-use";
import { WorkerTemplates } from "./worker-templates";
import { known } from "./written";

/** Where an object lives on Prefect Cloud; both null on a self-hosted server. */
export interface Scope {
  readonly account_id: string | null;
  readonly workspace_id: string | null;
}

/** As a plan has it; what it reaches a handler with is known. */
type PlannedScope = { readonly [K in keyof Scope]: string | null | Unknown };

const provider: Scope = { account_id: null, workspace_id: null };

const findings = "findings";

/** A plan is about to be made: what an earlier one has found is not for it. */
export const forgetFindings = (): void => removeHandovers(findings, process.env);

/** The server as resources reach it: one client for each workspace that they name. */
export class PrefectApi {
  private readonly clients = new Map<string, PrefectClient>();

  readonly schedules = new ScheduleOwners();

  readonly findings: PlanFindings;

  readonly blockTypes: BlockTypesInUse;

  readonly workPools: WorkPoolsInUse;

  readonly deployments = new DeploymentsInUse();

  readonly queuePriorities = new QueuePriorities();

  readonly automations = new AutomationClaims();

  readonly workerTemplates = new WorkerTemplates();

  readonly objects: ReferredObjects;

  readonly leftovers: Leftovers;

  readonly templates = new UserTemplates();

  readonly scheduledRunsLimit: ScheduledRunsLimit;

  constructor(private readonly settings: PrefectSettings) {
    const { apiUrl, profile, accountId, workspaceId } = settings;
    // A file's name tells a password to whoever tries out enough of them.
    const address = apiUrl === undefined ? undefined : withoutCredentials(apiUrl);
    const handover = (what: string) =>
      handoverFile(what, [address, profile, accountId, workspaceId], process.env);
    this.leftovers = new Leftovers(handover("leftovers"));
    this.findings = new PlanFindings(handover(findings));
    this.blockTypes = new BlockTypesInUse(this.findings);
    this.workPools = new WorkPoolsInUse(this.findings);
    this.objects = new ReferredObjects(this.findings);
    this.scheduledRunsLimit = new ScheduledRunsLimit(this.findings);
  }

  /** Something is about to be written: this is an apply. */
  applies(): void {
    this.leftovers.forget();
    this.findings.close();
  }

  client(planned: PlannedScope = provider): PrefectClient {
    const scope: Scope = {
      account_id: known(planned.account_id) ?? null,
      workspace_id: known(planned.workspace_id) ?? null,
    };
    const key = `${scope.account_id ?? ""} ${scope.workspace_id ?? ""}`;
    const existing = this.clients.get(key);
    if (existing !== undefined) return existing;
    const made = this.make(scope);
    this.clients.set(key, made);
    return made;
  }

  /** Throws what is wrong with the settings, unless each resource may yet make up for it by naming its workspace. */
  check(): void {
    try {
      this.client();
    } catch (error) {
      if (!(error instanceof PrefectWorkspaceError && error.isCloud)) throw error;
    }
  }

  /** What the server's age may explain, in a sentence; nothing where its version is not to be had. */
  async remarkOnServer(): Promise<string | undefined> {
    try {
      return remarkOnAge(await this.client().serverVersion());
    } catch {
      return undefined;
    }
  }

  private make(scope: Scope): PrefectClient {
    try {
      return createPrefectClient({
        ...this.settings,
        ...(scope.account_id === null ? {} : { accountId: scope.account_id }),
        ...(scope.workspace_id === null ? {} : { workspaceId: scope.workspace_id }),
      });
    } catch (error) {
      // A self-hosted server has no workspaces: half of one that a resource names there means nothing.
      const isIdle = error instanceof PrefectWorkspaceError && !error.isCloud;
      if (isIdle && (scope.account_id !== null || scope.workspace_id !== null)) return this.client();
      throw error;
    }
  }
}
