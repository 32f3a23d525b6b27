import { type Handover, lines } from "./handover-file";

/** Where there are no more of any type, they are found out about soon enough. */
const few = 50;

type Counts = ReadonlyMap<string, number>;

/**
 * How many objects of each type a configuration declares. Terraform has the whole of it checked by one process before
 * another one plans, resource by resource, and never hears how many there are: so the first one tells.
 */
export class DeclaredObjects {
  #counts = new Map<string, number>();

  /**
   * @param file where it is kept from one process to the next
   * @param command tells the processes of one Terraform command from those of others
   */
  constructor(
    private readonly file: Handover,
    private readonly command: number,
  ) {}

  /** One more is declared. */
  add(typeName: string): void {
    this.#counts.set(typeName, (this.#counts.get(typeName) ?? 0) + 1);
  }

  /** To be called when the process ends: tells the one that plans, if there are many. */
  tell(): void {
    if (Math.max(0, ...this.#counts.values()) <= few) return;
    const told = sum([...countsOf(this.file.take(), this.command), ...this.#counts]);
    this.file.keep([...told].map(([typeName, count]) => `${this.command} ${typeName} ${count}`).join("\n"));
  }

  /** Those of this command, as far as they are known; what was told is gone with that. */
  take(): Counts {
    const counts = sum([...countsOf(this.file.take(), this.command), ...this.#counts]);
    this.#counts = new Map();
    return counts;
  }
}

function sum(counts: readonly (readonly [typeName: string, count: number])[]): Counts {
  const sums = new Map<string, number>();
  for (const [typeName, count] of counts) sums.set(typeName, (sums.get(typeName) ?? 0) + count);
  return sums;
}

/** What the processes of a command have told: one for each provider configuration. */
function countsOf(told: string, command: number): (readonly [typeName: string, count: number])[] {
  return lines(told).flatMap((line) => {
    const [, teller, typeName = "", count] = /^(\d+) (\w{1,64}) (\d{1,6})$/.exec(line) ?? [];
    return Number(teller) === command ? [[typeName, Number(count)] as const] : [];
  });
}
