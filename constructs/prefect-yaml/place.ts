/** Where in a file something stands, for errors: `stack/prod: prefect.yaml: deployments[1] "nightly": schedules[0].cron`. */
export class Place {
  /** @param file named first, with the construct's path: `stack/prod: prefect.yaml` */
  static ofFile(file: string): Place {
    return new Place(file, "");
  }

  private constructor(
    private readonly start: string,
    private readonly path: string,
  ) {}

  /** The place of a key or an item in what stands here. */
  at(step: string | number): Place {
    const isWord = typeof step === "string" && /^[A-Za-z_][\w-]*$/.test(step);
    const dot = this.path === "" ? "" : ".";
    return new Place(this.start, `${this.path}${isWord ? `${dot}${step}` : `[${JSON.stringify(step)}]`}`);
  }

  /** The same place as the beginning of others, called by a name too. */
  called(name: string): Place {
    return new Place(`${this} ${JSON.stringify(name)}`, "");
  }

  /** @param problem what is wrong there and what to do about it; it shows no values, they may be secret */
  error(problem: string): Error {
    return new Error(`${this}: ${problem}`);
  }

  toString(): string {
    return this.path === "" ? this.start : `${this.start}: ${this.path}`;
  }
}
