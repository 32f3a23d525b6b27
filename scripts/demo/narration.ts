const quietLimitMilliseconds = 5_000;

/**
 * The demo's plain lines on standard output: `[ 12 s] …`, the output of programs indented below them. When nothing was
 * printed for a while it says what it is waiting for.
 */
export class Narration {
  private readonly start = Date.now();
  private lastPrint = Date.now();
  private waitingFor = "";
  private readonly heartbeat = setInterval(() => {
    if (Date.now() - this.lastPrint >= quietLimitMilliseconds && this.waitingFor !== "") {
      this.say(`… still ${this.waitingFor}`);
    }
  }, 1000).unref();

  seconds(): number {
    return Math.round((Date.now() - this.start) / 1000);
  }

  /** A heading, and what to say while nothing comes: `starting the server`. */
  step(heading: string, waitingFor: string): void {
    this.waitingFor = waitingFor;
    this.print("");
    this.say(heading);
  }

  say(text: string): void {
    this.print(`[${String(this.seconds()).padStart(3)} s] ${text}`);
  }

  /** A line of another program's output. */
  quote(line: string): void {
    this.print(`        | ${line}`);
  }

  end(): void {
    clearInterval(this.heartbeat);
  }

  private print(line: string): void {
    this.lastPrint = Date.now();
    console.log(line);
  }
}
