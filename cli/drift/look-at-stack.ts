import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { Trouble } from "../report/trouble";
import { type Asked, type Drifted, drifted, isMixed, pending } from "./judge";
import { type KnownObject, knownIn, objectsInState } from "./known-objects";
import type { StackFolder } from "./project";
import { secretNames, secretVariables } from "./redaction";
import { inFolder } from "./root-folder";
import { type ServerSettings, serverSettings } from "./server-settings";
import { type StatePlace, statePlace } from "./state-source";
import { init, plan, pullState, type Root, type Terraform, wantsInit } from "./terraform";

/** What a stack's plan tells. */
export interface StackLook {
  readonly drift: readonly Drifted[];
  readonly pending: readonly Asked[];
  /** What its state knows and the server has. */
  readonly known: readonly KnownObject[];
  readonly servers: readonly ServerSettings[];
  readonly source: StatePlace;
  /** Values that may be shown nowhere. */
  readonly secrets: readonly string[];
}

/** In a folder of this command's own, terraform is initialised where it asks for it. */
async function inOwnFolder<T>(terraform: Terraform, root: Root, use: (root: Root) => Promise<T>): Promise<T> {
  try {
    return await use(root);
  } catch (error) {
    if (!wantsInit(error)) throw error;
    await init(terraform, root);
    return use(root);
  }
}

function withTerraform<T>(
  terraform: Terraform,
  { root, isOwn }: StackFolder,
  scratch: string,
  use: (root: Root) => Promise<T>,
): Promise<T> {
  return isOwn ? inOwnFolder(terraform, root, use) : inFolder(terraform, root, scratch, use);
}

/** Where the state is that terraform has used. */
const placeOf = ({ env }: Terraform, { root: own }: StackFolder, root: Root): StatePlace =>
  statePlace(
    resolve(root.folder, root.env.TF_DATA_DIR ?? env.TF_DATA_DIR ?? ".terraform"),
    own.folder,
    env.TF_WORKSPACE,
  );

let folders = 0;

/** A folder within `scratch` that nothing else uses. */
function freshFolder(scratch: string): string {
  folders += 1;
  const folder = join(scratch, `work-${folders}`);
  mkdirSync(folder);
  return folder;
}

/**
 * Plans a stack: once, and once more against the state alone where something has drifted and something is to be done,
 * since the healing of what has drifted is no wish of the code's.
 * @throws Trouble
 */
export function lookAtStack(terraform: Terraform, stack: StackFolder, scratch: string): Promise<StackLook> {
  const own = freshFolder(scratch);
  return withTerraform(terraform, stack, own, async (root) => {
    const planned = await plan(terraform, root, { scratch: own, refresh: true });
    const drift = drifted(planned);
    const ofCode = isMixed(planned, drift)
      ? await plan(terraform, root, { scratch: own, refresh: false })
      : undefined;
    return {
      drift,
      pending: pending(planned, ofCode),
      known: knownIn(planned.prior_state?.values?.root_module),
      servers: serverSettings(planned),
      source: placeOf(terraform, stack, root),
      secrets: [...secretVariables(planned), ...secretNames(drift)],
    };
  });
}

/**
 * What a stack's state knows, the server not asked.
 * @throws Trouble
 */
export function stateOf(
  terraform: Terraform,
  stack: StackFolder,
  scratch: string,
): Promise<Pick<StackLook, "known" | "source">> {
  return withTerraform(terraform, stack, freshFolder(scratch), async (root) => {
    const known = objectsInState(await pullState(terraform, root));
    if (known === undefined) {
      throw new Trouble(`${terraform.executable} state pull`, "It is no state of version 4.");
    }
    return { known, source: placeOf(terraform, stack, root) };
  });
}
