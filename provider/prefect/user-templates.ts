import type { PrefectClient } from "../../client";
import { isJsonObject } from "../framework/exact-json";

/** Why a server refuses a template: its own words, which may quote the template. */
export interface TemplateFault {
  readonly line: number | undefined;
  readonly message: string;
}

/** What Jinja reads as more than text begins with one of these. */
const marks = /\{[{%#]/;

type Asked = Promise<TemplateFault | undefined>;

/**
 * Jinja templates that are written, each judged by the server itself, once. API: `POST /templates/validate`, with the
 * code that judges a write, whatever the version.
 */
export class UserTemplates {
  private readonly asked = new WeakMap<PrefectClient, Map<string, Asked>>();

  /** What is wrong with a template; undefined: nothing, or the server cannot be asked. */
  fault(client: PrefectClient, template: string): Asked {
    if (!marks.test(template)) return Promise.resolve(undefined);
    const byText = this.asked.get(client) ?? new Map<string, Asked>();
    this.asked.set(client, byText);
    const asked = byText.get(template) ?? ask(client, template);
    byText.set(template, asked);
    asked.catch(() => byText.delete(template));
    return asked;
  }
}

async function ask(client: PrefectClient, template: string): Asked {
  const { error, response } = await client.POST("/templates/validate", { body: template });
  if (response.status === 422) return read(error);
  // Any other answer says nothing of the template, and the write tells, unless the server takes a simple one.
  return response.status === 500 && (await takes(client, simple)) ? tooMuch : undefined;
}

const simple = "{{ 1 }}";

async function takes(client: PrefectClient, template: string): Promise<boolean> {
  const { response } = await client.POST("/templates/validate", { body: template });
  return response.ok;
}

/** A parser that calls itself for each level gives up at some: at 100 parentheses or 300 `if`. */
const tooMuch: TemplateFault = {
  line: undefined,
  message: "The server fails on reading it, as it does where a template is nested too deep",
};

function read(answer: unknown): TemplateFault | undefined {
  const fault: unknown = isJsonObject(answer) ? answer.error : undefined;
  if (!isJsonObject(fault) || typeof fault.message !== "string") return undefined;
  const line = Number(fault.line);
  return { line: Number.isInteger(line) && line > 0 ? line : undefined, message: fault.message };
}
