/**
 * `make test-matrix`: the tests that talk to a Prefect server, against each Prefect that `scripts/prefect/` pins: the
 * one of `make test` and the older ones, which get a virtual environment each in `.matrix/`. Everything is run even
 * when something fails; a table and the totals come last. VERSIONS="3.4.0" runs some of them only, FILES="drift adopt"
 * the test files whose names begin with one of these words.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { runVitest, totalsOfRun } from "./run-vitest";
import { addTotals, formatTotals, type Totals } from "./test-totals";

/** Files of `tests/` whose outcome does not depend on the server's version. */
const apart = [
  // No server at all.
  "tests/support/**",
  ...[
    "adopt-hcl",
    "cloud-only",
    "compatibility",
    "defect-coverage",
    "drift-html",
    "encode-json",
    "functions",
    "goplugin",
    "package",
    "package-contents",
    "provider-privacy",
    "reliability-page",
    "testing-page",
  ],
  // Held against the pinned Prefect's own code; what an older server refuses beside, it says itself.
  ...["rules", "rules-shapes", "occurrences", "flow-from-entrypoint", "flow-types"],
  // What the command line of the pinned Prefect writes and reads.
  ...["prefect-init", "prefect-yaml", "prefect-yaml-example"],
  // Random values of everything that the pinned Prefect takes.
  "random-configurations",
  // Whole ways through CDKTF, a worker, the demo and the pages: the same requests as in the others.
  ...[
    "automation-constructs",
    "constructs-deploy",
    "contributing",
    "demo",
    "quickstart",
    "examples",
    "migrating",
  ],
  ...["example-api", "example-aws-ecs", "example-from-python", "example-index", "example-two-providers"],
  ...["example-serving"],
].map((name) => (name.includes("/") ? name : `tests/${name}.test.ts`));

const root = resolve(__dirname, "..");
const pins = join(root, "scripts", "prefect");

interface Pinned {
  readonly version: string;
  readonly folder: string;
  readonly environment: string;
}

function pinnedVersion(folder: string): string {
  const [, version] = /^prefect==(\S+)$/m.exec(readFileSync(join(folder, "requirements.txt"), "utf8")) ?? [];
  if (version === undefined) throw new Error(`${folder}/requirements.txt pins no Prefect.`);
  return version;
}

function allPinned(): readonly Pinned[] {
  const folders = readdirSync(pins, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(pins, name));
  const older = folders.map((folder) => {
    const version = pinnedVersion(folder);
    return { version, folder, environment: join(root, ".matrix", version) };
  });
  return [...older, { version: pinnedVersion(pins), folder: pins, environment: join(root, ".venv") }].sort(
    (one, other) => one.version.localeCompare(other.version, "en", { numeric: true }),
  );
}

const words = (text = "") => text.split(/[\s,]+/).filter((word) => word !== "");

function chosen(): readonly Pinned[] {
  const all = allPinned();
  const wanted = words(process.env.VERSIONS);
  const missing = wanted.filter((version) => !all.some((one) => one.version === version));
  if (missing.length > 0) {
    throw new Error(
      `VERSIONS: ${missing.join(", ")} is none of ${all.map(({ version }) => version).join(", ")}.`,
    );
  }
  return wanted.length === 0 ? all : all.filter(({ version }) => wanted.includes(version));
}

async function test({ version, folder, environment }: Pinned): Promise<Totals> {
  console.log(`\n== Prefect ${version}`);
  try {
    const { installPrefect } = await import("./install-prefect.mjs");
    installPrefect(folder, environment);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const exclude = apart.flatMap((pattern) => ["--exclude", pattern]);
  const files = words(process.env.FILES).map((word) => `tests/${word}`);
  return totalsOfRun(
    runVitest(["--project", "real", ...files, ...exclude], { PREFECT_ENVIRONMENT: environment }),
  );
}

const cells = (...columns: readonly string[]) =>
  columns.map((word, index) => (index === 0 ? word.padEnd(10) : word.padStart(10))).join("");

async function main(): Promise<void> {
  const rows: string[] = [cells("Prefect", "passed", "failed", "skipped", "minutes")];
  const all: Totals[] = [];
  for (const pinned of chosen()) {
    const start = Date.now();
    const totals = await test(pinned);
    const minutes = ((Date.now() - start) / 60_000).toFixed(1);
    all.push(totals);
    rows.push(cells(pinned.version, ...[totals.passed, totals.failed, totals.skipped].map(String), minutes));
  }
  const totals = addTotals(all);
  console.log(`\n${rows.join("\n")}\n${formatTotals(totals)}`);
  process.exitCode = totals.failed === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
