import { beforeAll, describe, expect, it } from "vitest";
import { jsonString, quote, resourceBlocks } from "./support/hcl";
import { summary } from "./support/plan-summary";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";

let server: SharedServer;
let api: PrefectApi;

beforeAll(async () => {
  server = await sharedServer();
  api = prefectApi(server.apiUrl);
});

type Template = { variables: { properties: Record<string, { default?: unknown }> } };

describe("job_variables of a work pool", () => {
  it("are written into the template of the type, healed, taken back, and leave the rest alone", async () => {
    const prefix = uniqueName("defaults");
    const terraform = await temporaryWorkspace({ server });
    const pools = (blocks: Record<string, Record<string, string>>) =>
      resourceBlocks("prefect_work_pool", (label) => ({ name: quote(`${prefix}-${label}`) }), blocks);
    const path = `/work_pools/${prefix}-k`;
    const templateOf = async (): Promise<Template> =>
      JSON.parse((await api.call("GET", path)).text).base_job_template;
    const defaults = async () => {
      const { properties } = (await templateOf()).variables;
      return Object.fromEntries(
        ["image", "namespace", "finished_job_ttl"].map((name) => [name, properties[name]?.default]),
      );
    };
    const view = (await api.call("GET", "/collections/views/aggregate-worker-metadata")).object();
    const standard = JSON.parse(JSON.stringify(view["prefect-kubernetes"])).kubernetes
      .default_base_job_configuration;

    const k8s = { type: '"kubernetes"' };
    await terraform.write(
      pools({ k: { ...k8s, job_variables: jsonString({ image: "a:1", namespace: "x" }) } }),
    );
    await terraform.apply();
    expect(await defaults()).toEqual({ image: "a:1", namespace: "x" });
    expect(summary(await terraform.plan())).toEqual({});

    const drifted = await templateOf();
    Object.assign(drifted.variables.properties.image ?? {}, { default: "b:2" });
    Object.assign(drifted.variables.properties.finished_job_ttl ?? {}, { default: 60 });
    await api.call("PATCH", path, { base_job_template: drifted });
    expect(summary(await terraform.plan())).toEqual({
      "prefect_work_pool.k": "update: base_job_template? job_variables updated?",
    });
    await terraform.applyPlanned();
    expect(await defaults()).toEqual({ image: "a:1", namespace: "x", finished_job_ttl: 60 });

    await terraform.write(pools({ k: { ...k8s, job_variables: jsonString({ image: "c:3" }) } }));
    await terraform.apply();
    expect(await defaults()).toEqual({ image: "c:3", namespace: "default", finished_job_ttl: 60 });
    await api.call("PATCH", path, { base_job_template: standard });
    await terraform.write(pools({ k: k8s }));
    await terraform.apply();
    expect(await templateOf()).toEqual(standard);
    expect(summary(await terraform.plan())).toEqual({});

    const refused = {
      strange: { ...k8s, job_variables: jsonString({ imaeg: "a" }) },
      typed: { ...k8s, job_variables: jsonString({ finished_job_ttl: "secret" }) },
      untyped: { type: '"own"', job_variables: jsonString({ image: "a" }) },
      both: { ...k8s, base_job_template: jsonString({}), job_variables: jsonString({ image: "a" }) },
    };
    for (const [label, block] of Object.entries(refused)) {
      await terraform.write(pools({ [label]: block }));
      const [error, ...more] = await terraform.planErrors();
      expect(more).toEqual([]);
      expect({ ...error, detail: error?.detail ?? "" }).toMatchObject({
        detail: expect.stringMatching(
          { strange: /no "imaeg".*"?image/, typed: /"finished_job_ttl"/, untyped: /"own"/, both: /./ }[
            label
          ] ?? /^$/,
        ),
      });
      expect(error?.detail).not.toContain("secret");
    }
    await terraform.write("");
    await terraform.destroy();
  });
});
