import type { Marks } from "../report/value";

type Fields = Readonly<Record<string, unknown>>;

/** Guards for what was written elsewhere, from which those of whole documents are made. */

export const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isText = (value: unknown): value is string => typeof value === "string";

export const isListOf = (value: unknown, isOne: (one: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(isOne);

export const isRecordOf = (value: unknown, isOne: (one: unknown) => boolean): boolean =>
  isObject(value) && Object.values(value).every(isOne);

export const isAbsentOr = (value: unknown, isIt: (value: unknown) => boolean): boolean =>
  value === undefined || isIt(value);

export const isMarks = (value: unknown): value is Marks =>
  typeof value === "boolean" || isListOf(value, isMarks) || isRecordOf(value, isMarks);
