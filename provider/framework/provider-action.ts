import type { CtyType } from "../cty/type";
import type { Attributes, Config, State } from "./attribute";
import { configuration } from "./configuration";
import type { Diagnostic } from "./diagnostic";
import type { Fields } from "./plan";

/** What an action is carried out with. */
export interface Invocation<Config, Api> {
  readonly config: Config;
  readonly api: Api;
  /** Aborted when Terraform asks the provider to stop, or goes away. */
  readonly signal: AbortSignal;
}

/** One action, whole: something that is done when Terraform says so, and leaves nothing in the state. */
export interface ProviderActionDefinition<S extends Attributes, Api> {
  /** Markdown, for the documentation. */
  readonly doc: string;
  /** Attributes that code sets; none is computed. */
  readonly schema: S;
  /** Rules between attributes, without a server. */
  check?(config: Config<S>): readonly Diagnostic[];
  /** What the server would refuse, when it is planned, as far as the plan knows. */
  review?(request: { readonly config: Config<S>; readonly api: Api }): Promise<readonly Diagnostic[]>;
  /**
   * Does it. What it yields is shown while it is under way, and must hold no secret.
   * Throws a DiagnosticError that says what has happened when it fails.
   */
  invoke(invocation: Invocation<State<S>, Api>): AsyncIterable<string>;
}

/** An action as the RPCs see it. */
export interface ProviderAction<Api> {
  readonly typeName: string;
  readonly doc: string;
  readonly attributes: Attributes;
  readonly type: CtyType;
  check(config: Fields): readonly Diagnostic[];
  review(config: Fields, api: Api): Promise<readonly Diagnostic[]>;
  invoke(invocation: Invocation<Fields, Api>): AsyncIterable<string>;
}

/**
 * Declares an action.
 * @param typeName its name in Terraform, such as `prefect_deployment_run`
 */
export function providerAction<S extends Attributes, Api>(
  typeName: string,
  definition: ProviderActionDefinition<S, Api>,
): ProviderAction<Api> {
  const { doc, schema } = definition;
  const { whole, typed, ...facts } = configuration(typeName, schema, definition.check);
  return {
    ...facts,
    doc,
    review: async (fields, api) => {
      const config = typed(fields);
      return config === undefined ? [] : ((await definition.review?.({ config, api })) ?? []);
    },
    invoke: ({ config: fields, ...reach }) => definition.invoke({ config: whole(fields), ...reach }),
  };
}
