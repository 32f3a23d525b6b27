import { serverDuration } from "../rules";
import { Token } from "./framework";

/**
 * A span of time.
 *
 * @example
 * ```ts
 * Duration.hours(6);
 * Duration.parse("PT1H30M");
 * Duration.parse("P1DT12H");
 * Duration.seconds(variable.numberValue); // known only at apply
 * ```
 */
export class Duration {
  /** A number of seconds, which may be a Terraform token. */
  static seconds(seconds: number): Duration {
    return new Duration(seconds);
  }

  static minutes(minutes: number): Duration {
    return Duration.of(minutes, 60, "minutes");
  }

  static hours(hours: number): Duration {
    return Duration.of(hours, 3600, "hours");
  }

  static days(days: number): Duration {
    return Duration.of(days, 86_400, "days");
  }

  /**
   * Reads what a Prefect server reads: ISO 8601 (`PT15M`, `P1DT12H`, `P2W`; a month counts 30 days, a year 365)
   * or a clock (`01:30:00`, `2 days, 01:30:00`).
   *
   * @throws Error for anything else
   */
  static parse(text: string): Duration {
    const seconds = secondsIn(text);
    if (seconds === undefined) {
      throw new Error(
        `"${text}" is no duration: write ISO 8601 such as "PT15M", or a clock such as "01:30:00"`,
      );
    }
    return new Duration(seconds);
  }

  private constructor(private readonly seconds: number) {}

  /** In seconds; a number token when it was made from one. */
  toSeconds(): number {
    return this.seconds;
  }

  /** In JSON, for example in a deployment's parameters, a duration is its ISO text: `PT5400S`. */
  toJSON(): string | number {
    return Token.isUnresolved(this.seconds) ? this.seconds : `PT${this.seconds}S`;
  }

  private static of(count: number, unitSeconds: number, unit: string): Duration {
    if (Token.isUnresolved(count)) {
      throw new Error(`Duration.${unit} takes no token; give the seconds: Duration.seconds(…)`);
    }
    return new Duration(count * unitSeconds);
  }
}

/** How a duration is written. */
export const durationForms = 'write ISO 8601 such as "PT15M", or a clock such as "01:30:00"';

/** The seconds of a text as {@link Duration.parse} reads it; undefined when it is no duration. */
export const secondsIn = serverDuration;
