import type { CountingProxy, ProxiedRequest } from "../tests/support/counting-proxy";
import type { Workspace } from "../tests/support/terraform";
import { emptyPlan } from "./plans";

/**
 * The requests of that one of some plans which needed the fewest: which reads go together depends on the moment at
 * which each is asked for.
 */
export async function fewestRequests(
  workspace: Workspace,
  proxy: CountingProxy,
  count: number,
): Promise<ProxiedRequest[]> {
  const plans: ProxiedRequest[][] = [];
  while (plans.length < count) {
    proxy.reset();
    await emptyPlan(workspace);
    plans.push([...proxy.requests]);
  }
  return plans.reduce((fewest, plan) => (plan.length < fewest.length ? plan : fewest));
}
