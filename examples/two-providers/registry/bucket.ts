import { computed, type Remote, required } from "../../../provider/framework/attribute";
import { resource } from "../../../provider/framework/resource";
import { string } from "../../../provider/framework/scalars";
import { nameFault, type Store } from "./store";

const schema = {
  name_prefix: required(string).replaces().check(nameFault).doc("What the name begins with."),
  source: required(string).replaces().doc("A folder whose files are put into it."),
  name: computed(string).stable().doc("Name, known after apply."),
  path: computed(string).stable().doc("Folder with what is in it, known after apply."),
};

const toRemote = (store: Store, name: string) =>
  ({ name, path: store.bucketPath(name) }) satisfies Remote<typeof schema>;

export const bucket = resource<typeof schema, Store>("registry_bucket", {
  doc: "A bucket: a folder with a name of its own.",
  schema,
  importForms: ["<name>"],

  create: async ({ plan, api }) => toRemote(api, await api.createBucket(plan.name_prefix, plan.source)),
  read: async ({ state, api }) => readBucket(api, state.name ?? ""),
  // A change of an argument replaces it: there is nothing to update.
  update: async ({ prior, api }) => toRemote(api, prior.name ?? ""),
  delete: ({ state, api }) => api.deleteBucket(state.name ?? ""),
  import: ({ id, api }) => readBucket(api, id),
});

const readBucket = async (store: Store, name: string) =>
  (await store.hasBucket(name)) ? toRemote(store, name) : undefined;
