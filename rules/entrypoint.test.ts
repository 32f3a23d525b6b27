import { expect, it } from "vitest";
import { entrypoint } from "./entrypoint";

it.each([
  ["flows/etl.py:etl", { path: "flows/etl.py", function: "etl" }],
  ["./flows/my etl.py:Etl.run", { path: "./flows/my etl.py", function: "Etl.run" }],
  ["C:\\flows\\etl.py:etl", { path: "C:\\flows\\etl.py", function: "etl" }],
  ["pkg.etl:run", { module: "pkg.etl", function: "run" }],
  ["pkg:Etl.run", { module: "pkg", function: "Etl.run" }],
  ["pkg.etl.run", { module: "pkg.etl", function: "run" }],
  ["größe.größe", { module: "größe", function: "größe" }],
])("%s", (text, parts) => {
  expect(entrypoint(text)).toEqual(parts);
});

it.each([
  ["", "does not say both"],
  ["etl", "does not say both"],
  ["flows/etl.py", "not the function in it"],
  ["flows/etl.py:", "does not say both"],
  [":etl", "does not say both"],
  ["flows/etl.py:1st", '"1st", which is not a Python name'],
  ["flows/etl.py:etl()", "not a Python name"],
  ["flows/etl:etl", "neither a file that ends with .py nor a module"],
  [".etl:run", "neither"],
])("%j is refused", (text, problem) => {
  expect(entrypoint(text)).toEqual({ problem: expect.stringContaining(problem) });
});
