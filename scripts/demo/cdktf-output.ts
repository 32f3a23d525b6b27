const escapeSequence = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*[A-Za-z]`, "g");
const spinner = /^[⠀-⣿]/;
const progress = /^\d+ Stacks? \w+ +\d+ Stacks? done/;
const heading = /^\s*# (\S+).* (?:will be|must be) (.*)$/;
const planEnd = /^\s*(?:Plan:|No changes|Apply complete|Destroy complete)/;

/**
 * Makes plain lines of what cdktf prints for a terminal: without colours, cursor movements, spinners, its stack
 * prefix, and the attributes of resources that are created or destroyed as a whole.
 */
export class CdktfOutput {
  private inWholeResource = false;

  constructor(private readonly stack: string) {}

  /** The line as it is to be shown; `undefined` when it is not. */
  show(raw: string): string | undefined {
    const plain = raw.replace(escapeSequence, "").trimEnd();
    if (plain.trim() === "" || spinner.test(plain) || progress.test(plain)) return undefined;
    const prefix = new RegExp(`^(?:${this.stack}(?: {2}|$)| {${this.stack.length + 2}})`);
    const line = plain.replace(prefix, "").trimEnd();
    const found = heading.exec(line);
    if (found !== null) this.inWholeResource = /^(created|destroyed)/.test(found[2] ?? "");
    else if (planEnd.test(line)) this.inWholeResource = false;
    else if (this.inWholeResource) return undefined;
    return line === "" ? undefined : line;
  }
}
