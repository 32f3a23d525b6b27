import { expect, it } from "vitest";
import { flowRunAddress } from "./flow-run-address";

it.each([
  ["http://127.0.0.1:4200/api", undefined, "http://127.0.0.1:4200"],
  ["https://host/prefix/api", "", "https://host/prefix"],
  [
    "https://api.prefect.cloud/api/accounts/a/workspaces/w",
    undefined,
    "https://app.prefect.cloud/account/a/workspace/w",
  ],
  ["http://127.0.0.1:4200/api", "https://user:password@pages.example.com/", "https://pages.example.com"],
])("%s, PREFECT_UI_URL %j: %s", (address, set, pages) => {
  expect(flowRunAddress(address, "1", { PREFECT_UI_URL: set })).toBe(`${pages}/runs/flow-run/1`);
});
