import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as httpRequest, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createCertificate } from "../provider/goplugin/certificate";
import { type FakeApi, startFakeApi } from "../tests/support/fake-api";
import { openConnections } from "./connection";
import { createPrefectClient, PrefectConnectionError, type PrefectSettings, unwrap } from "./index";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

function listen(server: Server): Promise<number> {
  cleanups.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

function version(settings: PrefectSettings): Promise<unknown> {
  const client = createPrefectClient({ ...settings, env: { HOME: "/nonexistent", ...settings.env } });
  cleanups.push(() => client.close());
  return unwrap(client.GET("/version"));
}

const certificate = createCertificate(new Date());
const folder = mkdtempSync(join(tmpdir(), "prefect-ca-"));
const caFile = join(folder, "ca.pem");
beforeAll(() => writeFileSync(caFile, certificate.pem));
afterAll(() => rmSync(folder, { recursive: true }));

/** A fake API over TLS, whose certificate no one knows. */
async function secureApi(): Promise<string> {
  const server = createSecureServer(
    { key: certificate.privateKeyPem, cert: certificate.pem },
    (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" }).end('"3.8.8"');
    },
  );
  return `https://localhost:${await listen(server)}/api`;
}

/** A fake forward proxy; `seen` holds what it was asked for. */
async function fakeProxy(credentials?: string): Promise<{ port: number; seen: string[] }> {
  const seen: string[] = [];
  const expected = credentials && `Basic ${Buffer.from(credentials).toString("base64")}`;
  const server = createServer((incoming, answer) => {
    seen.push(`${incoming.method} ${incoming.url}`);
    if (expected !== undefined && incoming.headers["proxy-authorization"] !== expected) {
      answer.writeHead(407).end();
      return;
    }
    const { "proxy-authorization": _own, ...headers } = incoming.headers;
    const passed = httpRequest(incoming.url ?? "", { method: incoming.method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 500, response.headers);
      response.pipe(answer);
    });
    incoming.pipe(passed);
  });
  server.on("connect", (incoming, socket) => {
    seen.push(`CONNECT ${incoming.url}`);
    if (expected !== undefined && incoming.headers["proxy-authorization"] !== expected) {
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
      return;
    }
    const port = Number(new URL(`http://${incoming.url}`).port);
    const target = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      socket.pipe(target).pipe(socket);
    });
    for (const each of [socket, target]) each.on("error", () => {});
    cleanups.push(() => {
      socket.destroy();
      target.destroy();
    });
  });
  return { port: await listen(server), seen };
}

describe("TLS", () => {
  it("does not trust an unknown authority, and says at once how to", async () => {
    const apiUrl = await secureApi();
    await expect(version({ apiUrl })).rejects.toThrow(/self-signed certificate.*PREFECT_API_SSL_CERT_FILE/);
  });

  it("is named where an address lacks it", async () => {
    const apiUrl = (await secureApi()).replace("https:", "http:");
    await expect(version({ apiUrl, connectTimeout: 0.1 })).rejects.toThrow(/has to begin with https:/);
  });

  it("trusts the authorities of the certificate file, named as setting, in the environment, or as SSL_CERT_FILE", async () => {
    const apiUrl = await secureApi();
    expect(await version({ apiUrl, sslCertFile: caFile })).toBe("3.8.8");
    expect(await version({ apiUrl, env: { PREFECT_API_SSL_CERT_FILE: caFile } })).toBe("3.8.8");
    expect(await version({ apiUrl, env: { SSL_CERT_FILE: caFile } })).toBe("3.8.8");
  });

  it("checks the name in the certificate", async () => {
    const apiUrl = (await secureApi()).replace("localhost", "127.0.0.1");
    await expect(version({ apiUrl, sslCertFile: caFile })).rejects.toThrow(/altnames.*is for another host/);
  });

  it("checks, whatever Node is told for every program", async () => {
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    cleanups.push(() => vi.unstubAllEnvs());
    const apiUrl = await secureApi();
    await expect(version({ apiUrl })).rejects.toThrow(/self-signed certificate/);
    const proxy = await fakeProxy();
    const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    await expect(version({ apiUrl, env })).rejects.toThrow(/self-signed certificate/);
  });

  it("takes any certificate when told to", async () => {
    const apiUrl = (await secureApi()).replace("localhost", "127.0.0.1");
    expect(await version({ apiUrl, tlsInsecureSkipVerify: true })).toBe("3.8.8");
    expect(await version({ apiUrl, env: { PREFECT_API_TLS_INSECURE_SKIP_VERIFY: "true" } })).toBe("3.8.8");
  });
});

