import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sourceAddress } from "../source-address";
import { Workspace } from "./support/terraform";

const f = "provider::prefect::";
const cronNext = (...more: readonly string[]) => `${f}cron_next(${more.join(", ")})`;
const after = '"2026-03-28T12:00:00Z"';

describe("provider functions, in terraform", () => {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await Workspace.create();
  });
  afterAll(() => workspace.remove());

  const write = (expressions: Readonly<Record<string, string>>) =>
    workspace.write(
      `resource "terraform_data" "late" {
  input = "1h"
}
${Object.entries(expressions)
  .map(([name, value]) => `output "${name}" {\n  value = ${value}\n}`)
  .join("\n")}`,
    );

  it("give their results at plan, and wait for what is not known yet", async () => {
    await write({
      seconds: `${f}duration("1h30m")`,
      file: `${f}parse_entrypoint("flows/etl.py:Etl.run")`,
      module: `${f}parse_entrypoint("pkg.etl.run")`,
      nights: cronNext('"30 2 * * *"', '"Europe/Berlin"', after, "2"),
      utc: cronNext('"@daily"', "null", after, "1"),
      planned: `length(${cronNext('"@daily"', "null", "plantimestamp()", "5")})`,
      late: `${f}duration(terraform_data.late.output)`,
    });
    await workspace.apply();
    const shown: unknown = JSON.parse((await workspace.run(["output", "-json"])).stdout);
    expect(shown).toMatchObject({
      seconds: { value: 5400 },
      file: { value: { path: "flows/etl.py", module: null, function: "Etl.run" } },
      module: { value: { path: null, module: "pkg.etl", function: "run" } },
      nights: { value: ["2026-03-29T00:30:00Z", "2026-03-30T00:30:00Z"] },
      utc: { value: ["2026-03-29T00:00:00Z"] },
      planned: { value: 5 },
      late: { value: 3600 },
    });
  });

  it("name the argument that is wrong", async () => {
    await write({
      unit: `${f}duration("90")`,
      nothing: `${f}duration(null)`,
      script: `${f}parse_entrypoint("flows/etl.py")`,
      cron: cronNext('"61 * * * *"', "null", after, "1"),
      never: cronNext('"0 0 30 2 *"', "null", after, "1"),
      zone: cronNext('"@daily"', '"europe/berlin"', after, "1"),
      start: cronNext('"@daily"', "null", '"now"', "1"),
      count: cronNext('"@daily"', "null", after, "0"),
      fraction: cronNext('"@daily"', "null", after, "1.5"),
    });
    const errors = await workspace.planErrors();
    const details = errors.map(({ summary, detail }) => `${summary}: ${detail}`).sort();
    const expected: readonly (readonly [parameter: string, why: RegExp])[] = [
      ["after", /"now" is not an RFC 3339 timestamp/],
      ["count", /0 was given; it must be from 1 to 1000/],
      ["count", /1\.5 is not a whole number/],
      ["cron", /"0 0 30 2 \*" names a date that never comes/],
      ["cron", /"61 \* \* \* \*" is not a cron expression/],
      ["entrypoint", /names a file, but not the function in it/],
      ["text", /"90" does not say its unit/],
      ["text", /must not be null/],
      ["timezone", /The right spelling is "Europe\/Berlin"/],
    ];
    for (const [parameter, why] of expected) {
      expect(details).toContainEqual(expect.stringMatching(why));
      const found = details.find((text) => why.test(text));
      expect(found).toContain(`Invalid value for "${parameter}" parameter`);
    }
    expect(details).toHaveLength(expected.length);
  });

  it("are in the schema", async () => {
    const { stdout } = await workspace.run(["providers", "schema", "-json"]);
    const functions = {
      cron_next: expect.objectContaining({
        summary: "The next moments of a cron schedule",
        return_type: ["list", "string"],
        parameters: [
          expect.objectContaining({ name: "cron", type: "string" }),
          expect.objectContaining({ name: "timezone", type: "string", is_nullable: true }),
          expect.objectContaining({ name: "after", type: "string" }),
          expect.objectContaining({ name: "count", type: "number" }),
        ],
      }),
      duration: expect.objectContaining({
        return_type: "number",
        description: expect.stringContaining("PT1H30M"),
      }),
      parse_entrypoint: expect.objectContaining({
        return_type: ["object", { function: "string", module: "string", path: "string" }],
      }),
    };
    const schemas: unknown = JSON.parse(stdout);
    expect(schemas).toMatchObject({ provider_schemas: { [sourceAddress]: { functions } } });
  });
});
