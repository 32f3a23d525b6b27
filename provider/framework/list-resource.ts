import type { CtyType } from "../cty/type";
import type { Attributes, State } from "./attribute";
import { configuration } from "./configuration";
import type { Diagnostic } from "./diagnostic";
import type { Fields } from "./plan";
import { type RemoteFields, type Resource, reported } from "./resource";

/** An object that a list has found. */
export interface Listed {
  /** How a person tells it from others: its name. */
  readonly displayName: string;
  /** As an import reports it. */
  readonly object: RemoteFields;
}

export interface ListResourceDefinition<F extends Attributes, Api> {
  readonly doc: string;
  /** What narrows the list down: the attributes of the block `config`. */
  readonly filters: F;
  /** The objects as they come, page by page: whoever has enough stops asking. */
  list(request: { readonly config: State<F>; readonly api: Api }): AsyncIterable<readonly Listed[]>;
}

/** A list resource as the RPCs see it. */
export interface ListResource<Api> {
  readonly typeName: string;
  readonly doc: string;
  /** Of the block `config`. */
  readonly attributes: Attributes;
  readonly type: CtyType;
  check(config: Fields): readonly Diagnostic[];
  list(config: Fields, api: Api): AsyncIterable<Listed>;
}

/** Declares how the objects of a resource are found, for `terraform query`. */
export function listResource<F extends Attributes, Api>(
  resource: Resource<Api>,
  { doc, filters, list }: ListResourceDefinition<F, Api>,
): ListResource<Api> {
  const { typeName } = resource;
  const { whole, typed: _typed, ...facts } = configuration(typeName, filters);
  return {
    ...facts,
    doc,
    async *list(fields, api) {
      for await (const page of list({ config: whole(fields), api })) {
        for (const { displayName, object } of page) {
          yield { displayName, object: reported(object, resource.attributes, typeName) };
        }
      }
    },
  };
}
