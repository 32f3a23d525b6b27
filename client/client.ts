import type { PrefectClient } from "./prefect-client";
import type { PrefectSettings } from "./settings";

/**
 * Makes a client. Nothing is sent yet.
 * @throws PrefectSettingsError
 */
export function createPrefectClient(_settings: PrefectSettings = {}): PrefectClient {
  throw new Error("Not built yet.");
}
