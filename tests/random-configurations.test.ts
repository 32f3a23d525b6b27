import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { cleared, randomConfiguration } from "../fuzz/random-configuration";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";
import type { Plan } from "./support/terraform-output";

/** FUZZ_SEED and FUZZ_CONFIGURATIONS: `make fuzz` sets them. */
const seed = Number(process.env.FUZZ_SEED || 1);
const count = Number(process.env.FUZZ_CONFIGURATIONS || 2);

let server: SharedServer;

beforeAll(async () => {
  server = await sharedServer();
});

const changesOf = (plan: Plan): readonly string[] =>
  plan.changes.map(({ address, actions, before, after }) => {
    const names = Object.keys({ ...before, ...after });
    const different = names.filter(
      (name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]),
    );
    return `${address}: ${actions.join()}: ${different.join()}`;
  });

it.each(Array.from({ length: count }, (_, index) => seed + index))(
  "applies, plans nothing, loses and regains each attribute, and goes: the configuration of seed %i",
  { timeout: 300_000 },
  async (one) => {
    const prefix = uniqueName("random");
    const [configuration, other] = fc.sample(randomConfiguration(prefix), { seed: one, numRuns: 2 });
    if (configuration === undefined || other === undefined) throw new Error("nothing was made");
    const terraform = await temporaryWorkspace({ server });
    for (const { resource } of [configuration, cleared(configuration), other]) {
      await terraform.writeJson({ resource });
      await terraform.apply();
      expect(changesOf(await terraform.plan())).toEqual([]);
    }
    await terraform.destroy();
    expect(await terraform.state()).toEqual({});
  },
);
