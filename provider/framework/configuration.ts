import type { CtyType } from "../cty/type";
import type { Attributes, Config, State } from "./attribute";
import { conforms } from "./collections";
import type { Diagnostic } from "./diagnostic";
import type { Fields } from "./plan";
import { objectType } from "./resource";

/** What data sources, ephemeral resources, lists and actions have in common: code configures them, no state keeps them. */
export interface Configuration<S extends Attributes> {
  readonly typeName: string;
  readonly attributes: S;
  readonly type: CtyType;
  /**
   * The values by the schema's types.
   * @throws Error where one of them is unknown or not of its type
   */
  whole(fields: Fields): State<S>;
  /** The same where values may be unknown; undefined where one is not of its type. */
  typed(fields: Fields): Config<S> | undefined;
  /** What the rules between attributes say of it. */
  check(fields: Fields): readonly Diagnostic[];
}

/** @param check the rules between attributes, without a server */
export function configuration<S extends Attributes>(
  typeName: string,
  schema: S,
  check?: (config: Config<S>) => readonly Diagnostic[],
): Configuration<S> {
  const isWhole = (value: unknown): value is State<S> => conforms(schema, value, () => false);
  const isTyped = (value: unknown): value is Config<S> => conforms(schema, value, () => true);
  const typed = (fields: Fields): Config<S> | undefined => (isTyped(fields) ? fields : undefined);
  return {
    typeName,
    attributes: schema,
    type: objectType(schema),
    whole: (fields) => {
      if (isWhole(fields)) return fields;
      throw new Error(`The configuration of ${typeName} does not fit its schema.`);
    },
    typed,
    check: (fields) => {
      const config = typed(fields);
      return config === undefined ? [] : (check?.(config) ?? []);
    },
  };
}
