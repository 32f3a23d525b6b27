import { startCountingProxy } from "../../tests/support/counting-proxy";
import { startPrefectServer } from "../../tests/support/prefect-server";
import { Workspace } from "../../tests/support/terraform";
import { deploymentsOfOwnFlows } from "../configurations";
import { fewestRequests } from "../fewest-requests";
import { type Figures, figures } from "../figures";
import { measured } from "../plans";
import { repeated } from "../requests";

const count = 100;

/** Requests of a plan over deployments that have a flow each. */
export async function ownFlowsPart(): Promise<Figures> {
  const server = await startPrefectServer();
  const proxy = await startCountingProxy(server.apiUrl);
  const env = { ...measured, PREFECT_API_URL: proxy.apiUrl };
  const workspace = await Workspace.create({ server, providerStartedBy: "terraform", env });
  try {
    await workspace.writeJson(deploymentsOfOwnFlows(count));
    await workspace.apply();
    const requests = await fewestRequests(workspace, proxy, 3);
    return figures({
      limits: [
        {
          what: `requests of a plan of ${count} deployments, their flows and a work pool`,
          measured: requests.length,
          atMost: count / 8,
        },
        { what: "of these made twice", measured: repeated(requests), atMost: 0 },
      ],
    });
  } finally {
    await workspace.remove();
    await proxy.stop();
    await server.stop();
  }
}