describe("a proxy", () => {
  async function plainApi(): Promise<FakeApi> {
    const api = await startFakeApi(() => ({ status: 200, json: "3.8.8" }));
    cleanups.push(() => api.stop());
    return api;
  }

  it("carries plain requests, with the API's own host", async () => {
    const [api, proxy] = [await plainApi(), await fakeProxy()];
    const env = { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` };
    expect(await version({ apiUrl: api.url, env, apiKey: "k" })).toBe("3.8.8");
    expect(proxy.seen).toEqual([`GET ${api.url}/version`]);
    expect(api.received[0]?.headers).toMatchObject({
      host: `127.0.0.1:${api.port}`,
      authorization: "Bearer k",
    });
  });

  it("gives a tunnel for TLS, and sees neither key nor path", async () => {
    const [apiUrl, proxy] = [await secureApi(), await fakeProxy()];
    const env = { https_proxy: `http://127.0.0.1:${proxy.port}` };
    expect(await version({ apiUrl, env, sslCertFile: caFile, apiKey: "k" })).toBe("3.8.8");
    expect(proxy.seen).toEqual([`CONNECT ${new URL(apiUrl).host}`]);
  });

  it("is passed by for the hosts in NO_PROXY", async () => {
    const [api, proxy] = [await plainApi(), await fakeProxy()];
    const env = { HTTP_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: "example.org,127.0.0.1" };
    expect(await version({ apiUrl: api.url, env })).toBe("3.8.8");
    expect(proxy.seen).toEqual([]);
  });

  it("gets its credentials; without them the error says whose are missing", async () => {
    const [api, proxy] = [await plainApi(), await fakeProxy("me:p@ss")];
    for (const apiUrl of [api.url, await secureApi()]) {
      const settings = { apiUrl, sslCertFile: caFile };
      const env = (user: string) => {
        const url = `http://${user}127.0.0.1:${proxy.port}`;
        return { HTTP_PROXY: url, HTTPS_PROXY: url };
      };
      expect(await version({ ...settings, env: env("me:p%40ss@") })).toBe("3.8.8");
      await expect(version({ ...settings, env: env("") })).rejects.toThrow(
        /407.*proxy wants credentials.*HTTPS?_PROXY sets/s,
      );
    }
  });

  it("that makes no tunnel is not taken for the server, whose certificate nobody has shown", async () => {
    const server = createServer();
    server.on("connect", (_incoming, socket) => {
      socket.end(
        'HTTP/1.1 404 Not Found\r\ncontent-type: application/json\r\ncontent-length: 27\r\n\r\n{"detail":"Flow not found"}',
      );
    });
    const [apiUrl, port] = [await secureApi(), await listen(server)];
    const env = { HTTPS_PROXY: `http://127.0.0.1:${port}` };
    const failure = version({ apiUrl, sslCertFile: caFile, env });
    await expect(failure).rejects.toThrow(/the proxy answered CONNECT with 404\..*NO_PROXY/);
    await expect(failure).rejects.toBeInstanceOf(PrefectConnectionError);
  });

  it("that makes no tunnel at first is asked again, also for what is sent but once", async () => {
    let calls = 0;
    const server = createServer();
    const apiUrl = await secureApi();
    server.on("connect", (_incoming, socket) => {
      calls += 1;
      if (calls === 1) {
        socket.end("HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n");
        return;
      }
      const target = connect(Number(new URL(apiUrl).port), "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        socket.pipe(target).pipe(socket);
      });
      for (const each of [socket, target]) each.on("error", () => {});
      cleanups.push(() => [socket, target].map((each) => each.destroy()));
    });
    const env = { HOME: "/nonexistent", HTTPS_PROXY: `http://127.0.0.1:${await listen(server)}` };
    const client = createPrefectClient({ apiUrl, sslCertFile: caFile, env });
    cleanups.push(() => client.close());
    // What answers here has but one answer, which is no flow.
    await expect(unwrap(client.POST("/flows/", { body: { name: "etl" } }))).rejects.toThrow(
      /answered with 200/,
    );
    expect(calls).toBe(2);
  });

  it("is known to the tunnel without its credentials, which DEBUG would show", () => {
    const connections = openConnections({
      address: "https://prefect.example/api",
      authorities: undefined,
      verifyTls: true,
      env: { HTTPS_PROXY: "http://me:planted@proxy.example:3128" },
      readFile: () => undefined,
    });
    cleanups.push(() => connections.close());
    const { agent } = connections.route("kept").options;
    expect(agent).toHaveProperty("proxy.href", "http://proxy.example:3128/");
  });
});
