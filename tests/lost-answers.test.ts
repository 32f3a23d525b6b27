import { describe, expect, it, onTestFinished } from "vitest";
import { startCountingProxy } from "./support/counting-proxy";
import { quote, resourceBlock } from "./support/hcl";
import { summary } from "./support/plan-summary";
import { sharedServer, uniqueName } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";

const copies = 5;

describe("objects whose requests go wrong on the way", () => {
  it("are made once, changed and deleted, and planned with few requests (defect 3)", async () => {
    const { apiUrl } = await sharedServer();
    const proxy = await startCountingProxy(apiUrl);
    onTestFinished(() => proxy.stop());
    const terraform = await temporaryWorkspace({ env: { PREFECT_API_URL: proxy.apiUrl } });
    const prefix = uniqueName("lost");
    const many = `count = ${copies}\n  name = "${prefix}_\${count.index}"`;
    const code = (changed: Record<string, string>, queue: Record<string, string>) =>
      [
        `resource "prefect_flow" "many" {\n  ${many}\n}\n`,
        `resource "prefect_variable" "many" {\n  ${many}\n  value = count.index\n}\n`,
        `resource "prefect_work_pool" "many" {\n  ${many}\n}\n`,
        `resource "prefect_work_queue" "many" {\n  ${many}\n  work_pool_name = prefect_work_pool.p.name\n}\n`,
        resourceBlock("prefect_flow", "f", { name: quote(prefix), ...changed }),
        resourceBlock("prefect_variable", "v", { name: quote(prefix), value: "1", ...changed }),
        resourceBlock("prefect_work_pool", "p", { name: quote(prefix), ...queue }),
        resourceBlock("prefect_work_queue", "q", {
          name: '"q"',
          work_pool_name: "prefect_work_pool.p.name",
          ...queue,
        }),
      ].join("");

    const loseAnswer = { kind: "lose-answer" } as const;
    const busy = {
      kind: "answer",
      status: 503,
      body: '{"exception_message":"Service Unavailable"}',
    } as const;
    const creations = ["/api/flows/", "/api/variables/", "/api/work_pools/", /\/queues$/];
    for (const path of creations) {
      proxy.inject({ method: "POST", path, effect: busy });
      proxy.inject({ method: "POST", path, effect: loseAnswer, times: 2 });
    }
    await terraform.write(code({}, {}));
    expect(await terraform.apply()).toEqual([]);

    proxy.reset();
    expect(summary(await terraform.plan())).toEqual({});
    // Reads of the six objects of each kind are gathered; how many come together is for the machine to say.
    for (const [request, count] of Object.entries(proxy.counts())) {
      expect(count, request).toBeLessThanOrEqual(copies);
    }

    for (const path of [
      /\/flows\/[^/]+$/,
      /\/variables\/[^/]+$/,
      /\/work_pools\/[^/]+$/,
      /\/queues\/[^/]+$/,
    ]) {
      proxy.inject({ method: "PATCH", path, effect: loseAnswer });
      proxy.inject({ method: "DELETE", path, effect: loseAnswer });
    }
    await terraform.write(code({ tags: '["t"]' }, { description: '"d"' }));
    await terraform.apply();
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.destroy();
    expect(await terraform.state()).toEqual({});
  });

  it("and have no name of their own are found again by the next apply, which takes none of another resource", async () => {
    const server = await sharedServer();
    const terraform = await temporaryWorkspace({ server });
    const name = uniqueName("alike");
    const automation = (label: string, threshold: number) =>
      resourceBlock("prefect_automation", label, {
        name: quote(name),
        trigger: `{ event = { posture = "Reactive", expect = ["test.never"], threshold = ${threshold} } }`,
        actions: '[{ type = "do-nothing" }]',
      });
    const ids = async () =>
      Object.fromEntries(
        Object.entries(await terraform.state()).map(([address, { id }]) => [address.split(".")[1], id]),
      );
    await terraform.write(automation("a", 1) + automation("b", 1) + automation("c", 2));
    await terraform.apply();
    const before = await ids();
    expect(new Set(Object.values(before)).size).toBe(3);
    // As after an apply that was killed before its state was saved.
    await terraform.forget("prefect_automation.b", "prefect_automation.c");
    await terraform.apply();
    expect(await ids()).toEqual(before);

    // `d` is to be just what `a` is until this very apply.
    await terraform.write(automation("a", 3) + automation("b", 4) + automation("c", 2) + automation("d", 1));
    await terraform.apply();
    const { d, ...others } = await ids();
    expect(others).toEqual(before);
    expect(Object.values(before)).not.toContain(d);
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.destroy();
  });
});
