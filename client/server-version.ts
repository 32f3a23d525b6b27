import { apiVersion } from "./openapi/version";

type Release = readonly [major: number, minor: number, patch: number];

/** Undefined for what is no release, such as a build of somebody's own: nothing is said of its age. */
function releaseOf(version: string): Release | undefined {
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}

/** Is it a release of Prefect before the one whose API this client is made for? */
export function isOlder(version: string | undefined, than: string = apiVersion): boolean {
  const [one, other] = [version === undefined ? undefined : releaseOf(version), releaseOf(than)];
  if (one === undefined || other === undefined) return false;
  const difference = one.map((part, index) => part - (other[index] ?? 0)).find((each) => each !== 0);
  return difference !== undefined && difference < 0;
}

/** What an older server may have to do with a failure, in a sentence; undefined where it has nothing. */
export const remarkOnAge = (version: string | undefined): string | undefined =>
  isOlder(version)
    ? `The server runs Prefect ${version}; what came later, up to ${apiVersion}, it may not know.`
    : undefined;

/** Told instead of a version where the address does not even know of one: it is not that of a Prefect API. */
export const nowhere: unique symbol = Symbol("nowhere");

/** The version of Prefect that a server runs. It is asked for once, where an answer needs explaining. */
export class ServerVersion {
  #asked: Promise<string | undefined> | undefined;
  #known: string | undefined;
  #isNowhere = false;

  constructor(private readonly ask: () => Promise<string | undefined | typeof nowhere>) {}

  /** Undefined until it was learnt, and where the server does not tell. */
  get known(): string | undefined {
    return this.#known;
  }

  /** Whether the address was found to be that of something else than a Prefect API. */
  get isNowhere(): boolean {
    return this.#isNowhere;
  }

  /** Never fails: a server that does not tell its version is one of no known version. */
  learn(): Promise<string | undefined> {
    this.#asked ??= this.ask().then(
      (answer) => {
        this.#isNowhere = answer === nowhere;
        this.#known = answer === nowhere ? undefined : answer;
        return this.#known;
      },
      () => undefined,
    );
    return this.#asked;
  }
}
