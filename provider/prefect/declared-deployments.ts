import { type Handover, lines } from "./handover-file";

/** Where there are no more, they are found out about soon enough. */
const few = 50;

/**
 * How many deployments a configuration declares. Terraform has the whole of it checked by one process before another
 * one plans, resource by resource, and never hears how many there are: so the first one tells.
 */
export class DeclaredDeployments {
  #count = 0;

  /**
   * @param file where it is kept from one process to the next
   * @param command tells the processes of one Terraform command from those of others
   */
  constructor(
    private readonly file: Handover,
    private readonly command: number,
  ) {}

  /** One more is declared. */
  add(): void {
    this.#count += 1;
  }

  /** To be called when the process ends: tells the one that plans, if there are many. */
  tell(): void {
    if (this.#count <= few) return;
    const counts = [...countsOf(this.file.take(), this.command), this.#count];
    this.file.keep(counts.map((count) => `${this.command} ${count}`).join("\n"));
  }

  /** Those of this command, as far as they are known; what was told is gone with that. */
  take(): number {
    const counts = [...countsOf(this.file.take(), this.command), this.#count];
    this.#count = 0;
    return counts.reduce((sum, count) => sum + count);
  }
}

/** What the processes of a command have told: one for each provider configuration. */
function countsOf(told: string, command: number): number[] {
  return lines(told).flatMap((line) => {
    const [, teller, count] = /^(\d+) (\d{1,6})$/.exec(line) ?? [];
    return Number(teller) === command ? [Number(count)] : [];
  });
}
