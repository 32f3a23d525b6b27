import { type PrefectClient, unwrap } from "../../client";
import { isJsonObject } from "../framework/exact-json";

export type JobTemplate = Readonly<Record<string, unknown>>;

/** Default job templates by worker type: `process`, `kubernetes`, `ecs`, … */
export type JobTemplates = ReadonlyMap<string, JobTemplate>;

/**
 * The default job templates of the worker types that a server knows, asked once for each server.
 *
 * API: `GET /collections/views/aggregate-worker-metadata`.
 */
export class WorkerTemplates {
  readonly #known = new Map<PrefectClient, Promise<JobTemplates>>();

  of(client: PrefectClient): Promise<JobTemplates> {
    const known = this.#known.get(client);
    if (known !== undefined) return known;
    const asked = askTemplates(client);
    this.#known.set(client, asked);
    asked.catch(() => this.#known.delete(client));
    return asked;
  }
}

async function askTemplates(client: PrefectClient): Promise<JobTemplates> {
  const view = "aggregate-worker-metadata";
  const answer: unknown = await unwrap(
    client.GET("/collections/views/{view}", { params: { path: { view } } }),
  );
  const templates = new Map<string, JobTemplate>();
  for (const workers of Object.values(isJsonObject(answer) ? answer : {})) {
    for (const [type, facts] of Object.entries(isJsonObject(workers) ? workers : {})) {
      const template = isJsonObject(facts) ? facts.default_base_job_configuration : undefined;
      if (isJsonObject(template)) templates.set(type, template);
    }
  }
  return templates;
}
