import { type JsonValue, type PrefectClient, parseJson, stringifyJson } from "../../client";
import type { Diagnostic } from "../framework/diagnostic";
import { type Handover, lines } from "./handover-file";

/** Of what other objects a plan finds something out. */
type Subject =
  | "check"
  | "reference"
  | "block type"
  | "work pool"
  | "result storage"
  | "name of a block type"
  | "setting"
  | "shared object";

/** The server, and its workspace, that something was found on. */
type Place = Pick<PrefectClient, "address">;

/** Ids are UUIDs: the same nowhere else. */
const anywhere: Place = { address: "*" };

/**
 * What a plan has found out on the server about objects that others refer to, for the apply of this plan: Terraform
 * plans each resource once more then, in another process, and nothing of that need be asked twice.
 *
 * Terraform does not say which plan is that of an apply. But before each new one it checks the configuration, and then
 * all findings are removed (`removeHandovers`): what a process finds kept is of the plan that it applies, or of one made
 * since.
 */
export class PlanFindings {
  readonly #file: Handover;
  readonly #before: Map<string, JsonValue>;
  readonly #noted = new Set<string>();
  #pending: string[] = [];
  #isOpen: boolean;

  constructor(file: Handover) {
    this.#file = file;
    this.#before = new Map(lines(file.take()).flatMap(findingIn));
    this.#isOpen = this.#before.size === 0;
  }

  /** What the plan found; undefined: it did not ask, or what it asked for has changed since. */
  of(client: Place, subject: Subject, name: string): JsonValue | undefined {
    return this.#before.get(keyOf(client, subject, name));
  }

  /** Notes what was found. It must hold nothing secret. */
  note(client: Place, subject: Subject, name: string, found: JsonValue): void {
    const key = keyOf(client, subject, name);
    if (!this.#isOpen || this.#noted.has(key)) return;
    this.#noted.add(key);
    if (this.#pending.length === 0) setImmediate(() => this.#keep());
    this.#pending.push(`${stringifyJson([key, found])}\n`);
  }

  #keep(): void {
    if (this.#isOpen) this.#file.add(this.#pending.join(""));
    this.#pending = [];
  }

  /**
   * What `ask` finds wrong; nothing where the plan has asked and found nothing wrong.
   * @param name of what is checked: the object and a word on the check, all of it known when planning
   */
  async unlessFine(
    client: PrefectClient,
    name: string,
    ask: () => Promise<readonly Diagnostic[]>,
  ): Promise<readonly Diagnostic[]> {
    if (this.of(client, "check", name) === true) return [];
    const faults = await ask();
    if (faults.length === 0) this.note(client, "check", name, true);
    return faults;
  }

  /** The plan's findings on this do not hold any more. */
  drop(subject: Subject, name?: string): void {
    const end = name === undefined ? undefined : ` ${name}`;
    for (const key of this.#before.keys()) {
      if (key.startsWith(`${subject} `) && (end === undefined || key.endsWith(end))) this.#before.delete(key);
    }
  }

  /** Two resources of the state stand for that object, and the plan deletes it by one of them only. */
  noteShared(typeName: string, id: string): void {
    this.note(anywhere, "shared object", `${typeName} ${id}`, true);
  }

  /** Whether the plan has noted that; the first time that it is asked. */
  takeShared(typeName: string, id: string): boolean {
    return this.#before.delete(keyOf(anywhere, "shared object", `${typeName} ${id}`));
  }

  /** This is an apply: what its own plans find is for no later one. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#file.keep("");
  }
}

/** The finding of a line, if it is one. */
function findingIn(line: string): readonly [string, JsonValue][] {
  try {
    const [key, found] = [parseJson(line)].flat();
    return typeof key === "string" && found !== undefined ? [[key, found]] : [];
  } catch {
    return [];
  }
}

const keyOf = (client: Place, subject: Subject, name: string): string =>
  `${subject} ${client.address} ${name}`;
