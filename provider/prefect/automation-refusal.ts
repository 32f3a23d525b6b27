import { PrefectApiError } from "../../client";
import { isCloudAction } from "../../rules";
import { at, DiagnosticError, type Path, problem, spellPath } from "../framework/diagnostic";
import { isJsonObject } from "../framework/exact-json";
import { triggerType } from "./trigger-meaning";

/** What was sent, in JSON. */
interface Sent {
  readonly trigger: unknown;
  readonly actions: readonly unknown[];
  readonly actions_on_trigger?: readonly unknown[];
  readonly actions_on_resolve?: readonly unknown[];
}

/** What only Prefect Cloud takes, and where it stands. */
interface CloudOnly {
  readonly path: Path;
  readonly type: string;
}

/**
 * Sends an automation. A self-hosted server that is sent what only Prefect Cloud knows complains of anything but
 * that, so the error says it.
 */
export async function sendingAutomation<T>(sent: Sent, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    const [first, ...others] = cloudOnly(sent);
    if (!(error instanceof PrefectApiError) || error.status !== 422 || first === undefined) throw error;
    const answer = [...new Set(error.fields.map(({ message }) => message))].join("; ") || error.detail;
    const detail = [first, ...others]
      .map(
        ({ path, type }) => `${spellPath(path)} is of the type \`${type}\`, which only Prefect Cloud takes.`,
      )
      .join("\n");
    const request = `${error.method} ${error.path} answered ${error.status}: ${answer}`;
    throw new DiagnosticError([
      problem("The server refuses the automation", `${detail}\n${request}`, first.path),
    ]);
  }
}

function cloudOnly(sent: Sent): readonly CloudOnly[] {
  const { trigger, actions, actions_on_trigger = [], actions_on_resolve = [] } = sent;
  const lists = Object.entries({ actions, actions_on_trigger, actions_on_resolve });
  const found = lists.flatMap(([name, list]) =>
    list.flatMap((action, index) => {
      const type = isJsonObject(action) ? action.type : undefined;
      return typeof type === "string" && isCloudAction(type) ? [{ path: at(name, index), type }] : [];
    }),
  );
  return [...cloudTriggers(trigger, at("trigger")), ...found];
}

function cloudTriggers(trigger: unknown, path: Path): readonly CloudOnly[] {
  if (!isJsonObject(trigger)) return [];
  const type = triggerType(trigger);
  if (type === "metric") return [{ path, type }];
  const { triggers } = trigger;
  if (type === undefined || !Array.isArray(triggers)) return [];
  return triggers.flatMap((one: unknown, index: number) =>
    cloudTriggers(one, [...path, ...at(type, "triggers", index)]),
  );
}
