import { actionPage } from "./action-page";
import { functionPage } from "./function-page";
import { importSection } from "./import-commands";
import { type Group, indexPage } from "./index-page";
import { listResourcePage } from "./list-resource-page";
import { exampleSection, page } from "./page";
import type { BlockJson, ProviderJson } from "./schema-json";
import { schemaSection, type Words } from "./schema-section";

/** What a page says that the schema printed by Terraform does not have. */
export interface ResourceFacts {
  readonly importForms: readonly string[];
  readonly identity: readonly string[];
  readonly words: (attribute: string) => Words;
}

export interface Sources {
  readonly schema: ProviderJson;
  /** A file of `examples/`, such as `resources/prefect_flow/resource.tf`; undefined when it is not there. */
  readonly example: (file: string) => string | undefined;
  readonly facts: (resource: string) => ResourceFacts;
  /** Types that are registered only to say that they need Prefect Cloud, by the folder of their kind. */
  readonly cloudOnly: Readonly<Record<string, ReadonlySet<string>>>;
}

/** One kind of thing that a provider offers, and where its pages and examples are. */
export interface Kind {
  readonly title: string;
  /** In `docs/` and `examples/`. */
  readonly folder: string;
  readonly exampleFile: string;
  /** The Terraform that its examples need, where not every one in use has such things. */
  readonly since?: string;
  readonly names: (schema: ProviderJson) => readonly string[];
}

export const kinds = {
  resource: {
    title: "Resources",
    folder: "resources",
    exampleFile: "resource.tf",
    names: ({ resource_schemas: all = {} }) => Object.keys(all),
  },
  dataSource: {
    title: "Data sources",
    folder: "data-sources",
    exampleFile: "data-source.tf",
    names: ({ data_source_schemas: all = {} }) => Object.keys(all),
  },
  ephemeralResource: {
    title: "Ephemeral resources",
    folder: "ephemeral-resources",
    exampleFile: "ephemeral-resource.tf",
    names: ({ ephemeral_resource_schemas: all = {} }) => Object.keys(all),
  },
  function: {
    title: "Functions",
    folder: "functions",
    exampleFile: "function.tf",
    names: ({ functions: all = {} }) => Object.keys(all),
  },
  listResource: {
    title: "List resources",
    folder: "list-resources",
    exampleFile: "list-resource.tfquery.hcl",
    since: "1.14",
    names: ({ list_resource_schemas: all = {} }) => Object.keys(all),
  },
  action: {
    title: "Actions",
    folder: "actions",
    exampleFile: "action.tf",
    since: "1.14",
    names: ({ action_schemas: all = {} }) => Object.keys(all),
  },
} as const satisfies Record<string, Kind>;

/** The names of one kind that have a page and an example. */
export const documented = (kind: Kind, { schema, cloudOnly }: Pick<Sources, "schema" | "cloudOnly">) =>
  kind
    .names(schema)
    .filter((name) => cloudOnly[kind.folder]?.has(name) !== true)
    .sort();

/** The registry names pages without the provider's prefix. */
const pageName = (name: string): string => name.replace(/^prefect_/, "");

/** All pages, by file in `docs/`. */
export function pages(sources: Sources): ReadonlyMap<string, string> {
  const { schema, example, facts, cloudOnly } = sources;
  const made = new Map<string, string>();
  const each = (kind: Kind, write: (name: string, example: string | undefined) => string): Group => ({
    title: kind.title,
    folder: kind.folder,
    cloudOnly: [...(cloudOnly[kind.folder] ?? [])].sort(),
    pages: documented(kind, sources).map((name) => {
      const file = pageName(name);
      made.set(
        `${kind.folder}/${file}.md`,
        write(name, example(`${kind.folder}/${name}/${kind.exampleFile}`)),
      );
      return { name, file };
    }),
  });
  const groups = [
    each(kinds.resource, (name, usage) => {
      const { importForms, identity, words } = facts(name);
      const definition = schema.resource_schemas?.[name];
      const attributes = definition?.block.attributes ?? {};
      return typePage(name, "Resource", definition, usage, words, [
        importSection(
          importForms,
          identity,
          example(`resources/${name}/import.sh`),
          attributes.workspace_id !== undefined,
        ),
      ]);
    }),
    each(kinds.dataSource, (name, usage) =>
      typePage(name, "Data Source", schema.data_source_schemas?.[name], usage),
    ),
    each(kinds.ephemeralResource, (name, usage) =>
      typePage(name, "Ephemeral Resource", schema.ephemeral_resource_schemas?.[name], usage),
    ),
    each(kinds.function, (name, usage) => {
      const definition = schema.functions?.[name];
      if (definition === undefined) throw new Error(`The schema has no function ${name}.`);
      return functionPage(name, definition, usage);
    }),
    each(kinds.listResource, (name, usage) =>
      listResourcePage(name, schema.list_resource_schemas?.[name], usage),
    ),
    each(kinds.action, (name, usage) =>
      actionPage(name, schema.action_schemas?.[name], usage, example(`actions/${name}/stack.ts`)),
    ),
  ];
  made.set("index.md", indexPage(schema.provider, groups, example("provider/provider.tf")));
  return made;
}

function typePage(
  name: string,
  what: string,
  schema: BlockJson | undefined,
  example: string | undefined,
  words?: (attribute: string) => Words,
  more: readonly string[] = [],
): string {
  return page({
    title: `${name} ${what} - prefect`,
    description: schema?.block.description ?? "",
    heading: `${name} (${what})`,
    sections: [exampleSection(example), schemaSection(schema?.block.attributes ?? {}, words), ...more],
  });
}
