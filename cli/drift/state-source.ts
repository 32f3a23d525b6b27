import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { isObject } from "./json-shape";

/** What terraform keeps of the backend that a folder was initialised with. */
export interface Backend {
  readonly type: string;
  readonly config: Readonly<Record<string, unknown>>;
}

export interface StatePlace {
  /** Undefined: none is configured, and the state is a file in the folder. */
  readonly backend: Backend | undefined;
  readonly workspace: string;
  /** Where the code stands. */
  readonly folder: string;
}

/** The settings that tell which state it is, in this order. None of them is a secret. */
const named: Readonly<Record<string, readonly string[]>> = {
  s3: ["bucket", "key"],
  gcs: ["bucket", "prefix"],
  azurerm: ["storage_account_name", "container_name", "key"],
  oss: ["bucket", "prefix", "key"],
  cos: ["bucket", "prefix", "key"],
  consul: ["path"],
  kubernetes: ["namespace", "secret_suffix"],
  pg: ["schema_name"],
  remote: ["hostname", "organization"],
  cloud: ["hostname", "organization"],
};

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** Without credentials and query, which may be secret. */
function plainAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname}`;
}

function localFile({ backend, workspace, folder }: StatePlace): string {
  const { path, workspace_dir: workspaces } = backend?.config ?? {};
  return workspace === "default"
    ? resolve(folder, text(path) ?? "terraform.tfstate")
    : resolve(folder, text(workspaces) ?? "terraform.tfstate.d", workspace, "terraform.tfstate");
}

/**
 * Where a state is, in words: a file's path relative to `cwd`, or the backend with what names the state in it:
 * `s3 backend states/prefect.tfstate, workspace "staging"`.
 */
export function stateSource(place: StatePlace, cwd: string): string {
  const { backend, workspace } = place;
  if (backend === undefined || backend.type === "local") {
    const file = localFile(place);
    return relative(cwd, file) || file;
  }
  const { type, config } = backend;
  const parts = (named[type] ?? []).flatMap((name) => text(config[name]) ?? []);
  const address = type === "http" ? plainAddress(text(config.address) ?? "") : undefined;
  const which = address ?? parts.join("/");
  return [
    `${type} backend${which === "" ? "" : ` ${which}`}`,
    ...(workspace === "default" ? [] : [`workspace "${workspace}"`]),
  ].join(", ");
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/**
 * What a data folder (`.terraform`) knows of backend and workspace.
 * @param chosen the workspace that TF_WORKSPACE names
 */
export function statePlace(data: string, folder: string, chosen: string | undefined): StatePlace {
  let kept: unknown;
  try {
    kept = JSON.parse(readText(join(data, "terraform.tfstate")) ?? "null");
  } catch {
    kept = null;
  }
  const backend = isObject(kept) && isObject(kept.backend) ? kept.backend : undefined;
  const type = text(backend?.type);
  return {
    backend:
      type === undefined ? undefined : { type, config: isObject(backend?.config) ? backend.config : {} },
    workspace: chosen || readText(join(data, "environment"))?.trim() || "default",
    folder,
  };
}
