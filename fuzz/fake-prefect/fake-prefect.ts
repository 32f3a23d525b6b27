import { type Received, startFakeApi } from "../../tests/support/fake-api";
import { type DocumentedResponse, isObject, type Json, type JsonObject, operationAt } from "./document";
import { type AnswerChange, changeAnswer } from "./mutate";
import { pick, type Random, randomFrom } from "./random";
import { sample } from "./sample";

/** More requests than this for one input: it goes round in circles. */
const mostRequests = 150;

/** One input's server: what it answers, and what of that is changed. */
export class FakeTenant {
  readonly log: string[] = [];
  /** From here on the changes count. */
  isHostile = false;
  #answers = 0;
  readonly #random: Random;
  readonly #written = new Map<string, JsonObject>();

  constructor(
    seed: number,
    private readonly changes: readonly AnswerChange[],
  ) {
    this.#random = randomFrom(seed);
  }

  get isEndless(): boolean {
    return this.log.length > mostRequests;
  }

  answer(request: Received, path: string): { status: number; text: string } {
    const [bare = ""] = path.split("?");
    const operation = operationAt(request.method, bare);
    const response = this.#response(operation?.responses ?? []);
    const made = response?.schema === undefined ? undefined : this.#body(response.schema, request, bare);
    const status = this.isEndless ? 404 : (response?.status ?? 404);
    const body = this.#change(made ?? null);
    const text = made === undefined || status === 204 ? "" : JSON.stringify(body);
    this.log.push(
      `${request.method} ${path} ${request.body.slice(0, 300)} -> ${status} ${text.slice(0, 1500)}`,
    );
    return { status, text };
  }

  #response(responses: readonly DocumentedResponse[]): DocumentedResponse | undefined {
    const good = responses.filter(({ status }) => status < 300);
    const bad = responses.filter(({ status }) => status >= 300);
    const [first, ...others] = this.isHostile && this.#random() < 0.1 && bad.length > 0 ? bad : good;
    return first === undefined ? undefined : pick(this.#random, [first, ...others]);
  }

  /** What was written comes back, as far as the answer has it; the rest is what the schema allows. */
  #body(schema: JsonObject, request: Received, path: string): Json {
    const kind = path.split("/")[1] ?? "";
    const known = this.#written.get(kind);
    const complete = (value: Json): Json => {
      if (!isObject(value) || known === undefined) return value;
      const same = Object.entries(known).filter(([name]) => name in value);
      return { ...value, ...Object.fromEntries(same) };
    };
    if (/^(POST|PUT|PATCH)$/.test(request.method) && !/filter|paginate|count/.test(path)) {
      const sent: Json = request.body === "" ? null : JSON.parse(request.body);
      if (isObject(sent)) this.#written.set(kind, { ...known, ...sent });
    }
    const made = sample(schema, this.#random);
    return Array.isArray(made) ? made.map(complete) : complete(made);
  }

  #change(body: Json): Json {
    if (!this.isHostile) return body;
    const index = this.#answers++;
    return this.changes
      .filter(({ answer }) => answer === index)
      .reduce<Json>((value, change) => changeAnswer(value, change), body);
  }
}

export interface FakePrefect {
  /** The address of a tenant's API, and how to be rid of the tenant. */
  admit(tenant: FakeTenant): { readonly apiUrl: string; leave(): void };
  stop(): Promise<void>;
}

/** A fake in place of Prefect servers, one for each input that is under way, in this process. */
export async function startFakePrefect(): Promise<FakePrefect> {
  const tenants = new Map<string, FakeTenant>();
  let number = 0;
  const fake = await startFakeApi((request) => {
    const [, key = "", path = ""] = /^\/(\d+)\/api(\/.*)$/.exec(request.path) ?? [];
    const tenant = tenants.get(key);
    fake.forget();
    const headers = { connection: "close" };
    if (tenant === undefined) return { status: 404, text: "", headers };
    return { ...tenant.answer(request, path), headers };
  });
  return {
    admit: (tenant) => {
      const key = String(number++);
      tenants.set(key, tenant);
      return { apiUrl: `http://127.0.0.1:${fake.port}/${key}/api`, leave: () => tenants.delete(key) };
    },
    stop: () => fake.stop(),
  };
}
