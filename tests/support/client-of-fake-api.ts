import { afterEach } from "vitest";
import { createPrefectClient, type PrefectClient, type PrefectSettings, unwrap } from "../../client";
import { type FakeAnswer, type FakeApi, type Received, startFakeApi } from "./fake-api";

const cleanups: (() => unknown)[] = [];

/** Done after the test that is under way, the last one first. */
export const afterwards = (clean: () => unknown): void => {
  cleanups.push(clean);
};

afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

export async function fake(
  answer: (request: Received, index: number) => FakeAnswer | Promise<FakeAnswer>,
): Promise<FakeApi> {
  const api = await startFakeApi(answer);
  afterwards(() => api.stop());
  return api;
}

export function clientOf(api: { url: string }, settings: PrefectSettings = {}): PrefectClient {
  const client = createPrefectClient({ apiUrl: api.url, env: { HOME: "/nonexistent" }, ...settings });
  afterwards(() => client.close());
  return client;
}

/** Answers one after the other; the last one for good. */
export const inTurn =
  (...answers: FakeAnswer[]) =>
  (_request: Received, index: number): FakeAnswer =>
    answers[Math.min(index, answers.length - 1)] ?? { status: 500 };

export const flow = {
  id: "3b5538c0-e266-4b91-9f2d-28aad50ff40a",
  name: "etl",
  tags: [],
  labels: {},
  created: null,
  updated: null,
};
export const breakOff: FakeAnswer = (response) => response.socket?.destroy();
export const silence: FakeAnswer = () => {};

export const postFlow = (client: PrefectClient) => unwrap(client.POST("/flows/", { body: { name: "etl" } }));
export const getFlow = (client: PrefectClient) =>
  unwrap(client.GET("/flows/{id}", { params: { path: { id: flow.id } } }));
export const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );
