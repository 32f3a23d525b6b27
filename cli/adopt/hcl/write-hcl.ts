import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sourceAddress } from "../../../source-address";
import type { ServerObjects } from "../../server-objects/server-objects";
import { adopt } from "../adopt";
import { resourceTypes } from "../adopted";
import { idsInStates, type Manifested, refuseUnknownCode, statesBeside } from "../known";
import { folded } from "../labels";
import type { WrittenFile } from "../project";
import { readmeOfHcl } from "../readme";
import type { Report, WriteOptions } from "../write-options";
import {
  fileStem,
  hclFiles,
  ignoredFiles,
  importBlocks,
  importsIn,
  providerText,
  variableBlocks,
} from "./hcl-project";

/** A Terraform configuration, or what is new into the one that is there. What is there is added to, never changed. */
export function hclReport(server: ServerObjects, options: WriteOptions): Report {
  const { out } = options;
  const present = readFiles(out);
  const all = [...present.values()].join("\n");
  const entries = importsIn(all);
  const manifest = entries.flatMap(({ to, id }): Manifested[] => {
    const [, name, label] = /^(\w+)\.([\w-]+)$/.exec(to) ?? [];
    const type = resourceTypes.find((each) => each === name);
    return type === undefined || label === undefined ? [] : [{ id, label, type }];
  });
  // What stands in a module, or among several of one block, is known, and out of reach.
  const inStates = new Set([
    ...entries.map(({ id }) => id),
    ...idsInStates([...statesBeside(out), ...options.states]),
  ]);
  refuseUnknownCode(out, /^resource "prefect_/m.test(all), "imports.tf", inStates);
  const adoption = adopt(server, options.only, {
    manifest,
    inStates,
    variables: [...all.matchAll(/^variable "([\w-]+)"/gm)].map(([, name = ""]) => name),
    takenLabels: takenLabels(all),
    labelsByType: true,
    isTaken: (path) => present.has(`${fileStem(path)}.tf`),
  });
  const { files, imports } = hclFiles(adoption.layout);
  if (files.length === 0) return { ...adoption, files };

  const extended = (path: string, text: string): readonly WrittenFile[] => {
    if (text === "") return [];
    const before = present.get(path)?.trimEnd();
    return [{ path, text: before ? `${before}\n\n${text}` : text }];
  };
  const added = (path: string, text: string): readonly WrittenFile[] =>
    existsSync(join(out, path)) ? [] : [{ path, text }];
  const hasProvider = /^\s*required_providers\b/m.test(all);
  const written = [
    ...files,
    ...extended("variables.tf", variableBlocks(adoption.secrets)),
    ...extended("imports.tf", importBlocks(imports)),
    ...(hasProvider ? [] : added("providers.tf", providerText(sourceAddress, options.version))),
    ...added(".gitignore", ignoredFiles),
    ...added("README.md", readmeOfHcl(adoption)),
  ];
  return { ...adoption, files: written };
}

function takenLabels(text: string): ReadonlySet<string> {
  const blocks = text.matchAll(/^(resource|data) "([\w-]+)" "([\w-]+)"/gm);
  return new Set(
    [...blocks].map(
      ([, kind, type = "", label = ""]) => `${kind === "data" ? "data." : ""}${type}.${folded(label)}`,
    ),
  );
}

function readFiles(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name.endsWith(".tf"),
  );
  return new Map(
    names.map(({ name }) => [name, readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n")]),
  );
}
