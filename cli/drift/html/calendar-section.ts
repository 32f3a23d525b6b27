import { html, type Markup } from "../../report/html/markup";
import type { Section } from "../../report/html/section";
import type { Times } from "../../report/html/times";
import { counted, nameText } from "../../report/html/words";
import type { Calendar, DeploymentRuns, ScheduledRun } from "../report";
import { type Counts, type Effect, effectOf, type Week, weekOf } from "./week";

const effects: Readonly<Record<Effect, { readonly sign: string; readonly says: string }>> = {
  lost: { sign: "−", says: "lost" },
  added: { sign: "+", says: "added" },
  kept: { sign: "", says: "as applied" },
};

const order: readonly Effect[] = ["lost", "added", "kept"];

/** So many instants of one schedule are told. */
const mostTimes = 14;
const mostUnchanged = 300;

const chip = (effect: Effect, count: number): Markup | null =>
  count === 0
    ? null
    : html`<span class="chip ${effect}"><span aria-hidden="true">${effects[effect].sign}${count}</span><span class="unseen">${count} ${effects[effect].says} </span></span>`;

const cell = (counts: Counts): Markup =>
  html`<td>${order.map((effect) => chip(effect, counts[effect]))}${
    counts.names.length === 0
      ? null
      : html`<span class="who">${counts.names.slice(0, 2).map((name, index) => html`${index === 0 ? "" : ", "}${nameText(name)}`)}${counts.names.length > 2 ? ` +${counts.names.length - 2}` : null}</span>`
  }</td>`;

const clock = (hour: number): string => String(hour).padStart(2, "0");

function grid({ days, rows }: Week, timeZone: string): Markup {
  const row = ({ hours: [first, last], cells }: Week["rows"][number]): Markup => {
    const quiet = cells.every(({ lost, added, kept }) => lost + added + kept === 0);
    const label =
      first === last
        ? html`${clock(first)}<span class="minutes">:00</span>`
        : html`${clock(first)}–${clock(last + 1)}`;
    return quiet
      ? html`<tr class="quiet"><th scope="row">${label}</th><td colspan="${days.length}"><span class="unseen">no runs</span></td></tr>\n`
      : html`<tr><th scope="row">${label}</th>${cells.map(cell)}</tr>\n`;
  };
  return html`<table class="week">
<caption>Runs by hour, ${timeZone}</caption>
<thead><tr><th scope="col"><span class="unseen">hour</span></th>${days.map(
    ({ weekday, dayOfMonth }) =>
      html`<th scope="col">${weekday} <span class="date">${dayOfMonth}</span></th>`,
  )}</tr></thead>
<tbody>
${rows.map(row)}</tbody></table>
`;
}

/** Runs of one schedule that fare alike. */
interface Fare {
  readonly schedule: string;
  readonly effect: Effect;
  readonly runs: readonly ScheduledRun[];
}

function faresOf({ runs }: DeploymentRuns): readonly Fare[] {
  const fares = new Map<string, ScheduledRun[]>();
  for (const run of runs) {
    const key = JSON.stringify([run.schedule, run.expected]);
    const found = fares.get(key);
    if (found === undefined) fares.set(key, [run]);
    else found.push(run);
  }
  return [...fares.values()]
    .flatMap((ofFare) => {
      const [first] = ofFare;
      return first === undefined
        ? []
        : [{ schedule: first.schedule, effect: effectOf[first.expected], runs: ofFare }];
    })
    .sort((one, other) => order.indexOf(one.effect) - order.indexOf(other.effect));
}

/** `Mon 2 Mar 01:00`; of several on one day the day is said once. */
function instants(runs: readonly ScheduledRun[], times: Times): Markup {
  const kept = runs.length <= mostTimes + 1 ? runs : runs.slice(0, mostTimes);
  let day = "";
  const parts = kept.map(({ at }, index) => {
    const shown = times.read(at);
    if (shown === undefined) return html`${at} `;
    const opens = shown.date !== day;
    day = shown.date;
    return html`${index > 0 && opens ? " · " : index > 0 ? ", " : ""}<time datetime="${at}">${opens ? `${shown.weekday} ${shown.dayOfMonth} ` : ""}${shown.time}</time>`;
  });
  return html`${parts}${kept.length < runs.length ? ` and ${runs.length - kept.length} more` : null}`;
}

const fareMarkup = ({ schedule, effect, runs }: Fare, times: Times): Markup =>
  html`<li>${chip(effect, runs.length)} <span class="effect">${effects[effect].says}</span> <code>${schedule}</code><span class="instants">${instants(runs, times)}</span></li>\n`;

const problemsOf = ({ problems }: DeploymentRuns): Markup | null =>
  problems.length === 0
    ? null
    : html`<ul class="warnings">${problems.map((problem) => html`<li>Not computed: ${problem}</li>`)}</ul>`;

const deployment = (runs: DeploymentRuns, times: Times): Markup =>
  html`<div class="fares"><h3><span class="kind">deployment</span> ${nameText(runs.name)}${runs.stack === null ? null : html` <span class="remark">${runs.stack}</span>`}</h3>
<ul>${faresOf(runs).map((fare) => fareMarkup(fare, times))}</ul>${problemsOf(runs)}</div>
`;

const isTouched = ({ runs, problems }: DeploymentRuns): boolean =>
  problems.length > 0 || runs.some(({ expected }) => expected !== "both");

/** Null where the report has no calendar. */
export function calendarSection(calendar: Calendar | undefined, times: Times): Section | null {
  if (calendar === undefined) return null;
  const touched = calendar.deployments.filter(isTouched);
  const rest = calendar.deployments.filter((one) => !isTouched(one));
  const all = calendar.deployments.flatMap(({ runs }) => runs);
  const count = (effect: Effect): number =>
    all.filter(({ expected }) => effectOf[expected] === effect).length;
  const content =
    calendar.deployments.length === 0
      ? html`<p class="card empty">Nothing is scheduled.</p>`
      : html`<div class="card">
<p class="legend">${order.map((effect) => html`<span>${chip(effect, count(effect)) ?? html`<span class="chip ${effect}">${effects[effect].sign}0</span>`} ${effects[effect].says}</span> `)}</p>
${grid(weekOf(calendar, times), times.timeZone)}
${touched.map((one) => deployment(one, times))}
${
  rest.length === 0
    ? null
    : html`<details class="plain"><summary>${counted(rest.length, "deployment")} whose runs stay as applied</summary><div class="inside">${rest.slice(0, mostUnchanged).map((one) => deployment(one, times))}${rest.length > mostUnchanged ? html`<p class="faint">and ${rest.length - mostUnchanged} more</p>` : null}</div></details>`
}</div>`;
  return { id: "calendar", title: "The week to come", count: null, content };
}
