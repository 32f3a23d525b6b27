/** What the pages use of the output of `terraform providers schema -json`. */

/** A type as its JSON form has it: `"string"`, `["list", "string"]`, `["object", { … }]`. */
export type TypeJson = string | readonly [string, TypeJson | Readonly<Record<string, TypeJson>>];

export interface AttributeJson {
  readonly type?: TypeJson;
  readonly nested_type?: {
    readonly attributes: Attributes;
    readonly nesting_mode: "single" | "list" | "set" | "map";
  };
  readonly description?: string;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly write_only?: boolean;
  readonly deprecated?: boolean;
}

export type Attributes = Readonly<Record<string, AttributeJson>>;

export interface BlockJson {
  readonly block: { readonly attributes?: Attributes; readonly description?: string };
}

export interface ParameterJson {
  readonly name: string;
  readonly type: TypeJson;
  readonly description?: string;
  readonly is_nullable?: boolean;
}

export interface FunctionJson {
  readonly summary?: string;
  readonly description?: string;
  readonly return_type: TypeJson;
  readonly parameters?: readonly ParameterJson[];
  readonly variadic_parameter?: ParameterJson;
}

export interface ProviderJson {
  readonly provider: BlockJson;
  readonly resource_schemas?: Readonly<Record<string, BlockJson>>;
  readonly data_source_schemas?: Readonly<Record<string, BlockJson>>;
  readonly ephemeral_resource_schemas?: Readonly<Record<string, BlockJson>>;
  readonly functions?: Readonly<Record<string, FunctionJson>>;
  readonly list_resource_schemas?: Readonly<Record<string, BlockJson>>;
  readonly action_schemas?: Readonly<Record<string, BlockJson>>;
}

/** The provider's part of what terraform prints. */
export function providerIn(printed: string): ProviderJson {
  const { provider_schemas: byAddress }: { provider_schemas: Record<string, ProviderJson> } =
    JSON.parse(printed);
  const [provider, ...others] = Object.values(byAddress);
  if (provider === undefined || others.length > 0) {
    throw new Error(`Schemas of one provider were expected, not of: ${Object.keys(byAddress).join(", ")}`);
  }
  return provider;
}
