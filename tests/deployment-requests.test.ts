import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CountingProxy, startCountingProxy } from "./support/counting-proxy";
import { type PrefectApi, prefectApi } from "./support/prefect-api";
import { deploymentsOf, type Made, makeFlow } from "./support/prefect-objects";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";
import { Workspace } from "./support/terraform";
import type { Values } from "./support/terraform-output";

const many = 30;

describe("requests for deployments with a schedule each", () => {
  let server: SharedServer;
  let api: PrefectApi;
  let proxy: CountingProxy;
  let flow: Made;
  let workspace: Workspace;

  const write = (deployment: Values, schedule: Values) =>
    workspace.writeJson({
      resource: {
        prefect_deployment: {
          many: { count: many, name: `d\${count.index}`, flow_id: flow.id, ...deployment },
        },
        prefect_deployment_schedule: {
          many: { count: many, deployment_id: "${prefect_deployment.many[count.index].id}", ...schedule },
        },
      },
    });

  /** How many requests of each method, and of all. */
  const counted = () => {
    const counts: Record<string, number> = {};
    for (const { method, path } of proxy.requests) {
      const kind = method === "POST" && /\/filter$/.test(path) ? "read" : method;
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    return counts;
  };
  const answered = () => proxy.requests.filter(({ wasBusy }) => !wasBusy);

  beforeAll(async () => {
    server = await sharedServer();
    api = prefectApi(server.apiUrl);
    proxy = await startCountingProxy(server.apiUrl);
    flow = await makeFlow(api);
    workspace = await Workspace.create({ server, env: { PREFECT_API_URL: proxy.apiUrl } });
    await write({ tags: ["a"] }, { cron: "@daily" });
    await workspace.apply();
  });

  afterAll(async () => {
    await api.call("DELETE", `/flows/${flow.id}`);
    await workspace.remove();
    await proxy.stop();
  });

  it("are gathered: a plan without change takes a few", async () => {
    proxy.reset();
    const { changes } = await workspace.plan();
    expect(changes).toEqual([]);
    // Of an older server it may ask for the version.
    expect(Object.keys(counted()).filter((kind) => kind !== "GET")).toEqual(["read"]);
    // How many reads come together is for the machine to say: `make bench` counts them.
    expect(answered().length).toBeLessThan(many);
  });

  it("show what others have changed and deleted, wherever it was read", async () => {
    const made = await deploymentsOf(api, flow);
    // Those that are asked for first, and those that are read ahead: which is which is for Terraform to say.
    for (const index of [0, 7, 14, 21, 28]) {
      await api.call("PATCH", `/deployments/${made[`d${index}`]?.id}`, { tags: ["by hand"] });
      await api.call("DELETE", `/deployments/${made[`d${index + 1}`]?.id}`);
    }
    const { changes } = await workspace.plan();
    const changed = (action: string) =>
      changes
        .filter(({ actions, address }) => actions.join() === action && /_deployment\.many/.test(address))
        .map(({ address }) => Number(/\d+/.exec(address)?.[0]))
        .sort((one, other) => one - other);
    expect(changed("update")).toEqual([0, 7, 14, 21, 28]);
    expect(changed("create")).toEqual([1, 8, 15, 22, 29]);
    await workspace.apply();
    expect((await workspace.plan()).changes).toEqual([]);
  });

  it("are one PATCH and at most one read for each update", async () => {
    await write({ tags: ["b"] }, { cron: "@daily" });
    await workspace.plan();
    proxy.reset();
    await workspace.applyPlanned();
    const requests = answered();
    expect(requests.filter(({ method }) => method === "PATCH")).toHaveLength(many);
    expect(requests.length).toBeLessThanOrEqual(2 * many);
    await write({ tags: ["b"] }, { cron: "@hourly" });
    await workspace.plan();
    proxy.reset();
    await workspace.applyPlanned();
    const ofSchedules = answered();
    expect(ofSchedules.filter(({ method }) => method === "PATCH")).toHaveLength(many);
    expect(ofSchedules.length).toBeLessThanOrEqual(2 * many);
  });

  it("name only what changes, and never post what exists", async () => {
    await write({ tags: ["b"], description: "d" }, { cron: "@hourly", active: false });
    proxy.reset();
    await workspace.apply();
    const writes = answered().filter(({ method, path }) => method !== "GET" && !/\/filter$/.test(path));
    const bodies = new Set(writes.map(({ method, body }) => `${method} ${body}`));
    expect([...bodies].sort()).toEqual([
      // A server takes missing parameters for none.
      'PATCH {"active":false,"parameters":{}}',
      'PATCH {"description":"d","enforce_parameter_schema":true}',
    ]);
  });

  it("are for a plan that knows how many deployments are declared: the process before it has told", async () => {
    const one = (index: number): [string, Values] => [
      `d${index}`,
      { name: `declared-${index}`, flow_id: flow.id },
    ];
    const declaring = await Workspace.create({ server, providerStartedBy: "terraform" });
    const data = join(declaring.folder, ".terraform");
    const told = () => (existsSync(data) ? readdirSync(data).filter((name) => /declared/.test(name)) : []);
    try {
      await declaring.writeJson({
        resource: {
          prefect_deployment: Object.fromEntries(Array.from({ length: 51 }, (_, index) => one(index))),
        },
      });
      const { code, stdout, stderr } = await declaring.run(["validate", "-no-color"]);
      expect(code, stdout + stderr).toBe(0);
      const [file = "none", ...others] = told();
      expect(others).toEqual([]);
      expect(readFileSync(join(data, file), "utf8")).toMatch(/^\d+ prefect_deployment 51$/);
      expect((await declaring.plan()).changes).toHaveLength(51);
      expect(told()).toEqual([]);
    } finally {
      await declaring.remove();
    }
  });

  it("for their flows as well: those that others have deleted are missed, wherever they were read", async () => {
    const flows = await Workspace.create({ server });
    try {
      const names = Array.from({ length: 24 }, () => uniqueName("flow"));
      const each = Object.fromEntries(names.map((name) => [name, { name }]));
      await flows.writeJson({ resource: { prefect_flow: each } });
      await flows.apply();
      expect((await flows.plan()).changes).toEqual([]);
      const gone = names.filter((_, index) => index % 7 === 0);
      const found = await api.call("POST", "/flows/filter", { flows: { name: { any_: gone } } });
      for (const { id } of found.list()) await api.call("DELETE", `/flows/${id}`);
      const { changes } = await flows.plan();
      expect(changes.map(({ address }) => address).sort()).toEqual(
        gone.map((name) => `prefect_flow.${name}`).sort(),
      );
      await flows.apply({ destroy: true });
    } finally {
      await flows.remove();
    }
  });

  it("are one for each deletion", async () => {
    proxy.reset();
    await workspace.apply({ destroy: true, args: ["-refresh=false"] });
    expect(answered().map(({ method }) => method)).toEqual(Array(2 * many).fill("DELETE"));
    expect(await deploymentsOf(api, flow)).toEqual({});
  });
});
