import type { CtyType } from "../cty/type";
import type { Attributes, Config, Remote, State } from "./attribute";
import { configuration } from "./configuration";
import type { Diagnostic } from "./diagnostic";
import type { Fields } from "./plan";
import { type RemoteFields, reported } from "./resource";

/** What stays open between calls, for as long as Terraform uses the values. */
export interface Lease {
  /** What `renew` and `close` need to find it again; Terraform keeps it in memory only. */
  readonly handle: string;
  /** When Terraform is to renew it, if it is still in use then. */
  readonly renewAt?: Date;
}

/** The values, and the lease that they come with, if any. */
export interface Opened<S extends Attributes> {
  readonly result: Remote<S>;
  readonly lease?: Lease;
}

/** One ephemeral resource, whole: values that Terraform asks for in each operation and writes nowhere. */
export interface EphemeralResourceDefinition<S extends Attributes, Api> {
  /** Markdown, for `terraform providers schema` and the documentation. */
  readonly doc: string;
  readonly schema: S;
  /** Rules between attributes, without a server. */
  check?(config: Config<S>): readonly Diagnostic[];
  /** Gets the values; throws a DiagnosticError that says what was looked for when there is no such thing. */
  open(request: { readonly config: State<S>; readonly api: Api }): Promise<Opened<S>>;
  /** Makes a lease last longer. */
  renew?(request: { readonly lease: Lease; readonly api: Api }): Promise<Lease>;
  /** Ends a lease; one that has ended already counts as closed. */
  close?(request: { readonly lease: Lease; readonly api: Api }): Promise<void>;
}

/** An ephemeral resource as the RPCs see it. */
export interface EphemeralResource<Api> {
  readonly typeName: string;
  readonly doc: string;
  readonly attributes: Attributes;
  readonly type: CtyType;
  check(config: Fields): readonly Diagnostic[];
  open(config: Fields, api: Api): Promise<{ readonly result: RemoteFields; readonly lease?: Lease }>;
  /** A lease that needs no renewal stays as it is. */
  renew(lease: Lease, api: Api): Promise<Lease>;
  close(lease: Lease, api: Api): Promise<void>;
}

/**
 * Declares an ephemeral resource.
 * @param typeName its name in Terraform, such as `prefect_block`
 */
export function ephemeralResource<S extends Attributes, Api>(
  typeName: string,
  definition: EphemeralResourceDefinition<S, Api>,
): EphemeralResource<Api> {
  const { doc, schema } = definition;
  const { whole, typed: _typed, ...facts } = configuration(typeName, schema, definition.check);
  return {
    ...facts,
    doc,
    open: async (fields, api) => {
      const { result, ...rest } = await definition.open({ config: whole(fields), api });
      return { result: reported(result, schema, typeName), ...rest };
    },
    renew: async (lease, api) => (await definition.renew?.({ lease, api })) ?? { handle: lease.handle },
    close: async (lease, api) => definition.close?.({ lease, api }),
  };
}
