import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prefectProvider } from "../provider/prefect/provider";
import { cloudOnly } from "../scripts/docs/cloud-only";
import type { ImportCommand } from "../scripts/docs/import-commands";
import { documented, type Kind, kinds } from "../scripts/docs/pages";
import { providerIn } from "../scripts/docs/schema-json";
import { newerSchemas } from "../scripts/docs/schemas-of-definitions";
import { readProviderSchema } from "../scripts/provider-schema";
import { sourceAddress } from "../source-address";
import { isolatedEnvironment } from "./support/environment";
import { examplesFolder, examplesOf } from "./support/examples";
import { importBlock } from "./support/hcl";
import { summary } from "./support/plan-summary";
import { type PrefectServer, startPrefectServer } from "./support/prefect-server";
import { projectRoot, providerFolder } from "./support/project-paths";
import { terraformExecutable, Workspace } from "./support/terraform";
import type { Values } from "./support/terraform-output";

/**
 * What the pages in `docs/` show: all examples are applied together, each as a module. What needs a newer Terraform has
 * tests of its own.
 */

const all: readonly Kind[] = Object.values(kinds);
const appliedKinds = all.filter(({ since }) => since === undefined);
const examples = appliedKinds.flatMap(({ folder, exampleFile }) => examplesOf(folder, exampleFile));
const variables = [...new Set(examples.flatMap(({ variables: names }) => names))];
const imports = examples.flatMap(({ module, type, imports: commands }) =>
  commands.map((command) => ({ module, type, ...command })),
);

describe("examples and pages", () => {
  const schema = { ...providerIn(readProviderSchema(providerFolder)), ...newerSchemas(prefectProvider) };

  it.each(all)("$title: each has an example and a page, and nothing else has", (kind) => {
    const names = documented(kind, { schema, cloudOnly });
    expect(examplesOf(kind.folder, kind.exampleFile).map(({ type }) => type)).toEqual(names);
    const page = (name: string) =>
      join(projectRoot, "docs", kind.folder, `${name.replace(/^prefect_/, "")}.md`);
    expect(names.filter((name) => !existsSync(page(name)))).toEqual([]);
  });

  const definitions = [...prefectProvider.resources.values()].filter(
    ({ typeName }) => cloudOnly.resources?.has(typeName) !== true,
  );
  it.each(definitions)("$typeName: import.sh has each form of its import id", (one) => {
    const commands = imports.filter(({ type }) => type === one.typeName);
    expect(commands.map(({ form }) => form)).toEqual(one.importForms);
  });

  it("are formatted as terraform does", () => {
    execFileSync(terraformExecutable, ["fmt", "-check", "-diff", "-recursive", examplesFolder], {
      encoding: "utf8",
      env: isolatedEnvironment(),
    });
  });
});

describe("on a server", () => {
  let server: PrefectServer;
  let terraform: Workspace;
  /** The state after the first apply, for ids. */
  let applied: Record<string, Values>;

  // The names are as a person would read them, and some defaults are the server's own: no other test may be there.
  beforeAll(async () => {
    server = await startPrefectServer();
    terraform = await Workspace.create({ server });
    const providerExample = await readFile(join(examplesFolder, "provider/provider.tf"), "utf8");
    expect(sourceAddress).toContain(/source = "(.+)"/.exec(providerExample)?.[1]);
    await writeFile(join(terraform.folder, "provider.tf"), providerExample);
    for (const { module, hcl } of examples) {
      const folder = join(terraform.folder, module);
      await mkdir(folder);
      await writeFile(join(folder, "main.tf"), hcl);
      await writeFile(
        join(folder, "provider.tf"),
        `terraform {\n  required_providers {\n    prefect = { source = ${JSON.stringify(sourceAddress)} }\n  }\n}\n`,
      );
    }
    for (const name of variables) terraform.env[`TF_VAR_${name}`] = `value-of-${name.replaceAll("_", "-")}`;
    await terraform.write(configuration);
    expect(await terraform.run(["get"])).toMatchObject({ code: 0 });
    const warnings = await terraform.apply();
    // What is made with what it is judged by says so.
    expect(warnings.filter(({ summary }) => !summary.endsWith("checked when applying"))).toEqual([]);
    applied = await terraform.state();
  });

  afterAll(async () => {
    await terraform?.remove();
    await server?.stop();
  });

  const expectQuiet = async () => {
    const plan = await terraform.plan();
    expect(summary(plan)).toEqual({});
    expect(plan.drift).toEqual([]);
    expect(plan.outputs).toEqual({});
    expect(plan.warnings).toEqual([]);
  };

  it("plans nothing after an apply", expectQuiet);

  it("finds each object by its import command", async () => {
    for (const round of rounds(imports)) {
      await terraform.forget(...round.map(addressInModule));
      for (const command of round) {
        const address = addressInModule(command);
        await terraform.import(address, importId(command, applied[address] ?? {}));
      }
      await expectQuiet();
    }
  });

  it("finds each object by its import block", async () => {
    const [first = []] = rounds(imports);
    await terraform.forget(...first.map(addressInModule));
    await terraform.write(
      configuration +
        first
          .map(addressInModule)
          .map((address, at) => {
            const command = first[at];
            return command === undefined
              ? ""
              : importBlock(address, importId(command, applied[address] ?? {}));
          })
          .join(""),
    );
    const plan = await terraform.plan();
    expect(summary(plan)).toEqual({});
    expect(plan.all.filter(({ importing }) => importing)).toHaveLength(first.length);
    await terraform.applyPlanned();
    await terraform.write(configuration);
  });

  it("destroys all of it", async () => {
    await terraform.destroy();
    expect(await terraform.state()).toEqual({});
  });
});

type Located = ImportCommand & { readonly module: string };

/** All modules; a variable without a default is asked for once. */
const configuration = [
  ...variables.map(
    (name) => `variable "${name}" {\n  type      = string\n  sensitive = true\n  ephemeral = true\n}\n`,
  ),
  ...examples.map(
    ({ module, variables: names }) =>
      `module "${module}" {\n  source = "./${module}"\n${names.map((name) => `  ${name} = var.${name}\n`).join("")}}\n`,
  ),
].join("");

const addressInModule = ({ module, address }: Located): string => `module.${module}.${address}`;

/** The first commands of all resources, then the second ones, …: each round forgets a resource once. */
function rounds(commands: readonly Located[]): readonly (readonly Located[])[] {
  const made: Located[][] = [];
  for (const command of commands) {
    const round = made.find((one) => one.every(({ module }) => module !== command.module));
    if (round === undefined) made.push([command]);
    else round.push(command);
  }
  return made;
}

const uuid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/;

/**
 * The id of a command, as it stands where it consists of names; an id of an object is taken from the state:
 * `<deployment id>` from `deployment_id`, where there is such an attribute, else from `id`.
 */
function importId({ form, id }: ImportCommand, values: Values): string {
  const parts = id.split("/");
  return form
    .split("/")
    .map((part, at) => {
      const given = parts[at] ?? "";
      if (!uuid.test(given)) return given;
      const attribute = part.replaceAll(/[<>]/g, "").replaceAll(" ", "_");
      const value = values[attribute] ?? values.id;
      if (typeof value !== "string") throw new Error(`The state has nothing for ${part} of ${form}.`);
      return value;
    })
    .join("/");
}
