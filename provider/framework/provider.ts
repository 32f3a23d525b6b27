import type { Attributes, Config } from "./attribute";
import { conforms } from "./collections";
import type { DataSource } from "./data-source";
import type { Diagnostic } from "./diagnostic";
import type { EphemeralResource } from "./ephemeral-resource";
import type { ProviderFunction } from "./function";
import type { ListResource } from "./list-resource";
import type { Fields } from "./plan";
import type { ProviderAction } from "./provider-action";
import type { Resource } from "./resource";

/** The API that the configuration leads to, or why there is none yet. */
export type Configured<Api> =
  | { readonly api: Api }
  /** The configuration has values that are known only at apply: nothing can be asked, and nothing guessed. */
  | { readonly waiting: string };

export interface ConfigureContext {
  readonly terraformVersion: string;
  /** Aborted when Terraform asks the provider to stop. */
  readonly signal: AbortSignal;
  /** Shows a warning with the answer; not after `configure` has returned. */
  warn(diagnostic: Diagnostic): void;
  /** Writes a line to Terraform's log; it must hold no secret. */
  readonly log: Log;
}

export type Log = (
  level: "trace" | "debug" | "info" | "warn" | "error",
  message: string,
  fields?: Readonly<Record<string, unknown>>,
) => void;

export interface ProviderDefinition<S extends Attributes, Api> {
  readonly doc: string;
  readonly schema: S;
  check?(config: Config<S>): readonly Diagnostic[];
  configure(config: Config<S>, context: ConfigureContext): Configured<Api>;
  /**
   * Terraform is about to make a plan: it checks the configuration before each one, before anything is configured, and
   * before no apply of a plan that was made.
   */
  planBegins?(): void;
  /** The configuration for that plan has a resource of this type; with `count` or `for_each` it may stand for many. */
  declares?(typeName: string): void;
  /** Something is about to be written. */
  applies?(api: Api): void;
  /** A plan deletes an object by one resource of the state and keeps it by another: notes it for its apply. */
  sharesObject?(api: Api, typeName: string, id: string): void;
  /** Is a deletion that the plan at hand means to leave out? True once for each noted object. */
  sparesObject?(api: Api, typeName: string, id: string): boolean;
  /** Turns what a handler threw into diagnostics; never shows a secret. */
  explain(error: unknown, attempt: Attempt): readonly Diagnostic[];
  /** What of the server itself may be why it did not keep what it was sent, in a sentence. Never fails. */
  remarkOnServer?(api: Api): Promise<string | undefined>;
  readonly resources: readonly Resource<Api>[];
  readonly dataSources: readonly DataSource<Api>[];
  readonly ephemeralResources?: readonly EphemeralResource<Api>[];
  readonly listResources?: readonly ListResource<Api>[];
  readonly functions?: readonly ProviderFunction[];
  readonly actions?: readonly ProviderAction<Api>[];
}

/** What was under way when something failed, as its error says: "create prefect_flow". */
export interface Attempt {
  readonly verb:
    | "create"
    | "read"
    | "update"
    | "delete"
    | "import"
    | "list"
    | "plan"
    | "configure"
    | "open"
    | "renew"
    | "close"
    | "invoke";
  readonly typeName: string;
}

/** A provider as the RPCs see it. */
export interface Provider<Api> {
  readonly doc: string;
  readonly attributes: Attributes;
  check(config: Fields): readonly Diagnostic[];
  configure(config: Fields, context: ConfigureContext): Configured<Api>;
  planBegins(): void;
  declares(typeName: string): void;
  applies(api: Api): void;
  sharesObject(api: Api, typeName: string, id: string): void;
  sparesObject(api: Api, typeName: string, id: string): boolean;
  explain(error: unknown, attempt: Attempt): readonly Diagnostic[];
  remarkOnServer(api: Api): Promise<string | undefined>;
  readonly resources: ReadonlyMap<string, Resource<Api>>;
  readonly dataSources: ReadonlyMap<string, DataSource<Api>>;
  readonly ephemeralResources: ReadonlyMap<string, EphemeralResource<Api>>;
  readonly listResources: ReadonlyMap<string, ListResource<Api>>;
  readonly functions: ReadonlyMap<string, ProviderFunction>;
  readonly actions: ReadonlyMap<string, ProviderAction<Api>>;
}

export function provider<S extends Attributes, Api>(definition: ProviderDefinition<S, Api>): Provider<Api> {
  const { schema } = definition;
  const isConfig = (value: unknown): value is Config<S> => conforms(schema, value, () => true);
  const typed = (fields: Fields): Config<S> => {
    if (isConfig(fields)) return fields;
    throw new Error("The provider's configuration does not fit its schema.");
  };
  return {
    doc: definition.doc,
    attributes: schema,
    check: (fields) => definition.check?.(typed(fields)) ?? [],
    configure: (fields, context) => definition.configure(typed(fields), context),
    planBegins: () => definition.planBegins?.(),
    declares: (typeName) => definition.declares?.(typeName),
    applies: (api) => definition.applies?.(api),
    sharesObject: (...object) => definition.sharesObject?.(...object),
    sparesObject: (...object) => definition.sparesObject?.(...object) ?? false,
    explain: (error, attempt) => definition.explain(error, attempt),
    remarkOnServer: async (api) => definition.remarkOnServer?.(api),
    resources: new Map(definition.resources.map((one) => [one.typeName, one])),
    dataSources: new Map(definition.dataSources.map((one) => [one.typeName, one])),
    ephemeralResources: new Map((definition.ephemeralResources ?? []).map((one) => [one.typeName, one])),
    listResources: new Map((definition.listResources ?? []).map((one) => [one.typeName, one])),
    functions: new Map((definition.functions ?? []).map((one) => [one.name, one])),
    actions: new Map((definition.actions ?? []).map((one) => [one.typeName, one])),
  };
}
