import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sourceAddress } from "../source-address";
import { sharedServer } from "./support/shared-server";
import { temporaryWorkspace } from "./support/temporary-workspace";

describe("what only Prefect Cloud has", () => {
  it("is known, and refused with what it needs, by validate, plan, refresh and import", async () => {
    const server = await sharedServer();
    const terraform = await temporaryWorkspace({ server });
    await terraform.write(`
resource "prefect_team" "data" {
  name        = "data"
  description = "Data engineers"
}
resource "prefect_resource_sla" "fast" {
  resource_id = "prefect.deployment.x"
  slas = [{ name = "fast", duration = 60 }]
}
data "prefect_workspace" "w" {
  handle = "w"
}
`);
    const errors = await terraform.planErrors();
    expect(errors.map(({ address, summary }) => `${address}: ${summary}`).sort()).toEqual([
      "data.prefect_workspace.w: prefect_workspace needs Prefect Cloud and the official provider",
      "prefect_resource_sla.fast: prefect_resource_sla needs Prefect Cloud and the official provider",
      "prefect_team.data: prefect_team needs Prefect Cloud and the official provider",
    ]);
    expect(errors[0]?.detail).toContain('source = "PrefectHQ/prefect"');
    await terraform.write('resource "prefect_webhook" "w" {\n  name = "w"\n  template = "{}"\n}\n');
    expect(await terraform.importError("prefect_webhook.w", "x")).toContain(
      "prefect_webhook needs Prefect Cloud",
    );

    await terraform.write("");
    const attributes = { id: "3f2c0a52-0000-4000-8000-000000000000", name: "old", template: "{}" };
    await writeFile(
      join(terraform.folder, "terraform.tfstate"),
      JSON.stringify({
        version: 4,
        serial: 1,
        lineage: "cloud",
        resources: [
          {
            mode: "managed",
            type: "prefect_webhook",
            name: "old",
            provider: `provider["${sourceAddress}"]`,
            instances: [{ schema_version: 1, attributes }],
          },
        ],
      }),
    );
    expect((await terraform.planErrors()).map(({ summary }) => summary)).toEqual([
      "prefect_webhook needs Prefect Cloud and the official provider",
    ]);
    await terraform.forget("prefect_webhook.old");
    expect(await readFile(join(terraform.folder, "terraform.tfstate"), "utf8")).not.toContain("webhook");
  });
});
