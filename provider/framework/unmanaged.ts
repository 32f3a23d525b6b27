import type { CtyValue } from "../cty/value";
import type { Words } from "./words";

type Attributes = { readonly [name: string]: { readonly words: Words } };
type Fields = { readonly [name: string]: CtyValue };

/**
 * Attributes that code leaves to others. State may follow what the server has of them, from an import on; a write
 * neither sends nor judges them.
 */
export const unmanagedNames = (attributes: Attributes, config: Fields): readonly string[] =>
  Object.keys(attributes).filter(
    (name) => attributes[name]?.words.unmanagedWhenNull === true && (config[name] ?? null) === null,
  );
