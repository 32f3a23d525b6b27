import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { objectsInState, readStateFiles } from "./known-objects";

const stored = (resources: readonly unknown[]) => JSON.stringify({ version: 4, resources });

const instance = (id: string, more: object = {}) => ({ attributes: { id, name: id }, ...more });

const variable = (instances: readonly object[], more: object = {}) => ({
  mode: "managed",
  type: "prefect_variable",
  name: "v",
  instances,
  ...more,
});

const named = { ...variable([]), address: "prefect_variable.v" };

const shown = (resources: readonly unknown[]) =>
  JSON.stringify({
    format_version: "1.0",
    terraform_version: "1.9.0",
    values: { root_module: { resources } },
  });

const addresses = (text: string) => objectsInState(text)?.map(({ address, id }) => [address, id]);

describe("objectsInState", () => {
  it("reads a state file: modules, count, for_each and what is tainted", () => {
    const text = stored([
      variable([instance("1")]),
      variable([instance("2", { index_key: 0 }), instance("3", { index_key: 'q"' })], {
        module: 'module.m["x"]',
      }),
      variable([instance("4", { status: "tainted" })], { name: "t" }),
      variable([instance("5")], { mode: "data" }),
      variable([instance("6")], { type: "aws_instance" }),
      variable([{}], { name: "empty" }),
    ]);
    expect(addresses(text)).toEqual([
      ["prefect_variable.v", "1"],
      ['module.m["x"].prefect_variable.v[0]', "2"],
      ['module.m["x"].prefect_variable.v["q\\""]', "3"],
      ["prefect_variable.t", "4"],
      ["prefect_variable.empty", null],
    ]);
  });

  it("keeps what is sensitive apart, wherever in an attribute it is", () => {
    const steps = (...values: readonly (string | number)[]) =>
      values.map((value) =>
        typeof value === "string" ? { type: "get_attr", value } : { type: "index", value },
      );
    const attributes = { id: "1", name: "n", schedules: [{ cron: "c" }], tags: ["a"] };
    const one = { attributes, sensitive_attributes: [steps("schedules", 0, "cron"), steps("name")] };
    const [only] = objectsInState(stored([variable([one], { type: "prefect_deployment" })])) ?? [];
    expect(only?.values).toEqual({ id: "1" });
    expect([...(only?.hidden.keys() ?? [])].sort()).toEqual(["name", "schedules"]);
  });

  it("reads what `terraform show -json` prints", () => {
    const text = JSON.stringify({
      format_version: "1.0",
      terraform_version: "1.9.0",
      values: {
        root_module: {
          resources: [{ ...variable([]), address: "prefect_variable.v", values: { id: "1" } }],
          child_modules: [
            { resources: [{ ...variable([]), address: "module.m.prefect_variable.v", values: { id: "2" } }] },
          ],
        },
      },
    });
    expect(addresses(text)).toEqual([
      ["prefect_variable.v", "1"],
      ["module.m.prefect_variable.v", "2"],
    ]);
    expect(addresses('{"format_version":"1.0","terraform_version":"1.9.0"}')).toEqual([]);
  });

  it.each([
    ["nothing", "", []],
    ["blanks", " \n", []],
    ["an empty state", stored([]), []],
    ["a state of a newer version", '{"version":5,"resources":[]}', undefined],
    ["a state of an older version", '{"version":3,"modules":[]}', undefined],
    ["a plan", '{"format_version":"1.2","terraform_version":"1","resource_changes":[]}', undefined],
    ["a list", "[]", undefined],
    ["null", "null", undefined],
    ["a state with a resource that is none", stored([{}]), undefined],
    [
      "a state with an instance that is none",
      stored([variable([]), { ...variable([]), instances: [1] }]),
      undefined,
    ],
    [
      "a state whose secrets cannot be told",
      stored([variable([{ sensitive_attributes: [null] }])]),
      undefined,
    ],
    ["a shown state with a resource that is none", shown([null]), undefined],
    ["a shown state whose secrets cannot be told", shown([{ ...named, sensitive_values: null }]), undefined],
    ["a shown state whose values are none", shown([{ ...named, values: 1 }]), undefined],
    ["what is no JSON", "{", undefined],
  ])("%s", (_, text, expected) => {
    expect(objectsInState(text)).toEqual(expected);
  });
});

describe("readStateFiles", () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "states-"));
    mkdirSync(join(folder, "deep/er"), { recursive: true });
    mkdirSync(join(folder, "none"));
    writeFileSync(join(folder, "deep/er/one.tfstate"), stored([variable([instance("1")])]));
    writeFileSync(join(folder, "deep/package.json"), '{"name":"x"}');
    writeFileSync(join(folder, "deep/broken.json"), "{");
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it("finds the states below a folder, and passes by what is none", () => {
    expect(readStateFiles(folder, folder).map(({ source, objects }) => [source, objects.length])).toEqual([
      ["deep/er/one.tfstate", 1],
    ]);
  });

  it.each([
    ["deep/package.json", /is no state: give a state file/],
    ["nowhere", /does not exist/],
    ["none", /There is no state/],
  ])("%s is refused", (path, says) => {
    expect(() => readStateFiles(join(folder, path), folder)).toThrow(says);
  });
});
