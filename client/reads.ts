import type { Deployment, Flow, Variable, WorkPool, WorkQueue } from "./rows";

/**
 * Reads by id or name; undefined: there is no such object (an id that is not a UUID names none). What was read is
 * kept until this client writes anything.
 */
export interface Reads {
  deployment(id: string): Promise<Deployment | undefined>;
  deploymentByName(flowName: string, name: string): Promise<Deployment | undefined>;
  deploymentOfFlow(flowId: string, name: string): Promise<Deployment | undefined>;
  /** All deployments of a flow. */
  deploymentsOfFlow(flowId: string): Promise<Deployment[]>;
  flow(id: string): Promise<Flow | undefined>;
  flowByName(name: string): Promise<Flow | undefined>;
  workPool(name: string): Promise<WorkPool | undefined>;
  workPoolById(id: string): Promise<WorkPool | undefined>;
  workQueue(workPoolName: string, name: string): Promise<WorkQueue | undefined>;
  workQueueById(id: string): Promise<WorkQueue | undefined>;
  variable(id: string): Promise<Variable | undefined>;
  variableByName(name: string): Promise<Variable | undefined>;
}
