import { describe, expect, it } from "vitest";
import { unknown } from "../cty/unknown";
import { computed, optional, required } from "./attribute";
import { set } from "./collections";
import { DiagnosticError, problem } from "./diagnostic";
import { provider } from "./provider";
import { PartialResult, reported, resource } from "./resource";
import { string, uuid } from "./scalars";
import { Session } from "./session";

const schema = { id: computed(uuid), name: required(string), tags: optional(set(string)) };
const id = "3b5538c0-e266-4b91-9f2d-28aad50ff40a";

const thrownBy = (value: object): unknown => {
  try {
    reported(value, schema, "test_thing");
  } catch (error) {
    return error;
  }
  throw new Error("it was to be refused");
};

describe("what a handler reports of an answer", () => {
  it("passes when every value is what its attribute says, and when it is not reported at all", () => {
    for (const value of [{ id, name: "a", tags: ["x"] }, { id, name: "a", tags: null }, { name: "a" }]) {
      expect(reported(value, schema, "test_thing")).toBe(value);
    }
  });

  it("keeps the id, and what is well-formed, of an object that was made: it is not orphaned", () => {
    const error = thrownBy({ id, name: null, tags: [1] });
    expect(error).toBeInstanceOf(PartialResult);
    expect(error).toMatchObject({ remote: { id }, cause: { name: "DiagnosticError" } });
    expect(error instanceof PartialResult && error.remote).toEqual({ id });
  });

  it.each([{ id: 5, name: "a" }, { id: "", name: "a" }, { name: 5 }])(
    "without an id is refused: %j",
    (value) => {
      expect(thrownBy(value)).toBeInstanceOf(DiagnosticError);
    },
  );
});

describe("what a handler reports of an object that it wrote in part", () => {
  const cause = new Error("the second step failed");
  const thing = resource<typeof schema, object>("test_thing", {
    doc: "",
    schema,
    importForms: ["<id>"],
    create: ({ plan }) =>
      Promise.reject(
        new PartialResult(plan.name === "odd" ? { id: 5, name: "a" } : { id, name: "a", tags: [1] }, cause),
      ),
    read: async () => undefined,
    update: async () => ({}),
    delete: async () => {},
    import: async () => undefined,
  });
  const reach = { api: {}, warn: () => {}, seen: () => false };
  const create = (name: string) => thing.create({ id: unknown, name, tags: null }, reach);

  it("is kept as far as it is well-formed", async () => {
    await expect(create("a")).rejects.toMatchObject({
      name: "PartialResult",
      remote: { id, name: "a" },
      cause,
    });
    await expect(create("a")).rejects.not.toHaveProperty("remote.tags");
  });

  it("is the error alone where not even its id is", async () => {
    await expect(create("odd")).rejects.toBe(cause);
  });
});

describe("an error that nobody foresaw", () => {
  const lines: string[] = [];
  const session = new Session(
    provider<Record<string, never>, object>({
      doc: "",
      schema: {},
      configure: () => ({ api: {} }),
      explain: () => [problem("explained", "")],
      resources: [],
      dataSources: [],
    }),
    (level, message) => lines.push(`${level}: ${message}`),
  );
  const told = (error: unknown) =>
    session
      .explain(error, { verb: "read", typeName: "test_thing" })
      .map(({ summary, detail }) => [summary, detail]);

  it("is told in words for people, and stands in the log", () => {
    const [[summary, detail] = []] = told(new TypeError("Cannot read properties of undefined (reading 'x')"));
    expect(summary).toBe("Could not read test_thing");
    expect(detail).toContain("TF_LOG_PROVIDER=error");
    expect(detail).not.toContain("undefined");
    expect(lines).toEqual(["error: read test_thing broke off"]);
  });

  it("leaves to the provider what the provider knows", () => {
    expect(told(new Error("x"))).toEqual([["explained", ""]]);
    expect(told(new PartialResult({}, new Error("x")))).toEqual([["explained", ""]]);
  });
});
