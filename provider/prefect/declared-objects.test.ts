import { expect, test } from "vitest";
import { DeclaredObjects } from "./declared-objects";
import { MockHandover } from "./mock-handover";

function declares(
  file: MockHandover,
  counts: Readonly<Record<string, number>>,
  command = 7,
): DeclaredObjects {
  const declared = new DeclaredObjects(file, command);
  for (const [typeName, count] of Object.entries(counts)) {
    for (let one = 0; one < count; one++) declared.add(typeName);
  }
  return declared;
}

const taken = (file: MockHandover) => Object.fromEntries(new DeclaredObjects(file, 7).take());

test("the process that plans hears of all that were declared, once", () => {
  const file = new MockHandover();
  declares(file, { prefect_deployment: 100, prefect_flow: 3 }).tell();
  declares(file, { prefect_deployment: 60 }).tell();
  expect(taken(file)).toEqual({ prefect_deployment: 160, prefect_flow: 3 });
  expect(taken(file)).toEqual({});
});

test("what another command has declared is no news, and does not stay", () => {
  const file = new MockHandover();
  declares(file, { prefect_flow: 100 }, 6).tell();
  declares(file, { prefect_flow: 200 }).tell();
  expect(file.content).toBe("7 prefect_flow 200");
  declares(file, { prefect_flow: 100 }, 6).tell();
  expect(taken(file)).toEqual({});
  expect(file.content).toBe("");
});

test("of a few nothing is told", () => {
  const file = new MockHandover();
  declares(file, { prefect_flow: 50, prefect_deployment: 50 }).tell();
  declares(file, {}).tell();
  expect(file.content).toBe("");
});

test("a process that both checks and plans knows by itself", () => {
  const declared = declares(new MockHandover(), { prefect_flow: 100 });
  expect(declared.take().get("prefect_flow")).toBe(100);
  expect(declared.take().size).toBe(0);
});

test.each([
  "",
  "7",
  "7 a many",
  "7 a -1",
  "7 a 1e9",
  "7 a 9999999",
  "\u0000",
  "x a 100",
  "7 100",
  "7 a b 100",
])("%j says nothing", (text) => {
  const file = new MockHandover();
  file.keep(text);
  expect(taken(file)).toEqual({});
});
