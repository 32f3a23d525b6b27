import type { Handover } from "./handover-file";

/** For tests: what is kept, in memory. */
export class MockHandover implements Handover {
  content = "";

  take(): string {
    const { content } = this;
    this.content = "";
    return content;
  }

  keep(text: string): void {
    this.content = text;
  }

  add(text: string): void {
    this.content += text;
  }
}
