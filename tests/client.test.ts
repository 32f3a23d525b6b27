import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createPrefectClient,
  ifFound,
  jsonNumber,
  PrefectApiError,
  type PrefectClient,
  PrefectConnectionError,
  unwrap,
  unwrapWithStatus,
} from "../client";
import { type PrefectServer, startPrefectServer } from "./support/prefect-server";
import { type SharedServer, sharedServer, uniqueName } from "./support/shared-server";

let server: SharedServer;
let client: PrefectClient;
beforeAll(async () => {
  server = await sharedServer();
  client = createPrefectClient({ apiUrl: server.apiUrl, env: server.env });
});
afterAll(() => client.close());

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

const newFlow = (name = uniqueName("flow")) => unwrap(client.POST("/flows/", { body: { name } }));
const newDeployment = (flowId: string, name = uniqueName("deployment")) =>
  unwrap(client.POST("/deployments/", { body: { name, flow_id: flowId } }));

describe("the client and a real server", () => {
  it("create, read, change and delete", async () => {
    const name = uniqueName("flow");
    const first = await unwrapWithStatus(client.POST("/flows/", { body: { name, tags: ["a"] } }));
    const second = await unwrapWithStatus(client.POST("/flows/", { body: { name } }));
    expect([first.status, second.status]).toEqual([201, 200]);
    const params = { path: { id: first.data.id } };
    expect(await unwrap(client.PATCH("/flows/{id}", { params, body: { tags: ["b"] } }))).toBeUndefined();
    expect((await client.read.flow(first.data.id))?.tags).toEqual(["b"]);
    await unwrap(client.DELETE("/flows/{id}", { params }));
    expect(await client.read.flow(first.data.id)).toBeUndefined();
    expect(await ifFound(unwrap(client.GET("/flows/{id}", { params })))).toBeUndefined();
  });

  it("keep every number of free-form JSON, and give plain numbers elsewhere", async () => {
    const flow = await newFlow();
    const parameters = {
      big: jsonNumber("9007199254740993"),
      one: jsonNumber("1.0"),
      tenth: 0.1,
      nested: [{ interval: jsonNumber("3600.0") }],
      ["__proto__"]: 1,
    };
    const body = {
      name: "d",
      flow_id: flow.id,
      parameters,
      labels: { weight: jsonNumber("2.0") },
      schedules: [{ schedule: { interval: "PT1H" } }],
    };
    const made = await unwrap(client.POST("/deployments/", { body }));
    for (const found of [made, await client.read.deployment(made.id)]) {
      expect(found?.parameters).toEqual(parameters);
      expect(Object.keys(found?.parameters ?? {})).toContain("__proto__");
      expect(found?.labels.weight).toEqual(jsonNumber("2.0"));
      expect(found?.schedules[0]?.schedule).toMatchObject({ interval: 3600 });
    }
  });

  it.each(["with space", "hash#and?question", "é✓ 漢字", "a+b=c;d,e", "..", "{name}", 'it\'s $1 "quoted"'])(
    "reach a work pool and queue named like %s",
    async (odd) => {
      const name = odd === ".." ? odd : `${odd} ${uniqueName("p")}`;
      await unwrap(client.POST("/work_pools/", { body: { name } }));
      await unwrap(
        client.POST("/work_pools/{work_pool_name}/queues", {
          params: { path: { work_pool_name: name } },
          body: { name: odd },
        }),
      );
      expect((await client.read.workPool(name))?.name).toBe(name);
      expect((await client.read.workQueue(name, odd))?.work_pool_name).toBe(name);
      const path = { work_pool_name: name, name: odd };
      const queue = await unwrap(
        client.GET("/work_pools/{work_pool_name}/queues/{name}", { params: { path } }),
      );
      expect(queue.name).toBe(odd);
      await unwrap(client.DELETE("/work_pools/{name}", { params: { path: { name } } }));
      expect(await client.read.workPool(name)).toBeUndefined();
    },
  );

  it("tell where in the body an error is", async () => {
    const flow = await newFlow();
    const cases = [
      [{ cron: "61 * * * *" }, "cron"],
      [{ cron: "0 0 * * *", timezone: "Mars/Base" }, "timezone"],
      [{ interval: 0 }, "interval"],
      [{ rrule: "FREQ=NEVER" }, "rrule"],
    ] as const;
    for (const [schedule, field] of cases) {
      const body = {
        name: "d",
        flow_id: flow.id,
        schedules: [{ schedule: { cron: "@daily" } }, { schedule }],
      };
      const error = await failureOf(unwrap(client.POST("/deployments/", { body })));
      const paths = error instanceof PrefectApiError ? error.fields.map(({ path }) => path.join(".")) : [];
      expect(paths, String(error)).toHaveLength(1);
      expect([`schedules.1.schedule.${field}`, "schedules.1.schedule"]).toContain(paths[0]);
    }
    const params = { path: { id: (await newDeployment(flow.id)).id } };
    const error = await failureOf(
      unwrap(client.PATCH("/deployments/{id}", { params, body: { concurrency_limit: 0 } })),
    );
    expect(error).toMatchObject({ status: 422, method: "PATCH", fields: [{ path: ["concurrency_limit"] }] });
  });
});

