import type { CtyType } from "../cty/type";
import type { Attributes, Config, Remote, State } from "./attribute";
import { configuration } from "./configuration";
import type { Diagnostic } from "./diagnostic";
import type { Fields } from "./plan";
import { type RemoteFields, reported } from "./resource";

export interface DataSourceDefinition<S extends Attributes, Api> {
  readonly doc: string;
  readonly schema: S;
  /** Rules between attributes, without a server. */
  check?(config: Config<S>): readonly Diagnostic[];
  /** Finds the object; throws a DiagnosticError that says what was looked for when there is none. */
  read(request: { readonly config: State<S>; readonly api: Api }): Promise<Remote<S>>;
}

/** A data source as the RPCs see it. */
export interface DataSource<Api> {
  readonly typeName: string;
  readonly doc: string;
  readonly attributes: Attributes;
  readonly type: CtyType;
  check(config: Fields): readonly Diagnostic[];
  read(config: Fields, api: Api): Promise<RemoteFields>;
}

/**
 * Declares a data source.
 * @param typeName its name in Terraform, such as `prefect_flow`
 */
export function dataSource<S extends Attributes, Api>(
  typeName: string,
  definition: DataSourceDefinition<S, Api>,
): DataSource<Api> {
  const { doc, schema } = definition;
  const { whole, typed: _typed, ...facts } = configuration(typeName, schema, definition.check);
  return {
    ...facts,
    doc,
    read: async (fields, api) => {
      const config = whole(fields);
      return reported(await definition.read({ config, api }), schema, typeName);
    },
  };
}
