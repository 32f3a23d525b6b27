import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { PrefectApi } from "./api";
import { type Handover, handoverFile, lines } from "./handover-file";

let folder: string;
let file: Handover;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "handover-"));
  file = handoverFile("what", [], { TF_DATA_DIR: join(folder, "data") });
});

afterEach(() => rmSync(folder, { recursive: true }));

const paths = (): readonly string[] =>
  readdirSync(join(folder, "data")).map((name) => join(folder, "data", name));

it("keeps the last, or all, for this user alone, until it is taken", () => {
  file.keep("much that was kept before\n");
  file.keep("one\n");
  file.add("two\n");
  expect(paths().map((path) => statSync(path).mode & 0o777)).toEqual([0o600]);
  expect(lines(file.take())).toEqual(["one", "two"]);
  expect(paths()).toEqual([]);
  expect(file.take()).toBe("");
});

it.runIf(process.platform !== "win32")("is not led elsewhere by a link in its place", () => {
  file.keep("one\n");
  const other = join(folder, "other");
  writeFileSync(other, "of somebody else");
  for (const path of paths()) {
    rmSync(path);
    symlinkSync(other, path);
  }
  file.keep("two\n");
  file.add("three\n");
  expect(readFileSync(other, "utf8")).toBe("of somebody else");
});

it("has a name that no password shows in", () => {
  vi.stubEnv("TF_DATA_DIR", join(folder, "data"));
  onTestFinished(() => void vi.unstubAllEnvs());
  for (const password of ["one", "two"]) {
    new PrefectApi({ apiUrl: `http://me:${password}@host/api` }).leftovers.find(["an id"]);
  }
  new PrefectApi({ apiUrl: "http://other/api" }).leftovers.find(["an id"]);
  expect(paths()).toHaveLength(2);
});