describe("gathered reads of a real server", () => {
  it("find everything by id and by name, and nothing where there is nothing", async () => {
    const [flow, other] = [await newFlow(), await newFlow()];
    const deployment = await newDeployment(flow.id, "same name");
    const sibling = await newDeployment(other.id, "same name");
    const variable = await unwrap(
      client.POST("/variables/", { body: { name: uniqueName("v"), value: [jsonNumber("1.0")] } }),
    );
    const pool = await unwrap(client.POST("/work_pools/", { body: { name: uniqueName("pool") } }));
    const { read } = client;
    const found = await Promise.all([
      read.deployment(deployment.id),
      read.deploymentByName(flow.name, "same name"),
      read.deploymentOfFlow(other.id, "same name"),
      read.flow(flow.id),
      read.flowByName(other.name),
      read.workPool(pool.name),
      read.workPoolById(pool.id),
      read.workQueue(pool.name, "default"),
      read.workQueueById(pool.default_queue_id ?? ""),
      read.variable(variable.id),
      read.variableByName(variable.name),
    ]);
    expect(found.map((row) => row?.id)).toEqual([
      deployment.id,
      deployment.id,
      sibling.id,
      flow.id,
      other.id,
      pool.id,
      pool.id,
      pool.default_queue_id,
      pool.default_queue_id,
      variable.id,
      variable.id,
    ]);
    expect((await read.deploymentsOfFlow(flow.id)).map(({ id }) => id)).toEqual([deployment.id]);
    const nothing = await Promise.all([
      read.deployment(flow.id),
      read.deploymentByName("no such flow", "same name"),
      read.deploymentByName(flow.name, "other name"),
      read.deploymentOfFlow("nonsense", "same name"),
      read.flow("nonsense"),
      read.flowByName("\ud800"),
      read.workPool("no such pool"),
      read.workQueue(pool.name, "no such queue"),
      read.workQueue("no such pool", "default"),
      read.workQueue("", "default"),
      read.variableByName("no such variable"),
    ]);
    expect(nothing.every((row) => row === undefined)).toBe(true);
  });

  it("find queues of few pools and of many", async () => {
    const names = Array.from({ length: 4 }, () => uniqueName("pool"));
    for (const name of names) await unwrap(client.POST("/work_pools/", { body: { name } }));
    for (const some of [names.slice(0, 1), names]) {
      const found = await Promise.all(some.map((name) => client.read.workQueue(name, "default")));
      expect(found.map((row) => row?.work_pool_name)).toEqual(some);
      await unwrap(
        client.PATCH("/work_pools/{name}", { params: { path: { name: some[0] ?? "" } }, body: {} }),
      );
    }
    const mixed = [names[0], "no such pool"].map((name) => client.read.workQueue(name ?? "", "default"));
    expect((await Promise.all(mixed)).map((row) => row?.work_pool_name)).toEqual([names[0], undefined]);
  });

  it("fetch more than one page", async () => {
    const flow = await newFlow();
    const names = Array.from({ length: 205 }, (_, i) => `d${i}`);
    const made = await Promise.all(names.map((name) => newDeployment(flow.id, name)));
    const read = await Promise.all(made.map(({ id }) => client.read.deployment(id)));
    expect(read.map((row) => row?.name)).toEqual(names);
    const all = await client.read.deploymentsOfFlow(flow.id);
    expect(all.map(({ name }) => name).sort()).toEqual([...names].sort());
  });
});

