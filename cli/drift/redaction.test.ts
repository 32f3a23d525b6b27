import { describe, expect, it } from "vitest";
import { cleaner, secretNames, secretVariables, withoutSecrets } from "./redaction";
import { fullReport } from "./report.fixture";

describe("cleaner", () => {
  it.each([
    ["hush-hush", "the hush-hush word", "the (sensitive) word"],
    ["hush", "hush", "(sensitive)"],
    // Within a text so short a one would take anything with it.
    ["abc", "abcdef", "abcdef"],
    ["abc", "abc", "(sensitive)"],
    ["a.c*", "abc a.c*", "abc (sensitive)"],
    ['q"uo\\te', '{"x":"q\\"uo\\\\te"}', '{"x":"(sensitive)"}'],
    ["line\none", "line\\none", "(sensitive)"],
  ])("%j out of %j", (secret, text, expected) => {
    expect(cleaner([secret])?.(text)).toBe(expected);
  });

  it("takes the longer of two out first", () => {
    expect(cleaner(["secret", "secret-more"])?.("secret-more")).toBe("(sensitive)");
  });

  it("has nothing to do without secrets, or with empty ones", () => {
    expect(cleaner([])).toBeUndefined();
    expect(cleaner(["", "  "])).toBeUndefined();
  });
});

describe("secretVariables", () => {
  it("finds the texts in the values of sensitive variables alone", () => {
    const plan = {
      format_version: "1.2",
      variables: {
        open: { value: "open" },
        token: { value: "token" },
        many: { value: { a: ["one"], b: 42, c: null, d: true } },
        none: {},
      },
      configuration: {
        root_module: {
          variables: {
            open: {},
            token: { sensitive: true },
            many: { sensitive: true },
            none: { sensitive: true },
          },
        },
      },
    };
    expect(secretVariables(plan)).toEqual(["token", "one", "42"]);
    expect(secretVariables({ format_version: "1.2" })).toEqual([]);
  });
});

it("takes secrets out of every part of a report, but of the code's own addresses", () => {
  const secrets = ["nightly", "kubernetes", "0 2 * * *", "prefect.example.com"];
  const clean = withoutSecrets(fullReport, secrets);
  const { findings, ignored, rules, stacks, ...rest } = clean;
  const outside = findings.map(({ name, ...one }) => [
    name,
    "differences" in one ? one.differences : [],
    one.category === "unmanaged" ? [one.address, one.owner] : [],
  ]);
  for (const secret of secrets) {
    expect(JSON.stringify(fullReport)).toContain(secret);
    expect(JSON.stringify(outside)).not.toContain(secret);
    expect(
      JSON.stringify([rest.problems, rest.servers, rest.graph?.nodes.map(({ name }) => name)]),
    ).not.toContain(secret);
    expect(JSON.stringify(rest.calendar?.deployments.map(({ address, ...one }) => one))).not.toContain(
      secret,
    );
  }
  expect(findings.map(({ category }) => category)).toEqual(
    fullReport.findings.map(({ category }) => category),
  );
  expect(withoutSecrets(fullReport, [])).toBe(fullReport);
});

it("finds names that a state keeps secret", () => {
  const hidden = (entries: readonly (readonly [string, string])[]) => ({ hidden: new Map(entries) });
  expect(
    secretNames([
      hidden([
        ["name", "n"],
        ["cron", "c"],
      ]),
      hidden([["tag", "t"]]),
      hidden([]),
    ]),
  ).toEqual(["n", "t"]);
});
