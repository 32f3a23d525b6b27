import { expectTypeOf, it } from "vitest";
import type {
  Deployment,
  DeploymentCreate,
  FilterPath,
  FilterRow,
  Flow,
  IntervalScheduleCreate,
  JsonValue,
  PrefectClient,
  WorkQueue,
} from "./index";
import { unwrap } from "./index";

/** Checked by the compiler; nothing is called. */
const calls = (client: PrefectClient) => ({
  deployment: () => unwrap(client.GET("/deployments/{id}", { params: { path: { id: "" } } })),
  deployments: () => unwrap(client.POST("/deployments/filter", { body: { limit: 1, offset: 0 } })),
  gone: () => unwrap(client.DELETE("/flows/{id}", { params: { path: { id: "" } } })),
  queues: () =>
    client.listAll("/work_pools/{work_pool_name}/queues/filter", {
      params: { path: { work_pool_name: "" } },
      body: {},
    }),
});
type Calls = ReturnType<typeof calls>;

it("answers are typed", () => {
  expectTypeOf<Awaited<ReturnType<Calls["deployment"]>>>().toExtend<Deployment>();
  expectTypeOf<Awaited<ReturnType<Calls["deployments"]>>>().toExtend<Deployment[]>();
  expectTypeOf<Awaited<ReturnType<Calls["gone"]>>>().toEqualTypeOf<undefined>();
  expectTypeOf<Awaited<ReturnType<Calls["queues"]>>>().toEqualTypeOf<WorkQueue[]>();
  expectTypeOf<FilterRow<"/flows/filter">>().toEqualTypeOf<Flow>();
});

it("every property of an answer is there; free-form JSON is JSON", () => {
  expectTypeOf<Deployment["schedules"]>().toExtend<unknown[]>();
  expectTypeOf<Deployment["parameters"]>().toEqualTypeOf<{ [key: string]: JsonValue }>();
  expectTypeOf<undefined>().not.toExtend<Deployment["description"]>();
});

it("what has a default need not be sent; an interval may be seconds or a duration", () => {
  expectTypeOf<{ name: string; flow_id: string }>().toExtend<DeploymentCreate>();
  expectTypeOf<{ name: string }>().not.toExtend<DeploymentCreate>();
  expectTypeOf<IntervalScheduleCreate["interval"]>().toEqualTypeOf<string | number>();
});

it("only lists that come in pages can be listed", () => {
  expectTypeOf<"/deployments/filter">().toExtend<FilterPath>();
  expectTypeOf<"/events/filter">().not.toExtend<FilterPath>();
  expectTypeOf<"/flows/">().not.toExtend<FilterPath>();
});
