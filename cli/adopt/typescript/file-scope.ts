import type { Reference, Secret } from "../expression";
import type { Known, Layout, Named, SourceFile } from "../layout";
import { camelCase, pascalCase } from "../words";
import { atom, type Code, call, quote, record } from "./code";
import type { Outside } from "./values";

/** Constructs by which what stands in older code is found again. */
const classes: Readonly<Record<Named["type"], string>> = {
  prefect_flow: "Flow",
  "data.prefect_flow": "generated.dataPrefectFlow.DataPrefectFlow",
  prefect_deployment: "Deployment",
  prefect_work_pool: "WorkPool",
  prefect_work_queue: "WorkQueue",
  prefect_variable: "Variable",
  prefect_block_type: "generated.blockType.BlockType",
  prefect_block_schema: "generated.blockSchema.BlockSchema",
  prefect_block: "Block",
  prefect_default_result_storage: "generated.defaultResultStorage.DefaultResultStorage",
  prefect_automation: "Automation",
  prefect_global_concurrency_limit: "ConcurrencyLimit",
  prefect_task_run_concurrency_limit: "generated.taskRunConcurrencyLimit.TaskRunConcurrencyLimit",
  prefect_saved_search: "generated.savedSearch.SavedSearch",
};

/** What a file uses of elsewhere, found while it is written. */
export class FileScope {
  /** Names of `cdktf-provider-prefect`; a type begins with `type `. */
  readonly used = new Set<string>();
  /** Constructs of other files, by the file. */
  readonly parameters = new Map<SourceFile, Set<string>>();
  /** Constructs of older code, by the identifier that they have here. */
  readonly found = new Map<string, Known>();
  /** Objects of this file that something refers to. */
  readonly referred = new Set<string>();

  constructor(
    readonly file: SourceFile,
    private readonly layout: Layout,
    private readonly fileOf: ReadonlyMap<string, SourceFile>,
    /** Objects that files after this one refer to. */
    private readonly onReference: (to: Named) => void,
  ) {}

  use(name: string): string {
    this.used.add(name.split(".")[0] ?? name);
    return name;
  }

  /** The identifier of a construct that is referred to; undefined: it is out of reach. */
  identifier(reference: Reference, from: Named): string | undefined {
    const target = this.layout.resolve(reference, from);
    if (target === undefined) return undefined;
    if (!("fields" in target)) return this.find(target);
    const file = this.fileOf.get(target.id);
    if (file === undefined) return undefined;
    const name = camelCase(target.label);
    this.onReference(target);
    if (file === this.file) {
      this.referred.add(target.id);
      return name;
    }
    const names = this.parameters.get(file) ?? new Set();
    this.parameters.set(file, names.add(name));
    return name;
  }

  /** What is written of the world outside an object. */
  outside(from: Named): Outside {
    return {
      reference: (reference) => {
        const name = this.identifier(reference, from);
        return name === undefined ? undefined : `${name}.${reference.attribute}`;
      },
      secret: (secret) => this.secret(secret),
    };
  }

  private secret({ variable, description, type }: Secret): Code {
    return call(
      this.use("secretVariable"),
      atom("stack"),
      atom(quote(variable)),
      record([
        ["description", atom(quote(description))],
        ...(type === "string" ? [] : ([["type", atom(quote(type))]] as const)),
      ]),
    );
  }

  private find(known: Known): string {
    const name = camelCase(known.label.split("/").join("-"));
    this.use(classes[known.type]);
    this.found.set(name, known);
    return name;
  }

  /** Statements that find older constructs. */
  finders(): readonly string[] {
    return [...this.found].sort().map(([name, { label, type }]) => {
      const [first = "", ...rest] = label.split("/");
      const path = [first, ...rest].map((part) => `.node.findChild(${quote(part)})`).join("");
      return `const ${name} = stack${path} as ${classes[type]};`;
    });
  }
}

/** What a file's function, and what it gives back, are called. */
export function fileNames(path: string): {
  readonly stem: string;
  readonly add: string;
  readonly type: string;
} {
  const [folder = "", name] = path.split("/");
  const kind = folder === "flows" ? "flow" : folder === "work-pools" ? "pool" : undefined;
  const stem = name === undefined ? folder : name.endsWith(`-${kind}`) ? name : `${name}-${kind}`;
  return { stem: camelCase(stem), add: `add${pascalCase(stem)}`, type: pascalCase(stem) };
}