describe("a server that stops and starts", () => {
  it("is waited for; an interrupted creation is not made twice", async () => {
    let own: PrefectServer = await startPrefectServer();
    const { port, home, apiUrl } = own;
    const ownClient = createPrefectClient({ apiUrl, env: own.env, connectTimeout: 120 });
    try {
      const post = (name: string) => unwrap(ownClient.POST("/flows/", { body: { name } }));
      await post("before");
      const made = Promise.all(
        Array.from({ length: 30 }, (_, i) =>
          ownClient.create({ post: () => post(`f${i}`), find: () => ownClient.read.flowByName(`f${i}`) }),
        ),
      );
      await own.kill();
      const [restarted, flows] = await Promise.all([startPrefectServer({ home, port }), made]);
      own = restarted;
      const names = (await ownClient.listAll("/flows/filter", { body: {} })).map(({ name }) => name).sort();
      expect(names).toEqual(["before", ...flows.map(({ value }) => value.name)].sort());
      expect(new Set(names).size).toBe(31);
    } finally {
      ownClient.close();
      await own.stop();
    }
  });

  it("is an error that names it when it does not come back", async () => {
    const own = await startPrefectServer();
    const ownClient = createPrefectClient({ apiUrl: own.apiUrl, env: own.env, connectTimeout: 1 });
    try {
      expect(await ownClient.read.flowByName("none")).toBeUndefined();
      await own.kill();
      const error = await failureOf(ownClient.read.flowByName("other"));
      expect(error).toBeInstanceOf(PrefectConnectionError);
      expect(String(error)).toContain(own.apiUrl);
    } finally {
      ownClient.close();
      await own.stop();
    }
  });
});

describe("a server with basic authentication and CSRF protection", () => {
  let guarded: PrefectServer;
  beforeAll(async () => {
    const env = {
      PREFECT_SERVER_API_AUTH_STRING: "me:s3cret",
      PREFECT_SERVER_CSRF_PROTECTION_ENABLED: "true",
    };
    // The health check of the start is answered without credentials.
    guarded = await startPrefectServer({ env });
  });
  afterAll(() => guarded.stop());

  it.each([true, undefined])("takes reads and writes, csrf set to %s", async (csrf) => {
    const own = createPrefectClient({
      apiUrl: guarded.apiUrl,
      env: guarded.env,
      authString: "me:s3cret",
      csrf,
    });
    const names = Array.from({ length: 5 }, () => uniqueName("flow"));
    await Promise.all(names.map((name) => unwrap(own.POST("/flows/", { body: { name } }))));
    const found = await Promise.all(names.map((name) => own.read.flowByName(name)));
    expect(found.map((row) => row?.name)).toEqual(names);
    own.close();
  });

  it("refuses wrong credentials with a clear error that does not show them", async () => {
    const own = createPrefectClient({
      apiUrl: guarded.apiUrl,
      env: { ...guarded.env, PREFECT_API_AUTH_STRING: "me:wr0ng" },
    });
    const error = await failureOf(own.read.flowByName("x"));
    expect(error).toMatchObject({ status: 401 });
    expect(String(error)).toContain("PREFECT_API_AUTH_STRING");
    expect(String(error)).not.toContain("wr0ng");
    own.close();
  });

  it("says that tokens are wanted when they are switched off", async () => {
    const own = createPrefectClient({
      apiUrl: guarded.apiUrl,
      env: guarded.env,
      authString: "me:s3cret",
      csrf: false,
    });
    expect(String(await failureOf(own.read.flowByName("x")))).toMatch(/403.*CSRF/);
    own.close();
  });
});
