import { expect, it } from "vitest";
import { readPlanText, saysNoChanges } from "./plan-text";

const diff = `quickstart  Terraform used the selected providers to generate the following execution plan.
            Terraform will perform the following actions:
quickstart    \u001b[1m# prefect_deployment.hello (hello)\u001b[0m will be updated in-place
            \u001b[33m~\u001b[0m resource "prefect_deployment" "hello" {
                  ~ description            = "Changed by hand." -> "Says hello."
                    id                     = "7d"
                    name                   = "a = b"
                  ~ updated                = "2026-01-01T00:00:00Z" -> (known after apply)
                    # (12 unchanged attributes hidden)
                }
            Plan: 0 to add, 1 to change, 0 to destroy.`;

it("reads the changed attributes and resources of a plan", () => {
  expect(readPlanText(diff)).toEqual({
    attributes: ["description", "updated"],
    resources: ["prefect_deployment.hello"],
  });
  expect(saysNoChanges(diff)).toBe(false);
});

it("knows a plan without changes", () => {
  const output = "quickstart  \u001b[32mNo changes.\u001b[0m Your infrastructure matches the configuration.";
  expect(readPlanText(output)).toEqual({ attributes: [], resources: [] });
  expect(saysNoChanges(output)).toBe(true);
});
