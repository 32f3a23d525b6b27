import { expect, test } from "vitest";
import { allCleared, eachCleared, fieldsToClear } from "./clear-fields";

const deployment = {
  name: "d",
  flow_id: "f",
  work_pool_name: "p",
  job_variables: "{}",
  tags: ["a"],
  schedules: [{ cron: "@daily", slug: "s", timezone: "UTC", parameters: '{"name": 1}' }],
};
const resource = {
  prefect_deployment: { r: deployment },
  prefect_block: { r: { name: "b", type_slug: "webhook", data: "{}" } },
};

test("fields are those that may be left out, nested ones too", () => {
  expect(fieldsToClear("prefect_deployment", deployment)).toEqual([
    ["work_pool_name"],
    ["job_variables"],
    ["tags"],
    ["schedules"],
    ["schedules", 0, "timezone"],
    ["schedules", 0, "parameters"],
  ]);
  expect(fieldsToClear("prefect_block", resource.prefect_block.r)).toEqual([]);
});

test("each field is left out once, with what is nothing without it", () => {
  const { work_pool_name: _pool, job_variables: _variables, ...withoutPool } = deployment;
  const { tags: _tags, ...withoutTags } = deployment;
  const [schedule] = deployment.schedules;
  const { timezone: _timezone, ...utc } = schedule ?? {};
  const rounds = eachCleared(resource).map(({ prefect_deployment: all }) => all?.r);
  expect(rounds).toHaveLength(6);
  expect(rounds[0]).toEqual(withoutPool);
  expect(rounds[2]).toEqual(withoutTags);
  expect(rounds[4]).toEqual({ ...deployment, schedules: [utc] });
});

test("all are left out at once", () => {
  expect(allCleared(resource)).toEqual({
    prefect_deployment: { r: { name: "d", flow_id: "f" } },
    prefect_block: resource.prefect_block,
  });
});
