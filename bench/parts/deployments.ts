import { join } from "node:path";
import { type ProxiedRequest, startCountingProxy } from "../../tests/support/counting-proxy";
import { startPrefectServer } from "../../tests/support/prefect-server";
import { providerFolder } from "../../tests/support/project-paths";
import { terraformExecutable, Workspace } from "../../tests/support/terraform";
import { bareLoop } from "../bare-loop";
import { deployments, thingsInPlaceOf } from "../configurations";
import { findPeer, own, ownNoop, still } from "../contenders";
import { fewestRequests } from "../fewest-requests";
import { type Figures, figures, type Point } from "../figures";
import { NothingRun } from "../nothing-run";
import { emptyPlan, measured } from "../plans";
import { processCosts } from "../process-cost";
import { isWrite, repeated } from "../requests";
import { rounds, seconds } from "../rounds";

/** Deployments with a schedule each on a fresh server: apply, plans without a change, destroy. */
export async function deploymentsPart(count: number): Promise<Figures> {
  const nothing = await NothingRun.create(await ownNoop(), thingsInPlaceOf(count));
  const { folder: stillFolder } = await still();
  try {
    const measure = (folder: string) => measureOn({ folder, stillFolder, count, nothing });
    const mine = await measure(providerFolder);
    const peer = await findPeer();
    const others = peer === undefined ? [] : [[peer.name, await measure(peer.folder)] as const];
    const all = [[own, mine] as const, ...others];
    return figures({
      tables: [
        {
          title: `${count} deployments with a schedule each, SQLite`,
          header: [
            "",
            "apply, s",
            "plan, s",
            "its requests",
            "its reads alone, s",
            "its objects, nothing asked, s",
            "do-nothing plan, s",
            "destroy, s",
          ],
          rows: all.map(([name, { apply, plan, requests, reads, floor, nothing, destroy }]) => [
            name,
            apply.seconds.toFixed(2),
            plan.toFixed(2),
            String(requests.length),
            ...[reads, floor, nothing, destroy.seconds].map((value) => value.toFixed(2)),
          ]),
          note:
            "A do-nothing plan has as many resources, with two attributes each. Its objects, nothing asked: the same " +
            "configuration and state, by a provider that takes each object for what the state says. What the second " +
            "takes longer is Terraform's own work on attributes.",
        },
        {
          title: "Processor seconds of it",
          header: ["", "apply: Terraform", "the provider", "destroy: Terraform", "the provider"],
          rows: all.map(([name, { apply, destroy }]) => [
            name,
            ...[apply.terraform, apply.provider, destroy.terraform, destroy.provider].map((value) =>
              value.toFixed(1),
            ),
          ]),
          note: "Terraform writes its whole state file anew after each object: its part grows with the square of their number.",
        },
      ],
      limits: [
        {
          what: "plan, of the do-nothing plan and 1.2 times its reads",
          measured: mine.plan / (mine.nothing + 1.2 * mine.reads),
          atMost: 1,
        },
        {
          what: "plan, of one that asks nothing and 1.2 times its reads",
          measured: mine.plan / (mine.floor + 1.2 * mine.reads),
          atMost: 1,
        },
        { what: "requests of a plan", measured: mine.requests.length, atMost: count / 8 },
        { what: "of these made twice", measured: repeated(mine.requests), atMost: 0 },
      ],
      counts: { [`writes of an apply of ${count} deployments`]: mine.writes },
      points: points(count, mine),
    });
  } finally {
    await nothing.remove();
  }
}

interface Costs {
  readonly seconds: number;
  /** Processor seconds of Terraform itself. */
  readonly terraform: number;
  /** Processor seconds of the provider. */
  readonly provider: number;
}

async function costs(folder: string, action: () => Promise<unknown>): Promise<Costs> {
  const programs = [terraformExecutable, join(folder, "terraform-provider-prefect")];
  let taken = 0;
  const [terraform, provider] = await processCosts(programs, async () => {
    taken = await seconds(action);
  });
  return { seconds: taken, terraform: terraform?.cpu ?? 0, provider: provider?.cpu ?? 0 };
}

interface Measured {
  readonly apply: Costs;
  readonly plan: number;
  readonly reads: number;
  /** A plan of the same objects by a provider that asks nobody. */
  readonly floor: number;
  /** A plan of as many objects with two attributes each. */
  readonly nothing: number;
  readonly destroy: Costs;
  /** Of the plan that needed the fewest: which reads go together depends on the moment at which each is asked for. */
  readonly requests: readonly ProxiedRequest[];
  readonly writes: number;
}

interface Setting {
  readonly folder: string;
  readonly stillFolder: string;
  readonly count: number;
  readonly nothing: NothingRun;
}

async function measureOn({ folder, stillFolder, count, nothing }: Setting): Promise<Measured> {
  // Measured less often: each takes so long that a busy moment is a small part of it.
  const large = count > 500;
  const server = await startPrefectServer();
  const proxy = await startCountingProxy(server.apiUrl);
  const workspace = await Workspace.create({
    server,
    providerFolder: folder,
    providerStartedBy: "terraform",
    env: measured,
  });
  const planBy = (provider: string) => async () => {
    await workspace.useProvider(provider);
    await emptyPlan(workspace);
  };
  const direct = workspace.env.PREFECT_API_URL ?? server.apiUrl;
  try {
    await workspace.writeJson(deployments(count));
    workspace.env.PREFECT_API_URL = proxy.apiUrl;
    await workspace.apply();
    const writes = proxy.requests.filter(isWrite).length;
    const requests = await fewestRequests(workspace, proxy, large ? 1 : 3);
    workspace.env.PREFECT_API_URL = direct;
    const [plan = 0, reads = 0, floor = 0, least = 0] = await rounds(large ? 3 : 7, [
      planBy(folder),
      () => bareLoop(server.apiUrl, requests),
      planBy(stillFolder),
      () => nothing.plan(),
    ]);
    await workspace.useProvider(folder);
    const destroy = await costs(folder, () => workspace.destroy());
    const apply = await costs(folder, () => workspace.apply());
    return { apply, plan, reads, floor, nothing: least, destroy, requests, writes };
  } finally {
    await workspace.remove();
    await proxy.stop();
    await server.stop();
  }
}

function points(objects: number, { apply, plan, reads, destroy }: Measured): Point[] {
  const all = { apply: apply.seconds, plan, "reads of a plan alone": reads, destroy: destroy.seconds };
  return Object.entries(all).map(([series, taken]) => ({
    series,
    objects,
    millisecondsEach: (taken * 1000) / objects,
  }));
}
