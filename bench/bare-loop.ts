import { Agent, request } from "node:http";
import type { ProxiedRequest } from "../tests/support/counting-proxy";

/** As many as the provider has under way at once at the most, when it reads. */
const atOnce = 10;

/** Sends the same requests again, with nothing around them: what the server alone needs to answer them. */
export async function bareLoop(apiUrl: string, requests: readonly ProxiedRequest[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const waiting = [...requests];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      await send(agent, apiUrl, next);
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
  } finally {
    agent.destroy();
  }
}

function send(agent: Agent, apiUrl: string, { method, path, body }: ProxiedRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(path, apiUrl),
      {
        agent,
        method,
        headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) },
      },
      (answer) => {
        answer.resume();
        answer.once("error", reject);
        answer.once("end", () => {
          if (answer.statusCode === 200) resolve();
          else reject(new Error(`${method} ${path} answered ${answer.statusCode}`));
        });
      },
    );
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}
