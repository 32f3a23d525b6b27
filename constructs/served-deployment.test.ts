import { TerraformStack, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { PrefectProvider } from "./prefect-provider";
import { ServedDeployment, type ServedDeploymentProps } from "./served-deployment";
import { Trigger } from "./trigger";

const flow = "123e4567-e89b-12d3-a456-426614174000";

function synthesized(props: Partial<ServedDeploymentProps>) {
  const stack = new TerraformStack(Testing.app(), "stack");
  new PrefectProvider(stack, "prefect", { fromRegistry: true });
  const served = new ServedDeployment(stack, "served", { name: "served", flow, ...props });
  served.triggeredBy(Trigger.event({ expect: ["test.never"] }));
  served.after(flow);
  return JSON.parse(Testing.synth(stack)).resource;
}

describe("ServedDeployment", () => {
  it("leaves it to the process whether it is paused, and has no work pool", () => {
    const { served } = synthesized({}).prefect_deployment;
    expect(served).toEqual({
      flow_id: flow,
      name: "served",
      path: ".",
      lifecycle: { ignore_changes: ["paused"] },
    });
  });

  it.each([
    [["tags"], ["tags", "paused"]],
    ["all", "all"],
  ] as const)("keeps what else is to be ignored: %s", (ignoreChanges, ignored) => {
    const lifecycle = { ignoreChanges: ignoreChanges === "all" ? ignoreChanges : [...ignoreChanges] };
    const { served } = synthesized({ path: "/srv", lifecycle }).prefect_deployment;
    expect(served).toMatchObject({ path: "/srv", lifecycle: { ignore_changes: ignored } });
  });

  it("has automations that do not belong to it", () => {
    for (const automation of Object.values(synthesized({}).prefect_automation)) {
      expect(automation).not.toHaveProperty("owner_resource");
    }
  });
});
