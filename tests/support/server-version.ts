import { readdirSync } from "node:fs";
import { join } from "node:path";
import { virtualEnvironment } from "./project-paths";

function installedVersion(): string {
  const library = join(virtualEnvironment, "lib");
  for (const python of readdirSync(library)) {
    for (const name of readdirSync(join(library, python, "site-packages"))) {
      const [, version] = /^prefect-(.+)\.dist-info$/.exec(name) ?? [];
      if (version !== undefined) return version;
    }
  }
  throw new Error(`There is no Prefect in ${virtualEnvironment}: run \`make install\`.`);
}

/** The version of the Prefect that serves the tests. */
export const prefectVersion = installedVersion();

const since = (version: string): boolean =>
  prefectVersion.localeCompare(version, "en", { numeric: true }) >= 0;

/**
 * What older servers cannot do: the only place where tests tell servers apart. The versions are the first of those in
 * `make test-matrix` that can.
 */
export const can = {
  tagAutomations: since("3.6"),
  deleteFlowRunsByAutomation: since("3.8"),
  forceStatesByAutomation: since("3.6"),
  postponeRunsByAutomation: since("3.6"),
  /** Related resources by any of several matches, where older servers take one. */
  matchAnyRelated: since("3.6"),
  storeResultsByDefault: since("3.8"),
  keepGracePeriods: since("3.6"),
  /** By a PATCH, which older servers take and do not carry out. */
  emptyJobVariables: since("3.8"),
  takeDeploymentOffPool: since("3.6"),
  /** `{}` becomes the schema of an object without properties. */
  completeParameterSchemas: since("3.6"),
  /** The id of a deployment's queue. */
  tellWorkQueues: since("3.6"),
  /** Dashes in names of variables, and with them UUIDs as names. */
  dashVariables: since("3.6"),
  /** That a worker with `--run-once` outlives several runs that end together. */
  endRunsTogether: since("3.8"),
  startRRules: since("3.6"),
  /** Older servers refuse somewhat less. */
  refuseAsPinned: since("3.8"),
} as const;

/** An rrule without DTSTART as the server stores it. */
export const storedRRule = (rrule: string): string =>
  can.startRRules ? `DTSTART:20200101T000000\n${rrule}` : rrule;

/** The fields where the server can take them, and none where it cannot. */
export const fieldsIf = <T extends object>(able: boolean, fields: T): Partial<T> => (able ? fields : {});
