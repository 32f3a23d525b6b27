import { expect, test } from "vitest";
import { DeclaredDeployments } from "./declared-deployments";
import { MockHandover } from "./mock-handover";

function declares(file: MockHandover, count: number, command = 7): DeclaredDeployments {
  const declared = new DeclaredDeployments(file, command);
  for (let one = 0; one < count; one++) declared.add();
  return declared;
}

test("the process that plans hears of all that were declared, once", () => {
  const file = new MockHandover();
  declares(file, 100).tell();
  declares(file, 60).tell();
  expect(new DeclaredDeployments(file, 7).take()).toBe(160);
  expect(new DeclaredDeployments(file, 7).take()).toBe(0);
});

test("what another command has declared is no news, and does not stay", () => {
  const file = new MockHandover();
  declares(file, 100, 6).tell();
  declares(file, 200).tell();
  expect(file.content).toBe("7 200");
  declares(file, 100, 6).tell();
  expect(new DeclaredDeployments(file, 7).take()).toBe(0);
  expect(file.content).toBe("");
});

test("of a few nothing is told", () => {
  const file = new MockHandover();
  declares(file, 50).tell();
  expect(file.content).toBe("");
});

test("a process that both checks and plans knows by itself", () => {
  const declared = declares(new MockHandover(), 100);
  expect(declared.take()).toBe(100);
  expect(declared.take()).toBe(0);
});

test.each(["", "7", "7 many", "7 -1", "7 1e9", "7 9999999", "\u0000", "x 100"])("%j says nothing", (text) => {
  const file = new MockHandover();
  file.keep(text);
  expect(new DeclaredDeployments(file, 7).take()).toBe(0);
});
