import { expect, it } from "vitest";
import type { Attributes } from "../framework/attribute";
import { validateObject } from "../framework/validate";
import * as dataSources from "./data-sources";
import * as ephemeralResources from "./ephemeral-resources";
import * as listResources from "./list-resources";

const lookUps = Object.entries({ data: dataSources, ephemeral: ephemeralResources, list: listResources })
  .flatMap(([kind, declared]) =>
    Object.values(declared).map(({ typeName, attributes }) => ({ place: `${kind} ${typeName}`, attributes })),
  )
  .map(({ place, attributes }): [string, Attributes] => [place, attributes]);

const isRefused = (attributes: Attributes, name: string, text: string): boolean =>
  validateObject(attributes, { [name]: text }).length > 0;

it.each(lookUps)("%s takes UUIDs only where it takes an id", (_place, attributes) => {
  const ids = Object.keys(attributes).filter((name) => /^(.*_)?id$/.test(name));
  const given = ids.filter((name) => attributes[name]?.mode !== "computed" && name !== "default_queue_id");
  for (const name of given) {
    for (const text of ["", " ", "..", "a/b", "%2F"]) {
      expect(isRefused(attributes, name, text), `${name} = "${text}"`).toBe(true);
    }
    expect(isRefused(attributes, name, "123e4567-e89b-12d3-a456-426614174000"), name).toBe(false);
  }
});

it("refuses an empty name that a path would need", () => {
  for (const [{ attributes }, name] of [
    [dataSources.blockSchemaData, "checksum"],
    [dataSources.globalConcurrencyLimitData, "name"],
    [dataSources.workersData, "work_pool_name"],
    [dataSources.workQueueData, "work_pool_name"],
    [dataSources.workQueuesData, "work_pool_name"],
    [listResources.workQueueList, "work_pool_name"],
  ] as const) {
    expect(isRefused(attributes, name, ""), name).toBe(true);
    expect(isRefused(attributes, name, " "), name).toBe(false);
  }
});
