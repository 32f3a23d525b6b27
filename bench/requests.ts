import { operationOf } from "../client/operation";
import type { ProxiedRequest } from "../tests/support/counting-proxy";

/** Whether it changes something on the server. A server that was too busy for it has done nothing. */
export const isWrite = ({ method, path, wasBusy }: ProxiedRequest): boolean =>
  !wasBusy && !operationOf(method, path).isRead;

/** How many of the requests ask for what another one has asked for already. */
export function repeated(requests: readonly ProxiedRequest[]): number {
  const asked = requests.filter(({ wasBusy }) => !wasBusy);
  return asked.length - new Set(asked.map(({ method, path, body }) => `${method} ${path} ${body}`)).size;
}
