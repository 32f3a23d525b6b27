import { join } from "node:path";
import { startCountingProxy } from "../../tests/support/counting-proxy";
import { providerFolder } from "../../tests/support/project-paths";
import { bareLoop } from "../bare-loop";
import { type Figures, figures } from "../figures";
import { peakResident } from "../peak-resident";
import { emptyPlan } from "../plans";
import { seconds } from "../rounds";
import { seeded } from "../seeded";

const few = 1000;
const many = 5000;

/** Whether a plan's time and memory for each deployment stay the same when there are more of them. */
export async function growthPart(): Promise<Figures> {
  const small = await measure(few);
  const large = await measure(many);
  const each = ({ count, plan }: Grown) => (plan * 1000) / count;
  return figures({
    tables: [
      {
        title: "Plans over deployments with a schedule each, seeded into SQLite",
        header: ["deployments", "plan, s", "ms each", "its reads alone, s", "peak MB", "requests"],
        rows: [small, large].map((grown) => [
          String(grown.count),
          grown.plan.toFixed(1),
          each(grown).toFixed(1),
          grown.reads.toFixed(1),
          grown.peak.toFixed(0),
          String(grown.requests),
        ]),
      },
    ],
    limits: [
      {
        what: `ms for each of ${many}, times those of ${few}`,
        measured: each(large) / each(small),
        atMost: 1.1,
      },
      {
        what: `peak memory with ${many}, times that with ${few}`,
        measured: large.peak / small.peak,
        atMost: 1.25,
      },
    ],
    counts: { [`plan of ${few}, seeded`]: small.requests, [`plan of ${many}, seeded`]: large.requests },
    points: [small, large].flatMap(({ count, plan, reads }) => [
      { series: "plan, seeded", objects: count, millisecondsEach: (plan * 1000) / count },
      { series: "its reads alone, seeded", objects: count, millisecondsEach: (reads * 1000) / count },
    ]),
  });
}

interface Grown {
  readonly count: number;
  readonly plan: number;
  readonly reads: number;
  /** MB. */
  readonly peak: number;
  readonly requests: number;
}

async function measure(count: number): Promise<Grown> {
  const { server, workspace, stop } = await seeded(count);
  try {
    let peak = 0;
    const plan = await seconds(async () => {
      peak = await peakResident(join(providerFolder, "terraform-provider-prefect"), () =>
        emptyPlan(workspace),
      );
    });
    const proxy = await startCountingProxy(server.apiUrl);
    workspace.env.PREFECT_API_URL = proxy.apiUrl;
    await emptyPlan(workspace);
    const requests = [...proxy.requests];
    await proxy.stop();
    const reads = await seconds(() => bareLoop(server.apiUrl, requests));
    return { count, plan, reads, peak, requests: requests.length };
  } finally {
    await stop();
  }
}
