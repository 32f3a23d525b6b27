import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type CountingProxy, startCountingProxy } from "../support/counting-proxy";
import { type ServerOnDatabase, startServerOnDatabase } from "../support/server-on-database";
import { uniqueName } from "../support/shared-server";
import { signalGroup } from "../support/supervised-process";
import { temporaryWorkspace } from "../support/temporary-workspace";
import { chance } from "./support/chance";
import { expectConverged } from "./support/convergence";
import { few, hundred, objectCount, objects, type Size } from "./support/objects";
import { providersOf, startApply, type TerraformRun } from "./support/terraform-run";

const random = chance();
const below = (end: number): number => Math.floor(random() * end);

let server: ServerOnDatabase;
let proxy: CountingProxy;

beforeAll(async () => {
  server = await startServerOnDatabase();
  proxy = await startCountingProxy(server.apiUrl);
});

afterAll(async () => {
  await proxy?.stop();
  await server?.stop();
});

/** A configuration of that size under a new prefix, in a folder of its own. */
async function prepared(size: Size) {
  const prefix = uniqueName("fault");
  const terraform = await temporaryWorkspace({
    env: { PREFECT_API_URL: proxy.apiUrl },
    providerStartedBy: "terraform",
  });
  await terraform.write(objects(prefix, size));
  const isOurs = (name: string) => name.startsWith(prefix);
  return { terraform, isOurs };
}

/** Does something at a moment of the run: around the n-th of the requests that change something. */
function atWrite(n: number, act: (run: TerraformRun) => unknown, run: () => TerraformRun): string {
  const when = random() < 0.5 ? "before" : "after";
  const path = /^\/api\/(?!.*filter$)/;
  const effect = { kind: "meanwhile", when, act: () => act(run()) } as const;
  proxy.inject({ method: "POST", path, after: n, effect });
  return `${when} write ${n}`;
}

/** Applies, does `act` around the n-th write, and holds that the next apply converges. */
async function interrupt(size: Size, moments: number, act: (run: TerraformRun) => unknown) {
  for (let count = 1; count <= moments; count += 1) {
    const { terraform, isOurs } = await prepared(size);
    let run: TerraformRun | undefined;
    const moment = atWrite(
      below(objectCount(size) - 2),
      (current) => act(current),
      () => {
        if (run === undefined) throw new Error("not started");
        return run;
      },
    );
    run = startApply(terraform);
    const { code } = await run.ended;
    const found = await expectConverged(terraform, server.apiUrl, isOurs).catch((error: unknown) => {
      throw new Error(`moment ${count} (${moment}): ${String(error)}`, { cause: error });
    });
    console.log(`moment ${count} (${moment}): ended with ${code}, ${found} objects`);
    expect(found).toBe(objectCount(size));
    await terraform.destroy();
  }
}

describe("an apply that is interrupted is completed by the next one, nothing doubled, nothing orphaned:", () => {
  it("the provider killed at 20 random moments", async () => {
    await interrupt(few, 20, (run) => {
      for (const pid of providersOf(run)) process.kill(pid, "SIGKILL");
    });
  });

  it("terraform interrupted once (SIGINT)", async () => {
    await interrupt(few, 3, ({ process }) => signalGroup(Number(process.pid), "SIGINT"));
  });

  it("terraform interrupted twice (SIGINT)", async () => {
    await interrupt(few, 3, async ({ process }) => {
      signalGroup(Number(process.pid), "SIGINT");
      await new Promise((resolve) => setTimeout(resolve, 300));
      signalGroup(Number(process.pid), "SIGINT");
    });
  });

  it("terraform killed (SIGKILL)", async () => {
    await interrupt(few, 3, ({ process }) => process.kill("SIGKILL"));
  });

  it("the server killed and restarted in the middle of an apply of 100 objects", async () => {
    const { terraform, isOurs } = await prepared(hundred);
    onTestFinished(async () => {
      await terraform.destroy();
    });
    let restarted: Promise<void> = Promise.resolve();
    proxy.inject({
      method: "POST",
      path: /^\/api\/(?!.*filter$)/,
      after: 30 + below(40),
      effect: {
        kind: "meanwhile",
        when: "after",
        act: async () => {
          await server.kill();
          restarted = server.restart();
        },
      },
    });
    const { code, errors } = await startApply(terraform).ended;
    await restarted;
    console.log(`the apply ended with ${code}`, errors.map(({ detail }) => detail).slice(0, 3));
    expect(await expectConverged(terraform, server.apiUrl, isOurs)).toBe(100);
  });
});
