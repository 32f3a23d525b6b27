import type { Deployment, Flow } from "../../client";
import type { ServerObjects } from "../server-objects/server-objects";
import type { Adopted, Place } from "./adopted";
import { json } from "./expression";
import { fromAutomation, ownerOf } from "./from-automation";
import { fromBlock, fromBlockSchema, fromBlockType } from "./from-block";
import { fromDeployment } from "./from-deployment";
import { fromFlow } from "./from-flow";
import {
  defaultResultStorage,
  fromConcurrencyLimit,
  fromSavedSearch,
  fromTaskRunLimit,
  fromVariable,
} from "./from-others";
import { fromWorkPool, fromWorkQueue, isPlainDefault } from "./from-work-pool";
import type { SecretNames } from "./secrets";
import type { Selection } from "./selection";
import { unsayable } from "./unsayable";

export interface AdoptOptions {
  /** What is asked for. What belongs to a deployment comes with it. */
  readonly selected: Selection;
  /** What stands in code or in a state already. */
  readonly isKnown: (id: string) => boolean;
  /** Of what is known, what the code that is written can refer to. */
  readonly isInReach: (id: string) => boolean;
  readonly secrets: SecretNames;
  /** Told of what is left out, and why. */
  readonly remark: (text: string) => void;
}

/** What of a server is to stand in code. What the server makes by itself, or what belongs to another object, does not. */
export function adoptObjects(server: ServerObjects, options: AdoptOptions): readonly Adopted[] {
  const { selected, isKnown } = options;
  const wanted = (id: string) => selected(id) && !isKnown(id);
  const deployments = adoptDeployments(server, options, wanted);
  const flows = server.flows.filter(({ id }) => wanted(id));
  const flowIds = new Set(flows.map(({ id }) => id));
  // A flow that is known elsewhere, or not asked for, is looked up.
  const lookedUp = server.flows.filter(
    ({ id }) =>
      !flowIds.has(id) &&
      !options.isInReach(id) &&
      deployments.some((one) => one.place.about === "flow" && one.place.id === id),
  );
  const ownLimits = new Set(server.deployments.map(({ id }) => `deployment:${id}`));
  const isWorth = new Set(server.deployments.map(({ flow_id }) => flow_id));
  return [
    ...server.variables.filter(({ id }) => wanted(id)).map(fromVariable),
    ...server.concurrencyLimits
      .filter(({ id, name }) => wanted(id) && !ownLimits.has(name))
      .map(fromConcurrencyLimit),
    ...server.taskRunLimits.filter(({ id }) => wanted(id)).map(fromTaskRunLimit),
    ...adoptBlocks(server, options, wanted),
    ...adoptPools(server, options, wanted),
    ...lookedUp.map(lookUp),
    ...flows.map((flow) => fromFlow(flow, isWorth.has(flow.id) ? flowPlace(flow) : { about: "other-flows" })),
    ...deployments,
    ...adoptAutomations(server, options, new Set(deployments.map(({ id }) => id)), wanted),
    ...server.savedSearches.filter(({ id }) => wanted(id)).map(fromSavedSearch),
  ];
}

const flowPlace = ({ name, id }: Flow): Place => ({ about: "flow", name, id });

const lookUp = (flow: Flow): Adopted => ({
  type: "data.prefect_flow",
  id: flow.id,
  names: [flow.name],
  place: flowPlace(flow),
  fields: [["name", json(flow.name)]],
  jsonFields: new Set(),
});

