import type { ServerObjects } from "../server-objects/server-objects";
import { adoptObjects } from "./adopt-objects";
import type { Adopted } from "./adopted";
import { leavesOf } from "./arrange";
import type { Secret } from "./expression";
import type { Manifested } from "./known";
import { type Known, type Layout, layOut } from "./layout";
import { SecretNames } from "./secrets";
import { type Only, selectionOf } from "./selection";
import { typesById } from "./types-by-id";

/** What the folder that is written into has already. */
export interface Present {
  readonly manifest: readonly Manifested[];
  /** Ids of objects that states know. */
  readonly inStates: ReadonlySet<string>;
  /** Names of variables that its files use. */
  readonly variables: Iterable<string>;
  /** Labels that its files use, see `LayoutOptions`. */
  readonly takenLabels: ReadonlySet<string>;
  readonly labelsByType: boolean;
  readonly isTaken: (path: string) => boolean;
}

/** What is to be written, whatever the language. */
export interface Adoption {
  readonly adopted: readonly Adopted[];
  readonly layout: Layout;
  /** Variables that whoever deploys has to give. */
  readonly secrets: readonly Secret[];
  /** How many deployments have secrets that the server tells: the first plan takes these out of the state. */
  readonly told: number;
  /** What is left out, and why. */
  readonly remarks: readonly string[];
}

/** Makes code of all that a server has, is asked for, and stands nowhere yet. */
export function adopt(server: ServerObjects, only: readonly Only[], present: Present): Adoption {
  const remarks: string[] = [];
  const types = typesById(server);
  const known = present.manifest.flatMap(({ id, label, type = types.get(id) }): Known[] =>
    type === undefined ? [] : [{ id, label, type }],
  );
  for (const { id, label } of present.manifest) {
    if (!types.has(id) && id !== "default")
      remarks.push(
        `the imports name ${label} (${id}), which the server does not have any more: take it out of code`,
      );
  }
  const reach = new Set(present.manifest.map(({ id }) => id));
  const adopted = adoptObjects(server, {
    selected: selectionOf(server, only),
    isKnown: (id) => reach.has(id) || present.inStates.has(id),
    isInReach: (id) => reach.has(id),
    secrets: new SecretNames(present.variables),
    remark: (text) => remarks.push(text),
  });
  const layout = layOut(adopted, {
    known,
    takenLabels: present.takenLabels,
    labelsByType: present.labelsByType,
    isTaken: present.isTaken,
  });
  const secrets = adopted.flatMap(({ fields }) => leavesOf(fields).filter((leaf) => leaf.is === "secret"));
  const told = adopted.filter(
    ({ type, fields }) => type === "prefect_deployment" && leavesOf(fields).some(({ is }) => is === "secret"),
  ).length;
  return { adopted, layout, secrets, told, remarks };
}
