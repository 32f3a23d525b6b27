type Json = Readonly<Record<string, unknown>>;

/** Every flow run of a deployment goes through these. */
const everyRun = ["Scheduled", "Pending", "Running", "*"].map((state) => `prefect.flow-run.${state}`);

/**
 * How an automation that runs deployments is fired by the very runs it makes, which the server refuses: where a
 * deployment is `inferred` from the event, or, by `every` run, with a selected one too. Undefined: not at all.
 * Source: 422 of `POST /automations/`, "will lead to an infinite loop of flow runs".
 *
 * @param event an event trigger as the API takes it
 */
export function flowRunLoop(event: Json): "inferred" | "every" | undefined {
  if (event.posture !== "Reactive") return undefined;
  const expected: readonly unknown[] = Array.isArray(event.expect) ? event.expect : [];
  if (!expected.some((one) => typeof one === "string" && everyRun.includes(one))) return undefined;
  const { match, match_related: related } = event;
  const wantsAll =
    isEveryRun(match) && (Array.isArray(related) ? related.some(isEveryRun) : isEveryRun(related));
  return wantsAll ? "every" : "inferred";
}

/** What to do about an action that runs a deployment again and again. */
export function loopAdvice(source: "inferred" | "selected"): string {
  return source === "inferred"
    ? "runs the deployment of the flow run whose event it was, and that run fires it again. Select a deployment by its id, and narrow the trigger down by match or match_related."
    : "runs a deployment on every flow run, those it makes included. Narrow the trigger down by match or match_related, so that runs of this deployment do not fire it.";
}

/** Do labels want nothing, or any flow run at all? */
function isEveryRun(labels: unknown): boolean {
  if (!isObject(labels)) return labels === undefined || labels === null;
  const names = Object.keys(labels);
  if (names.length === 0) return true;
  const id = labels["prefect.resource.id"];
  const ids: readonly unknown[] = Array.isArray(id) ? id : [id];
  return names.length === 1 && ids.includes("prefect.flow-run.*");
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