function adoptBlocks(server: ServerObjects, { secrets }: AdoptOptions, wanted: (id: string) => boolean) {
  const own = server.blockTypes.filter(
    ({ slug, is_protected }) => is_protected !== true && !server.shipped.blockTypes.has(slug),
  );
  const types = new Map(server.blockTypes.map((type) => [type.id, type]));
  const schemas = server.blockSchemas.filter(({ block_type_id }) =>
    own.some(({ id }) => id === block_type_id),
  );
  const storage = server.defaultResultStorageBlockId;
  return [
    ...own.filter(({ id }) => wanted(id)).map(fromBlockType),
    ...schemas.flatMap((schema) => {
      const type = types.get(schema.block_type_id ?? "");
      return type !== undefined && wanted(schema.id) ? [fromBlockSchema(schema, type)] : [];
    }),
    ...server.blocks.flatMap((block) => {
      const type = types.get(block.block_type_id);
      if (type === undefined || block.name == null || block.is_anonymous === true || !wanted(block.id))
        return [];
      const ofType = schemas.filter(({ id, block_type_id }) => block_type_id === type.id && wanted(id));
      return [fromBlock(block, block.name, type, ofType, secrets)];
    }),
    ...(storage !== undefined && wanted("default") ? [defaultResultStorage(storage)] : []),
  ];
}

/** Pools whose names begin so are the server's own. */
const isOwnPool = (name: string): boolean => /^prefect/i.test(name);

const adoptPools = (
  server: ServerObjects,
  { remark }: AdoptOptions,
  wanted: (id: string) => boolean,
): readonly Adopted[] =>
  server.workPools
    .filter(({ name }) => !isOwnPool(name))
    .flatMap((pool) => [
      ...(wanted(pool.id)
        ? [fromWorkPool(pool, server.shipped, (text) => remark(`work pool "${pool.name}": ${text}`))]
        : []),
      ...server.workQueues
        .filter((queue) => queue.work_pool_id === pool.id && wanted(queue.id) && !isPlainDefault(queue, pool))
        .map((queue) => fromWorkQueue(queue, pool)),
    ]);

function adoptDeployments(server: ServerObjects, options: AdoptOptions, wanted: (id: string) => boolean) {
  const flows = new Map(server.flows.map((flow) => [flow.id, flow]));
  const pools = new Map(server.workPools.map((pool) => [pool.name, pool]));
  return server.deployments
    .filter(({ id }) => wanted(id))
    .flatMap((deployment) => {
      const flow = flows.get(deployment.flow_id);
      const called = `deployment "${flow?.name}/${deployment.name}"`;
      if (flow === undefined || deployment.name === "") {
        options.remark(`${called}: it is left out, since no code can name it`);
        return [];
      }
      const pool = pools.get(deployment.work_pool_name ?? "");
      const queue = server.workQueues.find(
        ({ work_pool_id, name }) => work_pool_id === pool?.id && name === deployment.work_queue_name,
      );
      return [
        fromDeployment(deployment, {
          flow,
          place: flowPlace(flow),
          workPoolId: pool?.id,
          workQueueId: queue?.id,
          isDefaultQueue: queue !== undefined && queue.id === pool?.default_queue_id,
          withhold: options.secrets.of(deployment.name),
          remark: (text) => options.remark(`${called}: ${text}`),
        }),
      ];
    });
}

/** @param withDeployments deployments whose own automations come with them */
function adoptAutomations(
  server: ServerObjects,
  { isKnown, remark }: AdoptOptions,
  withDeployments: ReadonlySet<string>,
  wanted: (id: string) => boolean,
): readonly Adopted[] {
  const deployments = new Map<string, Deployment>(server.deployments.map((one) => [one.id, one]));
  const flows = new Map(server.flows.map((flow) => [flow.id, flow]));
  return server.automations.flatMap((automation) => {
    const owner = ownerOf(automation, deployments);
    const comesAlong = owner !== undefined && withDeployments.has(owner) && !isKnown(automation.id);
    if (!wanted(automation.id) && !comesAlong) return [];
    const reason = unsayable(automation);
    if (reason !== undefined) {
      remark(`automation "${automation.name}": it is left out, since ${reason}`);
      return [];
    }
    const flow = flows.get(deployments.get(owner ?? "")?.flow_id ?? "");
    return [fromAutomation(automation, flow ? flowPlace(flow) : { about: "automations" }, owner)];
  });
}
