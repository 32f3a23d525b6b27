import { type GlobalConcurrencyLimit, type PrefectClient, unwrap } from "../../client";

/** Makes all slots of a limit free, whoever holds them. API: `PATCH /v2/concurrency_limits/{id_or_name}`. */
export async function freeSlots(client: PrefectClient, { id }: GlobalConcurrencyLimit): Promise<void> {
  const params = { path: { id_or_name: id } };
  await unwrap(client.PATCH("/v2/concurrency_limits/{id_or_name}", { params, body: { active_slots: 0 } }));
}
