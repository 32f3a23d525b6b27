import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Where Debian and Ubuntu have them, newest first. */
const packaged = "/usr/lib/postgresql";

/**
 * The folder with PostgreSQL's `initdb` and `postgres`: of POSTGRESQL, the PATH, or the distribution's packages.
 * @returns {string | undefined}
 */
export function findPostgresql() {
  const versions = existsSync(packaged)
    ? readdirSync(packaged).sort((one, other) => Number(other) - Number(one))
    : [];
  return [
    process.env.POSTGRESQL ?? "",
    ...(process.env.PATH ?? "").split(delimiter),
    ...versions.map((version) => join(packaged, version, "bin")),
  ].find((folder) => folder !== "" && ["initdb", "postgres"].every((name) => existsSync(join(folder, name))));
}
