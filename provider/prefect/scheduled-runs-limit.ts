import type { PrefectClient } from "../../client";
import { isUnknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import { type Diagnostic, type Path, problem, spellPath, warning } from "../framework/diagnostic";
import { isJsonObject } from "../framework/exact-json";
import type { PlanFindings } from "./plan-findings";

/** What a server takes whose setting is as it was. */
const usual = 50;

const setting = "PREFECT_SERVER_DEPLOYMENT_SCHEDULE_MAX_SCHEDULED_RUNS";

/** A value of `max_scheduled_runs`, and where it stands. */
interface Given {
  readonly value: CtyValue;
  readonly path: Path;
}

type Asked = Promise<number | undefined>;

/**
 * The most that a server takes for `max_scheduled_runs`: a setting of its own, 50 unless somebody has changed it. It is
 * asked for once, and only where it is needed. API: `GET /admin/settings`.
 */
export class ScheduledRunsLimit {
  constructor(private readonly findings: PlanFindings) {}

  private readonly asked = new WeakMap<PrefectClient, Asked>();

  /** What the server would refuse of what a plan gives. */
  async review(client: PrefectClient, given: readonly Given[]): Promise<readonly Diagnostic[]> {
    const numbers = given.flatMap(({ value, path }) =>
      typeof value === "number" && !isUnknown(value) ? [{ value, path }] : [],
    );
    if (numbers.length === 0) return [];
    const most = await this.of(client);
    return numbers.flatMap(({ value, path }) => {
      if (value <= (most ?? usual)) return [];
      return [most === undefined ? perhapsTooMany(value, path) : tooMany(value, most, path)];
    });
  }

  /** Undefined: it is not told, as on Prefect Cloud. */
  private of(client: PrefectClient): Asked {
    const asked = this.asked.get(client) ?? this.find(client);
    this.asked.set(client, asked);
    asked.catch(() => this.asked.delete(client));
    return asked;
  }

  private async find(client: PrefectClient): Asked {
    const before = this.findings.of(client, "setting", setting);
    if (typeof before === "number") return before;
    const most = await ask(client);
    if (most !== undefined) this.findings.note(client, "setting", setting, most);
    return most;
  }
}

async function ask(client: PrefectClient): Asked {
  const { data } = await client.GET("/admin/settings");
  const server: unknown = isJsonObject(data) ? data.server : undefined;
  const most: unknown = isJsonObject(server) ? server.deployment_schedule_max_scheduled_runs : undefined;
  return typeof most === "number" ? most : undefined;
}

const tooMany = (value: number, most: number, path: Path): Diagnostic =>
  problem(
    `Invalid value for ${spellPath(path)}`,
    `${value} was given; this server takes ${most} at most, by its setting ${setting}.`,
    path,
  );

const perhapsTooMany = (value: number, path: Path): Diagnostic =>
  warning(
    `Doubtful value for ${spellPath(path)}`,
    `${value} was given. A server takes ${usual} at most, unless its setting ${setting} says otherwise.`,
    path,
  );
