import { setTimeout as delay } from "node:timers/promises";
import { type components, type FlowRun, type PrefectClient, unwrap } from "../../client";
import { type CtyNumber, numberText } from "../cty/number";
import { type Diagnostic, DiagnosticError, problem } from "../framework/diagnostic";
import { isUnforeseen } from "../framework/unforeseen";
import { explainFailure } from "./explain";

type RunState = components["schemas"]["State"];

interface Waiting {
  readonly client: PrefectClient;
  readonly run: FlowRun;
  /** Of its page. */
  readonly address: string;
  /** Takes what may be secret out of what the run reports. */
  readonly clean: (message: string) => string;
  /** Aborted: waiting ends, and the run goes on. */
  readonly signal: AbortSignal;
  /** Seconds; null: the default. */
  readonly timeout: CtyNumber | null;
}

const defaultTimeout = 1800;

/** Milliseconds between two looks: runs end soon, or take long. */
const pauses = { first: 500, longest: 5_000, growth: 1.3 };

/** As much as is shown of what a run says of its state. */
const mostSigns = 1_000;

/**
 * Waits until a run has ended, and yields each of its states. API: `GET /flow_run_states/`.
 * @throws DiagnosticError when it does not complete, the time is up, or waiting is broken off
 */
export async function* waitForFlowRun(waiting: Waiting): AsyncGenerator<string> {
  const { run, signal, timeout } = waiting;
  const limit = timeout === null ? defaultTimeout : Number(numberText(timeout));
  const end = Date.now() + limit * 1000;
  let seen = 0;
  for (let pause = pauses.first; ; pause = Math.min(pause * pauses.growth, pauses.longest)) {
    const states = await lookAt(waiting);
    for (const state of states.slice(seen)) yield `The run "${run.name}" is ${described(state, waiting)}`;
    seen = Math.max(seen, states.length);
    const last = states.at(-1);
    if (last === undefined) throw new DiagnosticError([gone(waiting)]);
    if (last.type === "COMPLETED") return;
    if (isEnded(last)) throw new DiagnosticError([failed(last, waiting)]);
    const left = end - Date.now();
    if (left <= 0) throw new DiagnosticError([timeUp(last, limit, waiting)]);
    try {
      await delay(Math.min(pause, left), undefined, { signal });
    } catch {
      throw new DiagnosticError([brokenOff(waiting)]);
    }
  }
}

const isEnded = ({ type }: RunState): boolean =>
  type === "FAILED" || type === "CRASHED" || type === "CANCELLED";

/** All states that the run has had, in their order. */
async function lookAt(waiting: Waiting): Promise<readonly RunState[]> {
  const { client, run, signal } = waiting;
  try {
    const query = { flow_run_id: run.id };
    const states = await unwrap(client.GET("/flow_run_states/", { params: { query }, signal }));
    return states.toSorted((a, b) => Date.parse(a.timestamp ?? "") - Date.parse(b.timestamp ?? ""));
  } catch (error) {
    if (signal.aborted) throw new DiagnosticError([brokenOff(waiting)]);
    if (isUnforeseen(error)) throw error;
    const attempt = { verb: "read", typeName: "the run that prefect_deployment_run has started" } as const;
    const told = explainFailure(error, attempt, undefined);
    throw new DiagnosticError(told.map((one) => ({ ...one, detail: `${one.detail}\n${goesOn(waiting)}` })));
  }
}

function described({ name, type, message }: RunState, { clean }: Waiting): string {
  const said = message === null || message === undefined || message === "" ? "" : `: ${clean(message)}`;
  const whole = `${name ?? type}${said}`;
  return whole.length > mostSigns ? `${whole.slice(0, mostSigns)}…` : whole;
}

const goesOn = ({ run, address }: Waiting): string =>
  `The run "${run.name}" goes on, nothing has cancelled it: ${address}. To end it: prefect flow-run cancel ${run.id}`;

const failed = (state: RunState, waiting: Waiting): Diagnostic =>
  problem(
    `The run "${waiting.run.name}" did not complete`,
    `prefect_deployment_run: it ended as ${described(state, waiting)}\nIts page is ${waiting.address}; its logs: prefect flow-run logs ${waiting.run.id}. ` +
      "Correct the cause, and invoke the action again: terraform apply -invoke=action.prefect_deployment_run.NAME",
  );

function timeUp(state: RunState, limit: number, waiting: Waiting): Diagnostic {
  const hasBegun = state.type !== "SCHEDULED" && state.type !== "PENDING";
  const { work_pool_name: pool, work_queue_name: queue } = waiting.run;
  const place =
    pool === null || pool === undefined
      ? "whether the process that serves the deployment is up"
      : `whether a worker of the work pool "${pool}" takes runs of its queue "${queue ?? "default"}"`;
  return problem(
    `The run "${waiting.run.name}" has not ended in time`,
    `timeout: after ${limit} seconds it is ${described(state, waiting)}\n${hasBegun ? "" : `It has not begun: see ${place}.\n`}` +
      `${goesOn(waiting)}\nGive it more time with timeout, or do not wait for its end.`,
  );
}

const brokenOff = (waiting: Waiting): Diagnostic =>
  problem(
    `Waiting for the run "${waiting.run.name}" was broken off`,
    `prefect_deployment_run: Terraform was asked to stop. ${goesOn(waiting)}`,
  );

const gone = ({ run, address }: Waiting): Diagnostic =>
  problem(
    `The run "${run.name}" is gone`,
    `prefect_deployment_run: it was deleted while its end was waited for (${address}). Whether it has done anything is not known.`,
  );
