import type { CtyType } from "../cty/type";
import type { Attributes, Config, Remote, State } from "./attribute";
import { conforms } from "./collections";
import type { Diagnostic } from "./diagnostic";
import type { Fields } from "./plan";
import { objectType, type RemoteFields, reported } from "./resource";

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
  const { schema } = definition;
  const whole = (value: unknown): value is State<S> => conforms(schema, value, () => false);
  const config = (value: unknown): value is Config<S> => conforms(schema, value, () => true);
  return {
    typeName,
    doc: definition.doc,
    attributes: schema,
    type: objectType(schema),
    check: (fields) => (config(fields) ? (definition.check?.(fields) ?? []) : []),
    read: async (fields, api) => {
      if (!whole(fields)) throw new Error(`The configuration of ${typeName} does not fit its schema.`);
      return reported(await definition.read({ config: fields, api }), schema, typeName);
    },
  };
}
