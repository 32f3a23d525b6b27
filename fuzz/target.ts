import fc from "fast-check";

/** A property, sync or not, of whatever inputs. */
export type Property = fc.IRawProperty<unknown>;

/** What is fuzzed, made ready: a server is up, files are there. */
export interface OpenTarget {
  readonly property: Property;
  close(): Promise<void>;
}

/** One thing that takes what others send or write. */
export interface Target {
  readonly name: string;
  /** Of a thousand inputs, so many are for this one. */
  readonly share: number;
  /** So many inputs are under way at once, each in its own lane: what waits for timers would else stand still. */
  readonly lanes: number;
  open(): Promise<OpenTarget>;
}

export interface Round {
  readonly seed: number;
  readonly count: number;
  /** fast-check's path to one input of that seed. */
  readonly replay?: string | undefined;
}

/** An input that was not held: what it was, at its smallest, and how to have it again. */
export interface Failure {
  readonly seed: number;
  readonly replay: string | undefined;
  readonly report: string;
}

const thrownText = (thrown: unknown): string =>
  thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);

async function runLane(property: Property, { seed, count, replay }: Round): Promise<Failure | undefined> {
  const result = await fc.check(property, {
    seed,
    numRuns: count,
    ...(replay === undefined ? {} : { path: replay, endOnFailure: true }),
  });
  if (!result.failed) return undefined;
  const input = fc.stringify(result.counterexample);
  const cause = result.errorInstance === null ? "no error" : thrownText(result.errorInstance);
  return { seed, replay: result.counterexamplePath ?? undefined, report: `${input}\n${cause}` };
}

const splitCount = (count: number, lanes: number): readonly number[] =>
  Array.from({ length: lanes }, (_, lane) => Math.floor((count + lane) / lanes)).filter((one) => one > 0);

/** Runs inputs against an open target. A rejection that nothing handles is a failure of the round. */
export async function runRound(
  { lanes }: Pick<Target, "lanes">,
  { property }: OpenTarget,
  { seed, count, replay }: Round,
): Promise<Failure | undefined> {
  const rejections: unknown[] = [];
  const note = (reason: unknown): void => {
    rejections.push(reason);
  };
  process.on("unhandledRejection", note);
  try {
    const rounds =
      replay === undefined
        ? splitCount(count, lanes).map((part, lane) => ({ seed: seed + lane, count: part }))
        : [{ seed, count: 1, replay }];
    const failures = await Promise.all(rounds.map((round) => runLane(property, round)));
    const found = failures.find((failure) => failure !== undefined);
    if (found !== undefined) return found;
    await new Promise(setImmediate);
    if (rejections.length === 0) return undefined;
    return { seed, replay, report: `a rejection was not handled\n${thrownText(rejections[0])}` };
  } finally {
    process.off("unhandledRejection", note);
  }
}

/** Words of JavaScript itself: a person who reads them learns nothing of what is wrong. */
const internals =
  /Cannot (?:read|set|convert|destructure|create|mix|access)|is not (?:a function|iterable|a constructor|defined)|\bundefined\b|\[object |Maximum call stack|Invalid (?:array|string|typed array) length|Invalid time value|(?<!")\bNaN\b|of null|circular structure/;

/** @throws Error when a message is not one for people */
export function expectForPeople(message: string): void {
  if (internals.test(message)) throw new Error(`a message shows JavaScript's insides: ${message}`);
}
