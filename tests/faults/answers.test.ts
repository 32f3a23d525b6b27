import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type CountingProxy, type Fault, startCountingProxy } from "../support/counting-proxy";
import { quote, resourceBlock } from "../support/hcl";
import { summary } from "../support/plan-summary";
import { prefectApi } from "../support/prefect-api";
import { type PrefectServer, startPrefectServer } from "../support/prefect-server";
import { uniqueName } from "../support/shared-server";
import { Workspace } from "../support/terraform";

type Effect = Fault["effect"];

/** Seconds, as the provider is told while a fault lasts; afterwards it has its usual ones. */
const limits = { connect_timeout: 3, request_timeout: 3, retry_timeout: 5 };
/** More than a request may take with its tries and looks, and terraform beside; not reached on a slow machine either. */
const longest = 60_000;

const answer = (status: number, headers: Record<string, string> = {}, body = "{}"): Effect => ({
  kind: "answer",
  status,
  headers,
  body,
});
const html = { "content-type": "text/html" };
const page = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Welcome</body></html>";
const gateway = "<html><head><title>502 Bad Gateway</title></head></html>";
const date = (milliseconds: number) => new Date(Date.now() + milliseconds).toUTCString();
const forEver = 100_000;

/** What goes wrong once, and what it means for a creation. */
const once: readonly (readonly [string, Effect])[] = [
  ["a dropped connection", { kind: "cut" }],
  ["an answer lost after the request was carried out", { kind: "lose-answer" }],
  ["an answer cut short", { kind: "cut-answer" }],
  ["an answer that comes late", { kind: "delay", milliseconds: 1000 }],
  ["an answer that comes a byte at a time", { kind: "drip", milliseconds: 1 }],
  ["429 with Retry-After in seconds", answer(429, { "retry-after": "1" })],
  ["429 with Retry-After as a date", answer(429, { "retry-after": date(0) })],
  ["502", answer(502, html, gateway)],
  ["503", answer(503, {}, '{"exception_message":"Service Unavailable"}')],
  ["an expired CSRF token", answer(403, {}, '{"detail":"Invalid CSRF token or client identifier"}')],
  ["a redirect on the same server", answer(307, { location: "" })],
];

/** What goes wrong for good, and what the error says of it. */
const always: readonly (readonly [string, Effect, RegExp])[] = [
  ["dropped connections", { kind: "cut" }, /broke off POST .*\d+ tries|its answer was lost/],
  ["answers lost", { kind: "lose-answer" }, /broke off POST|its answer was lost/],
  ["answers cut short", { kind: "cut-answer" }, /broke off POST|its answer was lost/],
  ["a hanging connection", { kind: "hang" }, /did not answer POST .* within 3 s/],
  [
    "answers a byte at a time, too slowly",
    { kind: "drip", milliseconds: 2000 },
    /did not answer POST .* within 3 s/,
  ],
  [
    "429, for longer than may be waited",
    answer(429, { "retry-after": "100" }),
    /asks to wait 100 s, .*retry_timeout \(5 s\)/,
  ],
  [
    "429, with a date too far off",
    answer(429, { "retry-after": date(3_600_000) }),
    /asks to wait 3\d\d\d(\.\d)? s, .*retry_timeout/,
  ],
  [
    "500",
    answer(500, {}, '{"exception_message":"Internal Server Error"}'),
    /answered with 500: Internal Server Error/,
  ],
  ["502", answer(502, html, gateway), /A gateway in front of the server got no answer from it/],
  [
    "503",
    answer(503, {}, '{"exception_message":"Service Unavailable"}'),
    /too busy to take it for .*retry_timeout \(5 s\)/,
  ],
  ["a page instead of JSON", answer(200, html, page), /a web page titled "Sign in" instead of JSON/],
  ["half of the JSON", answer(200, {}, '[{"id": '), /instead of JSON/],
  ["nothing", answer(200, {}, ""), /an empty answer instead of JSON/],
  ["null", answer(200, {}, "null"), /JSON that is not what a Prefect API answers there/],
  [
    "a redirect to another host",
    answer(307, { location: "http://127.0.0.1:9/api/" }),
    /a redirect to http:\/\/127\.0\.0\.1:9\/api\/, which is not followed/,
  ],
  [
    "a redirect to a page",
    answer(302, { location: "/login" }),
    /a redirect to .*\/login, which is not followed/,
  ],
  [
    "redirects in a circle",
    answer(307, { location: "/api/variables/filter" }),
    /Its redirects lead in a circle/,
  ],
  [
    "CSRF tokens that are never right",
    answer(403, {}, '{"detail":"Invalid CSRF token or client identifier"}'),
    /Invalid CSRF token/,
  ],
];

