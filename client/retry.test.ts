import { describe, expect, it } from "vitest";
import type { Outcome } from "./exchange";
import { type Decision, decide, type Tried } from "./retry";

const answered = (status: number, headers: Record<string, string> = {}, body = "{}"): Outcome => ({
  kind: "answered",
  answer: { status, headers, body: Buffer.from(body) },
});
const failed = (kind: "unconnected" | "interrupted", code: string): Outcome => ({
  kind,
  cause: Object.assign(new Error(code), { code }),
});

function decided(outcome: Outcome, tried: Partial<Tried> = {}, resendable = true): Decision {
  const patience = { connect: 30_000, busy: 300_000 };
  return decide(
    outcome,
    { tries: 1, underWay: 10, down: 0, ...tried },
    { resendable, patience, random: 1, now: 0 },
  );
}

const unknownFate = { kind: "fail", reason: "unknown fate" };

describe("decide", () => {
  it.each([200, 201, 204, 400, 401, 403, 404, 409, 422, 500])("hands on an answer %i", (status) => {
    expect(decided(answered(status))).toEqual({ kind: "answer" });
    expect(decided(answered(status), {}, false)).toEqual({ kind: "answer" });
  });

  it.each([429, 503])("sends again after %i, even what must not be carried out twice", (status) => {
    expect(decided(answered(status), {}, false)).toEqual({ kind: "again", after: 100, busy: true });
    expect(decided(answered(status), { tries: 3 })).toEqual({ kind: "again", after: 400, busy: true });
  });

  it("takes a 503 that is not Prefect's own for a lost answer where sending twice does harm", () => {
    const envoy = answered(503, {}, "upstream connect error or disconnect/reset before headers");
    expect(decided(envoy, {}, false)).toEqual(unknownFate);
    expect(decided(envoy)).toEqual({ kind: "again", after: 100, busy: true });
  });

  it("goes on for the retry time, with a last try at its end", () => {
    expect(decided(answered(503), { tries: 9, underWay: 299_000 })).toEqual({
      kind: "again",
      after: 1000,
      busy: true,
    });
    expect(decided(answered(503), { tries: 9, underWay: 300_000 })).toEqual({ kind: "answer" });
  });

  it("obeys Retry-After, and gives up at once when that is too far off", () => {
    expect(decided(answered(429, { "retry-after": "20" }))).toEqual({
      kind: "again",
      after: 20_000,
      busy: true,
    });
    expect(decided(answered(429, { "retry-after": "400" }))).toEqual({ kind: "answer" });
  });

  it.each(["0", "-5", "Thu, 01 Jan 1970 00:00:00 GMT"])(
    "waits between the tries even if Retry-After asks for no wait: %s",
    (header) =>
      expect(decided(answered(429, { "retry-after": header }), { tries: 3 })).toEqual({
        kind: "again",
        after: 400,
        busy: true,
      }),
  );

  it("waits for a server that cannot be reached for the connect time", () => {
    const refused = failed("unconnected", "ECONNREFUSED");
    expect(decided(refused, {}, false)).toEqual({ kind: "again", after: 100, busy: false });
    expect(decided(refused, { tries: 9, down: 29_900 })).toEqual({ kind: "again", after: 100, busy: false });
    expect(decided(refused, { tries: 9, down: 30_000 })).toEqual({ kind: "fail", reason: "unconnected" });
  });

  it.each(["DEPTH_ZERO_SELF_SIGNED_CERT", "ERR_TLS_CERT_ALTNAME_INVALID", "CERT_HAS_EXPIRED", "EPROTO"])(
    "does not wait when another try changes nothing: %s",
    (code) => expect(decided(failed("unconnected", code))).toEqual({ kind: "fail", reason: "unconnected" }),
  );

  it.each([failed("interrupted", "ECONNRESET"), answered(502), answered(504)])(
    "after a lost answer sends again only what may be sent twice",
    (outcome) => {
      expect(decided(outcome, {}, false)).toEqual(unknownFate);
      expect(decided(outcome)).toEqual({ kind: "again", after: 100, busy: false });
    },
  );

  it("hands on what a gateway says when time is up", () => {
    expect(decided(answered(502), { down: 30_000 })).toEqual({ kind: "answer" });
    expect(decided(failed("interrupted", "ECONNRESET"), { down: 30_000 })).toEqual({
      kind: "fail",
      reason: "interrupted",
    });
  });

  it("does not repeat a request that took its whole time", () => {
    expect(decided({ kind: "timed out" })).toEqual({ kind: "fail", reason: "timed out" });
    expect(decided({ kind: "timed out" }, {}, false)).toEqual(unknownFate);
  });
});
