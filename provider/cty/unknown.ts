/** A value that Terraform knows only at apply. There is one instance: {@link unknown}. */
export class Unknown {
  readonly kind = "unknown";

  toString(): string {
    return "(unknown)";
  }
}

export const unknown: Unknown = new Unknown();

export function isUnknown(value: unknown): value is Unknown {
  return value instanceof Unknown;
}
