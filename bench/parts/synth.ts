import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { type Figures, figures } from "../figures";
import { rounds } from "../rounds";

const run = promisify(execFile);
const project = resolve(__dirname, "../..");
const library = JSON.stringify(join(project, "dist/constructs/index.js"));
const cdktf = JSON.stringify(require.resolve("cdktf"));
const count = 1000;

const app = (out: string) => `
const { App, TerraformStack } = require(${cdktf});
const { Deployment, Flow, PrefectProvider, Schedule, WorkPool } = require(${library});
const app = new App({ outdir: ${JSON.stringify(out)} });
const stack = new TerraformStack(app, "bench");
new PrefectProvider(stack, "prefect");
const flow = new Flow(stack, "flow", { name: "bench" });
const workPool = new WorkPool(stack, "pool", { name: "bench", type: "process" });
for (let index = 0; index < ${count}; index++) {
  new Deployment(stack, "deployment-" + index, {
    name: "deployment-" + index,
    flow,
    workPool,
    entrypoint: "flow.py:flow",
    parameters: { number: index, names: ["a", "b"] },
    tags: ["bench", "number-" + index],
    schedules: [Schedule.cron("0 6 * * *", { timezone: "Europe/Paris", slug: "daily" })],
  });
}
app.synth();
`;

/** What the constructs cost: a stack of many deployments, and the import of the package. */
export async function synthPart(): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), "bench-synth-"));
  try {
    const file = join(folder, "app.js");
    await writeFile(file, app(join(folder, "out")));
    const node = (...args: string[]) => run(process.execPath, args, { cwd: folder });
    const [synth = 0, both = 0, alone = 0] = await rounds(9, [
      () => node(file),
      () => node("-e", `require(${cdktf}); require(${library});`),
      () => node("-e", `require(${cdktf});`),
    ]);
    const added = (both - alone) * 1000;
    return figures({
      tables: [
        {
          title: "The constructs, medians",
          header: ["", "s"],
          rows: [
            [`synth of ${count} deployments, start included`, synth.toFixed(2)],
            ["import of cdktf", alone.toFixed(2)],
            ["import of cdktf and this package", both.toFixed(2)],
          ],
        },
      ],
      limits: [
        { what: `seconds for a stack of ${count} deployments`, measured: synth, atMost: 5 },
        { what: "milliseconds that the import adds to cdktf's", measured: added, atMost: 100 },
      ],
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
