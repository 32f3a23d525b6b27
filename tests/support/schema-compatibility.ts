/** An attribute as `terraform providers schema -json` prints it; what is false is left out. */
export interface AttributeSchema {
  readonly type?: unknown;
  readonly nested_type?: { readonly nesting_mode: string; readonly attributes: AttributeSchemas };
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly write_only?: boolean;
}

export type AttributeSchemas = Readonly<Record<string, AttributeSchema>>;

export interface ObjectSchema {
  readonly version?: number;
  readonly block: { readonly attributes: AttributeSchemas };
}

/**
 * Where code and state written for `official` would not do with `ours`, one line for each place. Ours may have
 * further attributes, compute what was only optional, and leave optional what was required.
 */
export function incompatibilities(official: ObjectSchema, ours: ObjectSchema): string[] {
  const versions = [official, ours].map(({ version = 0 }) => version);
  return [
    ...(versions[0] === versions[1] ? [] : [`schema version: ${versions.join(" became ")}`]),
    ...compareAll("", official.block.attributes, ours.block.attributes),
  ];
}

function compareAll(
  under: string,
  official: AttributeSchemas,
  ours: AttributeSchemas,
  isRead = false,
): string[] {
  const further = Object.keys(ours).filter((name) => !(name in official) && ours[name]?.required && !isRead);
  return [
    ...Object.entries(official).flatMap(([name, attribute]) =>
      compare(under + name, attribute, ours[name], isRead),
    ),
    ...further.map((name) => `${under}${name}: new and required`),
  ];
}

/** @param isRead the attribute is part of one that only the provider sets: what code may set does not matter */
function compare(
  path: string,
  official: AttributeSchema,
  ours: AttributeSchema | undefined,
  isRead: boolean,
): string[] {
  if (ours === undefined) return [`${path}: missing`];
  const faults: string[] = [];
  const check = (fine: boolean, fault: string) => {
    if (!fine) faults.push(`${path}: ${fault}`);
  };
  if (!isRead) {
    check(!ours.required || official.required === true, "became required");
    check(
      !(official.optional || official.required) || ours.optional || ours.required || false,
      "cannot be set",
    );
    check(!official.computed || ours.computed === true, "is not computed");
  }
  check(!ours.sensitive || official.sensitive === true, "became sensitive");
  check(!official.sensitive || ours.sensitive === true, "is not sensitive");
  check((ours.write_only === true) === (official.write_only === true), "write-only differs");
  check(JSON.stringify(ours.type) === JSON.stringify(official.type), "another type");
  check(ours.nested_type?.nesting_mode === official.nested_type?.nesting_mode, "another nesting");
  const isOnlyRead = isRead || !(official.optional || official.required);
  return [
    ...faults,
    ...compareAll(
      `${path}.`,
      official.nested_type?.attributes ?? {},
      ours.nested_type?.attributes ?? {},
      isOnlyRead,
    ),
  ];
}
