import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { allCleared, eachCleared } from "../fuzz/clear-fields";
import { type Blocks, randomConfiguration } from "../fuzz/random-configuration";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";
import type { Plan, Values } from "./support/terraform-output";

/** FUZZ_SEED and FUZZ_CONFIGURATIONS: `make fuzz` sets them. */
const seed = Number(process.env.FUZZ_SEED || 1);
const count = Number(process.env.FUZZ_CONFIGURATIONS || 2);
/** Without them there is time for a part only. */
const isThorough = process.env.FUZZ_CONFIGURATIONS !== undefined;

let server: SharedServer;

beforeAll(async () => {
  server = await sharedServer();
});

const changesOf = (plan: Plan): readonly string[] =>
  plan.changes.map(({ address, actions, before, after }) => {
    const different = Object.keys({ ...before, ...after }).flatMap((name) => {
      const [was, becomes] = [before?.[name], after?.[name]].map((value) => JSON.stringify(value));
      return was === becomes ? [] : [`${name} from ${was} to ${becomes}`];
    });
    return [`${address}: ${actions.join()}`, ...different].join("\n");
  });

/**
 * A state without what is another one for each object: ids, moments, the rank that a server gives work queues, and the
 * template of a work pool, which stays its type's once job variables were written into it.
 */
const contentOf = (state: Record<string, Values>): unknown =>
  JSON.parse(
    JSON.stringify(state, (name, value: unknown) => (name === "base_job_template" ? "{}" : value))
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<id>")
      .replaceAll(/"priority":\d+/g, '"priority":0')
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*(Z|\+00:00)/g, "<moment>"),
  );

it.each(Array.from({ length: count }, (_, index) => [seed + index, index] as const))(
  "applies, plans nothing, loses each attribute by itself and all at once, regains them, and goes: the configuration of seed %i",
  { timeout: isThorough ? 1_200_000 : 300_000 },
  async (one, index) => {
    const prefix = uniqueName("random");
    const [first, other] = fc.sample(randomConfiguration(prefix), { seed: one, numRuns: 2 });
    if (first === undefined || other === undefined) throw new Error("nothing was made");
    const terraform = await temporaryWorkspace({ server });
    const expectClean = async (resource: Blocks, stage: string) => {
      await terraform.writeJson({ resource });
      await terraform.apply().catch((error: unknown) => {
        throw new Error(`${stage}: ${String(error)}`, { cause: error });
      });
      expect(changesOf(await terraform.plan()), stage).toEqual([]);
    };
    const expectGone = async () => {
      await terraform.destroy();
      expect(await terraform.state()).toEqual({});
    };
    const rounds = eachCleared(first.resource);
    const isOneByOne = isThorough || index % 2 === 1;
    await expectClean(first.resource, "created");
    if (isOneByOne) {
      for (const [round, resource] of rounds.slice(0, isThorough ? undefined : 2).entries()) {
        await expectClean(resource, `one field of each cleared, round ${round}`);
      }
    }
    if (isThorough || !isOneByOne) {
      const cleared = allCleared(first.resource);
      await expectClean(cleared, "all fields cleared");
      const content = contentOf(await terraform.state());
      await expectClean(other.resource, "another configuration");
      if (isThorough) {
        await expectGone();
        await expectClean(cleared, "created without these fields");
        expect(contentOf(await terraform.state()), "cleared and never given").toEqual(content);
      }
    }
    await expectGone();
  },
);
