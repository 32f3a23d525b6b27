import { join } from "node:path";
import { startCountingProxy } from "../../tests/support/counting-proxy";
import { providerFolder } from "../../tests/support/project-paths";
import { terraformExecutable } from "../../tests/support/terraform";
import { bareLoop } from "../bare-loop";
import { type Figures, figures } from "../figures";
import { median } from "../median";
import { emptyPlan } from "../plans";
import { type ProcessCost, processCosts } from "../process-cost";
import { repeated } from "../requests";
import { rounds, seconds } from "../rounds";
import { type Seeded, seeded } from "../seeded";

const few = 1000;
const many = 5000;
const planRounds = 2;

interface Grown {
  readonly count: number;
  /** Seconds. */
  readonly plan: number;
  /** Seconds. */
  readonly reads: number;
  /** Processor seconds of the provider. */
  readonly provider: number;
  /** Processor seconds of Terraform itself. */
  readonly terraform: number;
  /** MB of the provider. */
  readonly peak: number;
  readonly requests: number;
  readonly repeated: number;
}

/** Whether a plan's time and memory for each deployment stay the same when there are more of them. */
export async function growthPart(): Promise<Figures> {
  const small = await GrowthRun.create(few);
  try {
    const large = await GrowthRun.create(many);
    try {
      const [short = 0, long = 0] = await rounds(planRounds, [() => small.plan(), () => large.plan()]);
      return compared(await small.result(short), await large.result(long));
    } finally {
      await large.stop();
    }
  } finally {
    await small.stop();
  }
}

function compared(small: Grown, large: Grown): Figures {
  const each = ({ count, provider }: Grown) => (provider * 1000) / count;
  return figures({
    tables: [
      {
        title: "Plans over deployments with a schedule each, seeded into SQLite",
        header: [
          "deployments",
          "plan, s",
          "its reads alone, s",
          "Terraform's CPU, s",
          "the provider's CPU, s",
          "ms each",
          "its peak, MB",
          "requests",
        ],
        rows: [small, large].map((grown) => [
          String(grown.count),
          grown.plan.toFixed(1),
          grown.reads.toFixed(1),
          grown.terraform.toFixed(1),
          grown.provider.toFixed(1),
          each(grown).toFixed(1),
          grown.peak.toFixed(0),
          String(grown.requests),
        ]),
        note: "Terraform's own work on its graph grows faster than the number of resources, whichever provider it has: held to the limit is what the provider adds.",
      },
    ],
    limits: [
      {
        what: `the provider's CPU time for each of ${large.count}, times that of ${small.count}`,
        measured: each(large) / each(small),
        atMost: 1.1,
      },
      {
        what: `peak memory with ${large.count}, times that with ${small.count}`,
        measured: large.peak / small.peak,
        atMost: 1.25,
      },
      ...[small, large].flatMap(({ count, requests, repeated }) => [
        { what: `requests of a plan of ${count}`, measured: requests, atMost: count / 8 },
        { what: "of these made twice", measured: repeated, atMost: 0 },
      ]),
    ],
    points: [small, large].flatMap(({ count, plan, reads, provider }) => [
      { series: "plan, seeded", objects: count, millisecondsEach: (plan * 1000) / count },
      { series: "its reads alone, seeded", objects: count, millisecondsEach: (reads * 1000) / count },
      { series: "the provider's CPU", objects: count, millisecondsEach: (provider * 1000) / count },
    ]),
  });
}

/** Plans over the deployments of a seeded server. */
class GrowthRun {
  private readonly costs: (readonly [provider: ProcessCost, terraform: ProcessCost])[] = [];

  private constructor(
    private readonly count: number,
    private readonly on: Seeded,
  ) {}

  static async create(count: number): Promise<GrowthRun> {
    return new GrowthRun(count, await seeded(count));
  }

  async plan(): Promise<void> {
    const executable = join(providerFolder, "terraform-provider-prefect");
    const [provider, terraform] = await processCosts([executable, terraformExecutable], () =>
      emptyPlan(this.on.workspace),
    );
    if (provider !== undefined && terraform !== undefined) this.costs.push([provider, terraform]);
  }

  /** @param plan the seconds that a plan takes */
  async result(plan: number): Promise<Grown> {
    const { server, workspace } = this.on;
    const proxy = await startCountingProxy(server.apiUrl);
    try {
      workspace.env.PREFECT_API_URL = proxy.apiUrl;
      await emptyPlan(workspace);
      const requests = [...proxy.requests];
      const reads = await seconds(() => bareLoop(server.apiUrl, requests));
      return {
        count: this.count,
        plan,
        reads,
        provider: median(this.costs.map(([provider]) => provider.cpu)),
        terraform: median(this.costs.map(([, terraform]) => terraform.cpu)),
        peak: median(this.costs.map(([provider]) => provider.peak)),
        requests: requests.length,
        repeated: repeated(requests),
      };
    } finally {
      await proxy.stop();
    }
  }

  stop(): Promise<void> {
    return this.on.stop();
  }
}
