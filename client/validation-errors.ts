import type { FieldError } from "./errors";

/** A step of the place that a complaint names: a field or position, or the name of a type tried there. */
interface Step {
  readonly part: string | number;
  readonly isType: boolean;
  /** Whether what was sent there names this type itself: `"type": "event"` in an `EventTrigger`. */
  readonly isNamed: boolean;
}

interface Complaint {
  readonly steps: readonly Step[];
  readonly message: string;
  /** Whether it says that another variant was sent: a field of this one is missing, or one sent is not in it. */
  readonly isMismatch: boolean;
  /** Whether it says that a variant of another name was sent. */
  readonly isOtherType: boolean;
  /** Whether it says that a value of another kind was sent: a list for a string, a word for one of others. */
  readonly isOtherKind: boolean;
  readonly isUnknown: boolean;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isPart = (part: unknown): part is string | number =>
  typeof part === "string" || typeof part === "number";

function memberOf(value: unknown, part: string | number): { readonly value: unknown } | undefined {
  if (Array.isArray(value))
    return typeof part === "number" && part < value.length ? { value: value[part] } : undefined;
  return isObject(value) && Object.hasOwn(value, part) ? { value: value[part] } : undefined;
}

const letters = (name: string): string => name.replace(/[^a-z]/gi, "").toLowerCase();

function namesType(value: unknown, name: string | number): boolean {
  if (!isObject(value) || typeof value.type !== "string" || typeof name !== "string") return false;
  return value.type !== "" && letters(name).includes(letters(value.type));
}

/** What is not in the body that was sent is the name of a type, but for the last step: that may be a missing field. */
function readSteps(loc: readonly (string | number)[], type: unknown, sent: unknown): Step[] {
  let value = sent;
  return loc.map((part, index) => {
    const member = memberOf(value, part);
    const isMissingField = type === "missing" && index === loc.length - 1;
    const isType = member === undefined && !isMissingField && sent !== undefined;
    const isNamed = isType && namesType(value, part);
    if (member !== undefined) value = member.value;
    return { part, isType, isNamed };
  });
}

function readComplaint(raw: unknown, sent: unknown): Complaint | undefined {
  if (!isObject(raw) || !Array.isArray(raw.loc) || typeof raw.msg !== "string") return undefined;
  const loc = raw.loc.filter(isPart);
  const places = loc[0] === "body" ? loc.slice(1) : loc;
  const isOtherType = raw.type === "literal_error" && places.at(-1) === "type";
  return {
    steps: readSteps(places, raw.type, sent),
    message: raw.msg.replace(/^Value error, /, ""),
    isMismatch: raw.type === "missing" || raw.type === "extra_forbidden",
    isOtherType,
    isOtherKind:
      typeof raw.type === "string" && /_type$|_parsing$|^literal_error$|_from_float$/.test(raw.type),
    isUnknown: raw.type === "extra_forbidden",
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}

/** How little a type that was tried looks like what was sent, by what is said of it and of its own fields. */
function strangeness(group: readonly Complaint[], depth: number): number {
  const isOther = group.some(
    ({ steps, isOtherType, isOtherKind }) =>
      (isOtherType && steps.length === depth + 2) || (isOtherKind && steps.length === depth + 1),
  );
  const mismatches = group.filter(({ steps, isMismatch }) => isMismatch && steps.length === depth + 2).length;
  return isOther ? Number.POSITIVE_INFINITY : mismatches;
}

/** Of the types that were tried for one value, those that were meant. Each is the group of its complaints. */
function meantTypes(types: readonly Complaint[][], depth: number): readonly Complaint[][] {
  const named = types.filter(([first]) => first?.steps[depth]?.isNamed);
  if (named.length > 0) return named;
  const ofName = types.map((group) =>
    group.filter(({ steps, isOtherType }) => isOtherType && steps.length === depth + 2),
  );
  // None has that name: which names there are is all that there is to say.
  if (ofName.every((group) => group.length > 0)) return ofName;
  const least = Math.min(...types.map((group) => strangeness(group, depth)));
  return types.filter((group) => strangeness(group, depth) === least);
}

/**
 * The complaints that matter. Where several types were tried for one value, the server complains about each; those
 * about the type that was meant are kept.
 */
function aboutMeantTypes(complaints: readonly Complaint[], depth = 0): Complaint[] {
  const here = complaints.filter(({ steps }) => steps.length === depth);
  const deeper = complaints.filter(({ steps }) => steps.length > depth);
  const groups = groupBy(deeper, ({ steps }) => JSON.stringify(steps[depth]));
  const isType = (group: Complaint[]) => group[0]?.steps[depth]?.isType === true;
  const types = meantTypes(groups.filter(isType), depth);
  const kept = groups.filter((group) => !isType(group));
  return [...here, ...[...kept, ...types].flatMap((group) => aboutMeantTypes(group, depth + 1))];
}

/**
 * The complaints of a 422 (`exception_detail`, or FastAPI's `detail`), their places in the words of the body that
 * was sent: `["body","schedules",0,"schedule","CronSchedule","cron"]` becomes `["schedules",0,"schedule","cron"]`.
 * @param sent the body that was sent; undefined: places are taken as they are
 */
export function readValidation(list: readonly unknown[], sent: unknown): FieldError[] {
  const complaints = list
    .map((raw) => readComplaint(raw, sent))
    .filter((complaint) => complaint !== undefined);
  const placed = aboutMeantTypes(complaints).map(({ steps, message, isUnknown }) => ({
    path: steps.filter(({ isType }) => !isType).map(({ part }) => part),
    message,
    isUnknown,
  }));
  return groupBy(placed, ({ path }) => JSON.stringify(path)).flatMap((group) => {
    const messages = [...new Set(group.map(({ message }) => message))];
    const path = group[0]?.path;
    const unknown = group.every(({ isUnknown }) => isUnknown) ? { isUnknown: true } : {};
    return path === undefined ? [] : [{ path, message: messages.join(", or "), ...unknown }];
  });
}
