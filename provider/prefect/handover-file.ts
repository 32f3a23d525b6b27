import { createHash } from "node:crypto";
import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

/** What one process leaves for the next one. Losing it is no failure. */
export interface Handover {
  /** What was kept, which is gone with that; "": nothing. */
  take(): string;
  /** Keeps this instead of what was kept before; "": nothing. */
  keep(text: string): void;
  /** Keeps this too. */
  add(text: string): void;
}

/** The lines of what was kept. */
export const lines = (text: string): readonly string[] => text.split("\n").filter((line) => line !== "");

type Environment = Readonly<Record<string, string | undefined>>;

/** Where Terraform keeps what it needs between commands. */
const folderOf = (env: Environment): string => env.TF_DATA_DIR || ".terraform";

/** A link would lead what is written to a file of somebody else's choice. Windows knows no such flag. */
const flags = constants.O_WRONLY | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
const anew = flags | constants.O_TRUNC;
const further = flags | constants.O_APPEND;

const prefixOf = (what: string): string => `prefect-${what}-`;

/**
 * A file in Terraform's folder.
 * @param what is kept in it, as its name says
 * @param settings tells one provider configuration from another
 */
export function handoverFile(what: string, settings: readonly unknown[], env: Environment): Handover {
  const folder = folderOf(env);
  const digest = createHash("sha256").update(JSON.stringify(settings)).digest("hex").slice(0, 16);
  const file = join(folder, `${prefixOf(what)}${digest}`);
  return {
    take() {
      try {
        const text = readFileSync(file, "utf8");
        rmSync(file, { force: true });
        return text;
      } catch {
        return "";
      }
    },
    keep: (text) => tried(() => (text === "" ? rmSync(file, { force: true }) : write(text, anew))),
    add: (text) => tried(() => write(text, further)),
  };

  function write(text: string, flag: number): void {
    mkdirSync(folder, { recursive: true });
    const opened = openSync(file, flag, 0o600);
    try {
      writeFileSync(opened, text);
    } finally {
      closeSync(opened);
    }
  }
}

/** In a folder that is not there, or cannot be written to, nothing is kept: the next process does without. */
function tried(act: () => void): void {
  try {
    act();
  } catch {}
}

/** Removes what was kept of this kind, whatever the provider's configuration was. */
export function removeHandovers(what: string, env: Environment): void {
  const folder = folderOf(env);
  tried(() => {
    for (const name of readdirSync(folder)) {
      if (name.startsWith(prefixOf(what))) rmSync(join(folder, name), { force: true });
    }
  });
}
