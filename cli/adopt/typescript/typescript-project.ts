import type { ServerObjects } from "../../server-objects/server-objects";
import type { Layout, SourceFile } from "../layout";
import type { ImportEntry, Project } from "../project";
import { FileScope, fileNames } from "./file-scope";
import { sourceText, type WrittenConstructs, writeConstructs } from "./source-file";
import { typeFacts } from "./type-facts";

/** A file with constructs, as `main.ts` calls it. */
export interface Wiring {
  /** `flows/etl` */
  readonly path: string;
  /** Does a later file refer to what it makes? */
  readonly isReferred: boolean;
  /** Files whose constructs it is given, in the order of its parameters. */
  readonly needs: readonly string[];
}

export interface TypeScriptProject extends Project {
  readonly wiring: readonly Wiring[];
}

/** @param knownOwned how many automations are known of a deployment whose construct stands in older code */
export function typescriptProject(
  server: ServerObjects,
  layout: Layout,
  knownPaths: ReadonlyMap<string, string>,
): TypeScriptProject {
  const objects = layout.files.flatMap((file) => file.objects);
  const fileOf = new Map(layout.files.flatMap((file) => file.objects.map(({ id }) => [id, file] as const)));
  const facts = typeFacts(
    server,
    objects.filter(({ type }) => type === "prefect_work_pool"),
  );
  const owned = new Map<string, number>();
  const paths = new Map([...knownPaths, ...objects.map(({ id, label }) => [id, label] as const)]);
  const context = {
    facts,
    pathOf: (id: string) => paths.get(id),
    nextOwned: (deployment: string) => {
      const path = paths.get(deployment) ?? "";
      const older = knownPaths.has(deployment)
        ? [...knownPaths.values()].filter((one) => one.startsWith(`${path}/automation_`)).length
        : 0;
      const number = (owned.get(deployment) ?? older) + 1;
      owned.set(deployment, number);
      return { number, isSure: !knownPaths.has(deployment) };
    },
  };
  const exported = new Map<SourceFile, Set<string>>();
  const written: readonly WrittenConstructs[] = layout.files.map((file) => {
    const scope = new FileScope(file, layout, fileOf, (to) => {
      const home = fileOf.get(to.id);
      if (home === undefined || home === file) return;
      exported.set(home, (exported.get(home) ?? new Set()).add(to.id));
    });
    return writeConstructs(scope, context);
  });
  return {
    files: written.map((one) => ({
      path: `${one.scope.file.path}.ts`,
      text: sourceText(one, exported.get(one.scope.file) ?? new Set()),
    })),
    imports: written.flatMap(({ made }) =>
      made.flatMap(({ one, made }): ImportEntry[] =>
        one.type === "data.prefect_flow" ? [] : [{ to: made.path, id: one.importId ?? one.id }],
      ),
    ),
    wiring: written.map(({ scope }) => ({
      path: scope.file.path,
      isReferred: exported.has(scope.file),
      needs: [...scope.parameters.keys()]
        .map(({ path }) => path)
        .sort((a, b) => (fileNames(a).type < fileNames(b).type ? -1 : 1)),
    })),
  };
}
