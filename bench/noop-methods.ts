/** What the do-nothing provider answers calls with; loaded after the handshake, as in the real provider. */

import { computed, required } from "../provider/framework/attribute";
import { provider } from "../provider/framework/provider";
import { resource } from "../provider/framework/resource";
import { providerMethods } from "../provider/framework/rpc/methods";
import { string } from "../provider/framework/scalars";

const schema = {
  id: computed(string).stable().doc("Made of the name."),
  name: required(string).doc("Any name."),
};

const thing = resource<typeof schema, null>("prefect_thing", {
  doc: "Exists in the state only.",
  schema,
  create: async ({ plan }) => ({ id: `id${plan.name}`, name: plan.name }),
  read: async ({ state }) => state,
  update: async ({ plan, prior }) => ({ id: prior.id, name: plan.name }),
  delete: async () => {},
  import: async () => undefined,
  importForms: [],
});

const noop = provider<Record<string, never>, null>({
  doc: "Does nothing.",
  schema: {},
  configure: () => ({ api: null }),
  explain: (error) => [{ severity: "error", summary: "Bug", detail: String(error), path: [] }],
  resources: [thing],
  dataSources: [],
});

export const methods = providerMethods(noop);
