import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { startCountingProxy } from "../support/counting-proxy";
import { summary } from "../support/plan-summary";
import { type PrefectServer, startPrefectServer } from "../support/prefect-server";
import { uniqueName } from "../support/shared-server";
import { temporaryWorkspace } from "../support/temporary-workspace";
import { few, objects } from "./support/objects";
import { isRunning, providersOf, startApply, startTerraform, until } from "./support/terraform-run";

const minutes = Number(process.env.MINUTES ?? 30);

let server: PrefectServer;
let temporary: string;

beforeAll(async () => {
  server = await startPrefectServer();
  temporary = mkdtempSync(join(tmpdir(), "left-behind-"));
});

afterAll(async () => {
  await server?.stop();
  rmSync(temporary, { recursive: true, force: true });
});

interface Burden {
  readonly megabytes: number;
  /** Open files, sockets included. */
  readonly files: number;
  readonly sockets: number;
}

/** What a process has of memory and files. */
function burdenOf(pid: number): Burden {
  const [, pages] = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ");
  const names = readdirSync(`/proc/${pid}/fd`);
  const sockets = readFileSync(`/proc/${pid}/net/unix`, "utf8");
  return {
    megabytes: (Number(pages) * 4096) / 1e6,
    files: names.length,
    sockets: sockets.split("\n").filter((line) => line.includes(temporary)).length,
  };
}

const middle = (numbers: readonly number[]): number =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;

/** Fewer rounds than this say nothing of growth. */
const fewestRounds = 12;

/** Who is killed. */
const kills: readonly (readonly [string, { readonly terraform: boolean; readonly provider: boolean }])[] = [
  ["the provider", { terraform: false, provider: true }],
  ["terraform", { terraform: true, provider: false }],
  ["both", { terraform: true, provider: true }],
];

/** A folder for Terraform behind a proxy, and what the folder for temporary files has in it. */
async function watched() {
  const proxy = await startCountingProxy(server.apiUrl);
  onTestFinished(() => proxy.stop());
  const env = { ...server.env, PREFECT_API_URL: proxy.apiUrl, TMPDIR: temporary };
  const terraform = await temporaryWorkspace({ env, providerStartedBy: "terraform" });
  return { terraform, proxy, before: readdirSync(temporary).sort() };
}

describe("nothing grows and nothing stays behind:", () => {
  it(`plan and apply in a loop (MINUTES=${minutes}), one provider process for all`, {
    timeout: minutes * 60_000 + 900_000,
  }, async () => {
    const env = { ...server.env, TMPDIR: temporary };
    const attached = await temporaryWorkspace({ env });
    const prefix = uniqueName("loop");
    const code = (round: number) => objects(prefix, few).replaceAll('"value ', `"round ${round} `);
    const { TF_REATTACH_PROVIDERS: reattach = "" } = await attached.environment();
    const pid = Number(/"Pid":(\d+)/.exec(reattach)?.[1]);
    const entriesBefore = readdirSync(temporary).sort();
    const burdens: Burden[] = [];
    const end = Date.now() + minutes * 60_000;
    for (let round = 1; Date.now() < end || round <= fewestRounds; round += 1) {
      await attached.write(code(round));
      await attached.apply();
      expect(summary(await attached.plan())).toEqual({});
      expect(readdirSync(temporary).sort()).toEqual(entriesBefore);
      burdens.push(burdenOf(pid));
    }
    // The first rounds fill caches and the heap.
    const quarter = Math.floor(burdens.length / 4);
    const early = burdens.slice(quarter, 2 * quarter);
    const late = burdens.slice(-quarter);
    const of = (all: readonly Burden[], name: keyof Burden) => middle(all.map((one) => one[name]));
    console.log(
      `${burdens.length} rounds: memory ${of(early, "megabytes").toFixed(0)} MB, then ${of(late, "megabytes").toFixed(0)} MB; ` +
        `files ${of(early, "files")}, then ${of(late, "files")}; sockets ${of(early, "sockets")}, then ${of(late, "sockets")}`,
    );
    expect(of(late, "sockets")).toBe(of(early, "sockets"));
    // Connections of the last few commands are still open: how many commands these are is for the machine to say.
    expect(of(late, "files")).toBeLessThanOrEqual(of(early, "files") * 1.25 + 10);
    expect(of(late, "megabytes")).toBeLessThanOrEqual(of(early, "megabytes") * 1.25 + 20);
    await attached.destroy();
  });

  it("a command that ends as it should: no process, socket or file is left", async () => {
    const { terraform, before } = await watched();
    await terraform.write(objects(uniqueName("left"), few));
    const run = startTerraform(terraform, ["plan"]);
    expect((await run.ended).code).toBe(0);
    await until("the end of the providers", () => providersOf(run).length === 0);
    expect(readdirSync(temporary).sort()).toEqual(before);
  });

  it.each(kills)(
    "%s, killed in an apply (SIGKILL): no process, socket or file is left",
    async (_, isKilled) => {
      const { terraform, before, proxy } = await watched();
      await terraform.write(objects(uniqueName("killed"), few));
      let providers: number[] = [];
      const run = startApply(terraform);
      const act = () => {
        providers = providersOf(run);
        if (isKilled.terraform) run.process.kill("SIGKILL");
        if (isKilled.provider) for (const pid of providers) process.kill(pid, "SIGKILL");
      };
      proxy.inject({
        method: "POST",
        path: "/api/flows/",
        effect: { kind: "meanwhile", when: "before", act },
      });
      expect((await run.ended).code).toBe(isKilled.terraform ? null : 1);
      expect(providers.length).toBeGreaterThan(0);
      await until("the end of the providers", () => !providers.some(isRunning));
      expect(readdirSync(temporary).sort()).toEqual(before);
      await terraform.destroy();
    },
  );
});