describe("between the provider and the server", () => {
  let server: PrefectServer;
  let proxy: CountingProxy;
  let terraform: Workspace;
  let name: string;

  beforeAll(async () => {
    server = await startPrefectServer({ env: { PREFECT_SERVER_CSRF_PROTECTION_ENABLED: "true" } });
    proxy = await startCountingProxy(server.apiUrl);
    terraform = await Workspace.create({
      env: { PREFECT_API_URL: proxy.apiUrl },
      provider: Object.keys(limits)
        .map((setting) => `${setting} = var.${setting}`)
        .join("\n"),
    });
  });

  afterAll(async () => {
    await terraform?.remove();
    await proxy?.stop();
    await server?.stop();
  });

  afterEach(() => proxy.clear());

  const limit = (values: Readonly<Record<string, number>> | undefined) => {
    for (const setting of Object.keys(limits)) {
      delete terraform.env[`TF_VAR_${setting}`];
      if (values !== undefined) terraform.env[`TF_VAR_${setting}`] = String(values[setting]);
    }
  };

  const write = async (content = { name: uniqueName("answer"), value: "1" }) => {
    name = content.name;
    const variables = Object.keys(limits).map(
      (setting) => `variable "${setting}" {\n  type = number\n  default = null\n}\n`,
    );
    await terraform.write(
      variables.join("") +
        resourceBlock("prefect_variable", "v", { name: quote(name), value: quote(content.value) }),
    );
  };

  /** The value that the server has; `undefined`: no such variable. */
  const valueOnServer = async () => {
    const answer = await prefectApi(server.apiUrl).call("GET", `/variables/name/${name}`);
    return answer.status === 404 ? undefined : answer.object().value;
  };

  /** Whatever came of it, it is as it should be after the next apply. */
  const expectWellAfterwards = async () => {
    proxy.clear();
    limit(undefined);
    await terraform.apply();
    expect(summary(await terraform.plan())).toEqual({});
    await terraform.destroy();
  };

  it.each(once)("%s, once, at a creation: it succeeds, and is made once", async (_, effect) => {
    await write();
    proxy.inject({ method: "POST", path: "/api/variables/", effect });
    await terraform.apply();
    await expectWellAfterwards();
  });

  it.each(once)("%s, once, at a change and at a deletion: both succeed", async (_, effect) => {
    await write();
    await terraform.apply();
    await write({ name, value: "2" });
    proxy.inject({ method: "PATCH", effect });
    await terraform.apply();
    expect(summary(await terraform.plan())).toEqual({});
    expect(await valueOnServer()).toBe("2");
    proxy.inject({ method: "DELETE", effect });
    await terraform.destroy();
    expect(await valueOnServer()).toBeUndefined();
  });

  it.each(always)(
    "%s, for good: a plan ends with an error that says so, in time",
    async (_, effect, words) => {
      await write();
      limit(limits);
      proxy.inject({ path: /^(?!\/api\/csrf-token)/, times: forEver, effect });
      const start = Date.now();
      const [error] = await terraform.planErrors();
      proxy.clear();
      console.log(error?.detail);
      expect(error?.summary).toBe("Could not plan prefect_variable");
      expect(error?.detail).toMatch(/POST \/variables\/filter/);
      expect(error?.detail).toMatch(words);
      expect(Date.now() - start).toBeLessThan(longest);
    },
  );

  it.each(always)(
    "%s, for good, at a creation: an error that says so, and the next apply succeeds",
    async (_, effect, words) => {
      await write();
      limit(limits);
      // No redirect to what can be read.
      const isCircle = effect.kind === "answer" && effect.headers?.location === "/api/variables/filter";
      const own = isCircle ? answer(307, { location: "/api/variables/" }) : effect;
      proxy.inject({ method: "POST", path: "/api/variables/", times: forEver, effect: own });
      const { code, stdout } = await terraform.run(["apply", "-json", "-auto-approve"]);
      if (code !== 0) {
        const isLost = /its answer was lost/.test(stdout);
        expect(stdout.replaceAll('\\"', '"')).toMatch(isLost ? /Apply again: if it was carried out/ : words);
      }
      // What was carried out all the same is found, and is a success.
      else expect(effect.kind).toMatch(/^(lose-answer|cut-answer|drip)$/);
      await expectWellAfterwards();
    },
  );
});
