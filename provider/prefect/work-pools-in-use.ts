import type { PrefectClient, WorkPool } from "../../client";
import type { PlanFindings } from "./plan-findings";

type Asked = Promise<WorkPool | undefined>;

/** Pools that others name: each is looked up once, until it is made or changed. */
export class WorkPoolsInUse {
  private readonly asked = new WeakMap<PrefectClient, Map<string, Asked>>();
  private readonly expected = new Set<string>();

  constructor(private readonly findings: PlanFindings) {}

  /** Notes that a pool is to be made, or its job template changed: what the server has of it will not hold. */
  expect(name: string): void {
    this.expected.add(name);
  }

  isExpected(name: string): boolean {
    return this.expected.has(name);
  }

  /** Notes that a pool is now as planned. */
  written(client: PrefectClient, name: string): void {
    this.expected.delete(name);
    this.findings.drop("work pool", name);
    this.asked.get(client)?.delete(name);
  }

  async has(client: PrefectClient, name: string): Promise<boolean> {
    if (this.findings.of(client, "work pool", name) === true) return true;
    const found = await this.find(client, name);
    if (found !== undefined) this.findings.note(client, "work pool", name, true);
    return found !== undefined;
  }

  find(client: PrefectClient, name: string): Asked {
    const byName = this.asked.get(client) ?? new Map<string, Asked>();
    this.asked.set(client, byName);
    const asked = byName.get(name) ?? client.read.workPool(name);
    byName.set(name, asked);
    const forget = () => byName.delete(name);
    // Neither a failure is kept nor that there is none yet.
    asked.then((found) => found === undefined && forget(), forget);
    return asked;
  }
}
