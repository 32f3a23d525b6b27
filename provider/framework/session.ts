import type { DataSource } from "./data-source";
import type { Diagnostic } from "./diagnostic";
import { DiagnosticError, problem, warning } from "./diagnostic";
import type { EphemeralResource } from "./ephemeral-resource";
import { GivenSecrets } from "./ignored-secrets";
import type { ListResource } from "./list-resource";
import type { Attempt, Configured, Log, Provider } from "./provider";
import type { ProviderAction } from "./provider-action";
import { PartialResult, type Reach, type Resource } from "./resource";
import { isUnforeseen, unforeseen } from "./unforeseen";

/** What one provider process knows between calls: its API once configured, and the objects it has met. */
export class Session<Api> {
  private configured: Configured<Api> | undefined;
  private stopping = new AbortController();
  private readonly met = new Set<string>();
  private readonly given = new Set<string>();
  private readonly intentions = { keep: new Set<string>(), delete: new Set<string>() };
  private readonly told = new Set<string>();
  readonly givenSecrets = new GivenSecrets();
  private saidNotAsked = false;
  private isChecking = false;
  private wasConfigured = false;

  constructor(
    readonly provider: Provider<Api>,
    readonly log: Log,
  ) {}

  /** Starts anew, as each Terraform operation does: a fresh API, whose work the next `stop` aborts. */
  configure(make: (signal: AbortSignal) => Configured<Api>): void {
    this.stopping = new AbortController();
    this.given.clear();
    this.givenSecrets.clear();
    this.intentions.keep.clear();
    this.intentions.delete.clear();
    this.wasConfigured = true;
    this.configured = make(this.stopping.signal);
  }

  /** Notes that a resource's configuration is checked. Before anything is configured, that is for a plan to come. */
  check(typeName: string): void {
    if (this.wasConfigured) return;
    if (!this.isChecking) this.provider.planBegins();
    this.isChecking = true;
    this.provider.declares(typeName);
  }

  /** Notes that something is about to be written. */
  write(): void {
    if (this.apiIfReady !== undefined) this.provider.applies(this.apiIfReady);
  }

  /** Aborts what is under way; the process lives on. */
  stop(): void {
    this.stopping.abort(new Error("Terraform asked the provider to stop."));
  }

  /** Aborted when Terraform asks the provider to stop what it does now. */
  get stopped(): AbortSignal {
    return this.stopping.signal;
  }

  /** The API, when everything that leads to it is known. */
  get apiIfReady(): Api | undefined {
    return this.configured !== undefined && "api" in this.configured ? this.configured.api : undefined;
  }

  get api(): Api {
    const { configured } = this;
    if (configured === undefined) throw new Error("Terraform called the provider before configuring it.");
    if ("api" in configured) return configured.api;
    throw new DiagnosticError([problem("The provider's configuration is not known yet", configured.waiting)]);
  }

  /** Is the provider configured with values that are known only at apply? */
  get waits(): boolean {
    return this.configured !== undefined && "waiting" in this.configured;
  }

  /** Says once, while the configuration is not known yet, that the server is not asked. */
  notAsked(): readonly Diagnostic[] {
    const { configured } = this;
    if (configured === undefined || "api" in configured || this.saidNotAsked) return [];
    this.saidNotAsked = true;
    return [warning("The server is not asked yet", configured.waiting)];
  }

  meet(typeName: string, id: unknown): void {
    if (typeof id === "string") this.met.add(`${typeName} ${id}`);
  }

  /** Notes that a creation of this operation has led to that object: a new one, or one that was there. */
  give(typeName: string, id: unknown): void {
    this.meet(typeName, id);
    if (typeof id === "string") this.given.add(`${typeName} ${id}`);
  }

  /** Was that object given to a resource by a creation of this operation? */
  wasGiven(typeName: string, id: unknown): boolean {
    return typeof id === "string" && this.given.has(`${typeName} ${id}`);
  }

  /**
   * Notes what a plan is going to do with an object of the state. Two resources may stand for one: a replacement that
   * took the object over and then failed leaves the old resource in the state, and an import may go to a new address
   * while the old one leaves the code.
   */
  intend(typeName: string, id: unknown, intention: "keep" | "delete"): void {
    const api = this.apiIfReady;
    if (typeof id !== "string" || api === undefined) return;
    const key = `${typeName} ${id}`;
    const { keep, delete: deleted } = this.intentions;
    this.intentions[intention].add(key);
    if (keep.has(key) && deleted.has(key)) this.provider.sharesObject(api, typeName, id);
  }

  /** Is this deletion one by a resource that is not the only one to stand for the object? */
  spares(typeName: string, id: unknown): boolean {
    return typeof id === "string" && this.provider.sparesObject(this.api, typeName, id);
  }

  forget(typeName: string, id: unknown): void {
    if (typeof id === "string") this.met.delete(`${typeName} ${id}`);
  }

  seen(typeName: string): (id: string, other?: string) => boolean {
    return (id, other = typeName) => this.met.has(`${other} ${id}`);
  }

  /** Notes what a plan says: an apply plans once more, and its handler need not say the same again. */
  tell(diagnostics: readonly Diagnostic[]): void {
    for (const { summary, detail } of diagnostics) this.told.add(`${summary}\n${detail}`);
  }

  reach(typeName: string, warnings: Diagnostic[]): Reach<Api> {
    const warn = (diagnostic: Diagnostic) => {
      if (!this.told.has(`${diagnostic.summary}\n${diagnostic.detail}`)) warnings.push(diagnostic);
    };
    return { api: this.api, warn, seen: this.seen(typeName) };
  }

  resource(typeName: string): Resource<Api> {
    const found = this.provider.resources.get(typeName);
    if (found === undefined) throw new Error(`This provider has no resource ${typeName}.`);
    return found;
  }

  dataSource(typeName: string): DataSource<Api> {
    const found = this.provider.dataSources.get(typeName);
    if (found === undefined) throw new Error(`This provider has no data source ${typeName}.`);
    return found;
  }

  ephemeralResource(typeName: string): EphemeralResource<Api> {
    const found = this.provider.ephemeralResources.get(typeName);
    if (found === undefined) throw new Error(`This provider has no ephemeral resource ${typeName}.`);
    return found;
  }

  action(typeName: string): ProviderAction<Api> {
    const found = this.provider.actions.get(typeName);
    if (found === undefined) throw new Error(`This provider has no action ${typeName}.`);
    return found;
  }

  listResource(typeName: string): ListResource<Api> {
    const found = this.provider.listResources.get(typeName);
    if (found === undefined) throw new Error(`This provider has no list resource ${typeName}.`);
    return found;
  }

  explain(error: unknown, attempt: Attempt): readonly Diagnostic[] {
    if (error instanceof PartialResult) return this.explain(error.cause, attempt);
    if (error instanceof DiagnosticError) return error.diagnostics;
    if (isUnforeseen(error)) {
      this.log("error", `${attempt.verb} ${attempt.typeName} broke off`, {
        error: error.message,
        stack: error.stack,
      });
      return [unforeseen(attempt)];
    }
    return this.provider.explain(error, attempt);
  }
}
