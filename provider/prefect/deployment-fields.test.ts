import { describe, expect, it } from "vitest";
import { unknown } from "../cty/unknown";
import { creationBody, updateBodies } from "./deployment-fields";
import type { DeploymentPlan } from "./deployment-schema";

const id = "123e4567-e89b-12d3-a456-426614174000";
const other = "223e4567-e89b-12d3-a456-426614174000";

/** A plan to create a deployment of which code says nothing but its name and flow. */
const minimal: DeploymentPlan = {
  id: unknown,
  created: unknown,
  updated: unknown,
  account_id: null,
  workspace_id: null,
  name: "nightly",
  flow_id: id,
  description: null,
  version: null,
  version_info: null,
  tags: [],
  labels: unknown,
  paused: false,
  parameters: "{}",
  parameter_openapi_schema: "{}",
  enforce_parameter_schema: true,
  job_variables: "{}",
  job_variables_wo: null,
  job_variables_wo_version: null,
  work_pool_name: null,
  work_queue_name: unknown,
  entrypoint: null,
  path: null,
  pull_steps: [],
  schedules: null,
  concurrency_limit: null,
  concurrency_options: null,
  global_concurrency_limit_id: null,
  storage_document_id: null,
  infrastructure_document_id: null,
  on_conflict: null,
};

const free = { concurrency_limit: null, global_concurrency_limit_id: null };

const bodies = (plan: Partial<DeploymentPlan>, prior: Partial<typeof free> | object = {}) =>
  updateBodies({ ...minimal, ...plan }, { ...free, ...prior }, new Set(Object.keys(plan)));

describe("creationBody", () => {
  it("always says whether parameters are enforced, and no null that a server refuses", () => {
    const body = creationBody(minimal);
    expect(body).toMatchObject({
      name: "nightly",
      flow_id: id,
      enforce_parameter_schema: true,
      tags: [],
      parameters: {},
      job_variables: {},
      pull_steps: [],
      paused: false,
    });
    for (const field of ["schedules", "labels", "concurrency_limit", "version_info"]) {
      expect(body).not.toHaveProperty(field);
    }
  });

  it("leaves the pool to the server where code names a queue alone", () => {
    const body = creationBody({ ...minimal, work_pool_name: unknown, work_queue_name: "q" });
    expect(body).toMatchObject({ work_queue_name: "q" });
    expect(body).not.toHaveProperty("work_pool_name");
  });
});

describe("updateBodies", () => {
  it("sends what changes and nothing else", () => {
    expect(bodies({})).toEqual([]);
    expect(bodies({ description: "" })).toEqual([{ description: null, enforce_parameter_schema: true }]);
    expect(bodies({ tags: ["a"], version: "1" })).toEqual([
      { tags: ["a"], version: "1", enforce_parameter_schema: true },
    ]);
    expect(bodies({ schedules: [], labels: {}, on_conflict: "adopt" })).toEqual([]);
  });

  it("sends that parameters are not enforced any more, alone if need be", () => {
    expect(bodies({ enforce_parameter_schema: false })).toEqual([{ enforce_parameter_schema: false }]);
  });

  it("sends pool and queue together", () => {
    expect(
      updateBodies(
        { ...minimal, work_pool_name: "p", work_queue_name: "q" },
        free,
        new Set(["work_queue_name"]),
      ),
    ).toMatchObject([{ work_pool_name: "p", work_queue_name: "q" }]);
    expect(bodies({ work_pool_name: "" })).toMatchObject([{ work_pool_name: null, work_queue_name: null }]);
    expect(bodies({ work_pool_name: "p" })).toMatchObject([{ work_pool_name: "p", work_queue_name: null }]);
  });

  const own = { concurrency_limit: 2 };
  const shared = { global_concurrency_limit_id: id };
  const enforce_parameter_schema = true;

  it.each([
    ["its own for another number", own, { concurrency_limit: 3 }, [{ concurrency_limit: 3 }]],
    ["its own for none", own, { concurrency_limit: null }, [{ concurrency_limit: null }]],
    [
      "a shared one for none",
      shared,
      { global_concurrency_limit_id: null },
      [{ global_concurrency_limit_id: null }],
    ],
    [
      "a shared one for another",
      shared,
      { global_concurrency_limit_id: other },
      [{ global_concurrency_limit_id: other }],
    ],
    [
      "its own for a shared one",
      own,
      { concurrency_limit: null, global_concurrency_limit_id: id },
      [{ concurrency_limit: null }, { global_concurrency_limit_id: id }],
    ],
    [
      "a shared one for its own",
      shared,
      { concurrency_limit: 2, global_concurrency_limit_id: null },
      [{ global_concurrency_limit_id: null }, { concurrency_limit: 2 }],
    ],
    [
      "a shared one for its own, when it is taken over with all that is planned",
      shared,
      { concurrency_limit: null, global_concurrency_limit_id: null },
      [{ global_concurrency_limit_id: null }],
    ],
    ["none for none", {}, { concurrency_limit: null, global_concurrency_limit_id: null }, []],
  ])("exchanges %s", (_, prior, plan, sent) => {
    expect(bodies(plan, prior)).toEqual(sent.map((one) => ({ ...one, enforce_parameter_schema })));
  });

  it("sends everything else before a limit is put on", () => {
    const plan = { concurrency_limit: null, global_concurrency_limit_id: id, tags: ["a"] };
    expect(bodies(plan, own)).toEqual([
      { tags: ["a"], concurrency_limit: null, enforce_parameter_schema },
      { global_concurrency_limit_id: id, enforce_parameter_schema },
    ]);
  });
});
