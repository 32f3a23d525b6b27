import { isUnknown, type Unknown } from "../cty/unknown";

/** A planned value to send, or undefined to leave it to the server. */
export const known = <T>(value: T | Unknown): T | undefined => (isUnknown(value) ? undefined : value);

/** `""` stands for "unset": the server keeps null for it. */
export const textOrNull = (value: string | null | Unknown): string | null | undefined =>
  isUnknown(value) ? undefined : value === "" ? null : value;

/** A body without the fields that are undefined. */
export function body<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const key in fields) {
    const value = fields[key];
    if (isPresent(value)) kept[key] = value;
  }
  return kept;
}

const isPresent = <T>(value: T): value is Exclude<T, undefined> => value !== undefined;
