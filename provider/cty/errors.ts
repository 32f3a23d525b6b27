/** One step into a value: an attribute name or map key, or the index of an element. */
export type PathStep = string | number;

/** `schedules[2].cron`, or "" for the value itself. */
export function pathText(path: readonly PathStep[]): string {
  return path
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      if (!/^[A-Za-z_][\w-]*$/.test(step)) return `[${JSON.stringify(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join("");
}

function located(path: readonly PathStep[], problem: string): string {
  return path.length === 0 ? problem : `${pathText(path)}: ${problem}`;
}

/**
 * Bytes or JSON that do not hold a value of the expected type.
 * `problem` says what was expected and what kind of thing was found, never the value itself.
 */
export class CtyDecodeError extends Error {
  override readonly name = "CtyDecodeError";

  constructor(
    readonly path: readonly PathStep[],
    readonly problem: string,
  ) {
    super(located(path, problem));
  }
}

/** A value that cannot be sent as a value of the given type. Says where and why, never the value itself. */
export class CtyEncodeError extends Error {
  override readonly name = "CtyEncodeError";

  constructor(
    readonly path: readonly PathStep[],
    readonly problem: string,
  ) {
    super(located(path, problem));
  }
}
