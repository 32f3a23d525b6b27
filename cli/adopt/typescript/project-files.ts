import type { ImportEntry, WrittenFile } from "../project";

/** `imports.json`: what each construct is on the server. */
export const importsText = (imports: readonly ImportEntry[]): string =>
  `${JSON.stringify(Object.fromEntries(imports.map(({ to, id }) => [to, id])), undefined, 2)}\n`;

const importsModule = `import { TerraformResource, type TerraformStack } from "cdktf";
import { PrefectResource } from "cdktf-provider-prefect";
import type { IConstruct } from "constructs";
import ids from "./imports.json";

/**
 * Says what each construct is on the server, so that the first deploy imports it instead of making it. Later deploys do
 * not look at it: once all is imported, this file, \`imports.json\` and the call in \`main.ts\` may go.
 */
export function importFromServer(stack: TerraformStack): void {
  for (const [path, id] of Object.entries(ids)) {
    const construct = constructAt(stack, path);
    const resource = construct instanceof PrefectResource ? construct.resource : construct;
    if (TerraformResource.isTerraformResource(resource)) resource.importFrom(id);
  }
}

function constructAt(stack: TerraformStack, path: string): IConstruct | undefined {
  let construct: IConstruct | undefined = stack;
  for (const id of path.split("/")) construct = construct?.node.tryFindChild(id);
  return construct;
}
`;

/** Lists of texts stand on one line, as formatters have them. */
const json = (value: unknown): string =>
  `${JSON.stringify(value, undefined, 2).replaceAll(/\[\s+([^[\]{}]*?)\s+\]/g, (_, items: string) => `[${items.replaceAll(/\s*\n\s*/g, " ")}]`)}\n`;

/** What a CDKTF project has beside its constructs. */
export const projectFiles = (
  version: string,
  versions: Readonly<Record<string, string>>,
): readonly WrittenFile[] => [
  { path: "imports.ts", text: importsModule },
  {
    path: "cdktf.json",
    text: json({
      language: "typescript",
      app: "npx tsx main.ts",
      projectId: "prefect",
      sendCrashReports: "false",
    }),
  },
  {
    path: "package.json",
    text: json({
      name: "prefect-stack",
      private: true,
      scripts: { check: "tsc --noEmit", deploy: "cdktf deploy" },
      dependencies: {
        cdktf: versions.cdktf,
        "cdktf-provider-prefect": `^${version}`,
        constructs: versions.constructs,
      },
      devDependencies: {
        "@types/node": versions["@types/node"],
        "cdktf-cli": versions["cdktf-cli"],
        tsx: versions.tsx,
        typescript: versions.typescript,
      },
    }),
  },
  {
    path: "tsconfig.json",
    text: json({
      compilerOptions: {
        target: "ES2022",
        module: "node16",
        moduleResolution: "node16",
        strict: true,
        esModuleInterop: true,
        resolveJsonModule: true,
        skipLibCheck: true,
        noEmit: true,
      },
      exclude: ["node_modules", "cdktf.out"],
    }),
  },
  { path: ".gitignore", text: "node_modules/\ncdktf.out/\n*.tfstate*\n" },
];
