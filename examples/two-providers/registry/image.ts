import { computed, type Remote, required } from "../../../provider/framework/attribute";
import { resource } from "../../../provider/framework/resource";
import { string } from "../../../provider/framework/scalars";
import { digestOf, type Image, nameFault, type Store } from "./store";

const schema = {
  repository: required(string).replaces().check(nameFault).doc("Repository: a to z, 0 to 9 and `-`."),
  dockerfile: required(string).doc("What the image is made from."),
  reference: computed(string).doc("What to run: repository and digest, known after apply."),
};

const toRemote = (image: Image) =>
  ({
    ...image,
    reference: `registry.example.com/${image.repository}@${digestOf(image)}`,
  }) satisfies Remote<typeof schema>;

export const image = resource<typeof schema, Store>("registry_image", {
  doc: "An image in a repository of its own.",
  schema,
  importForms: ["<repository>"],

  create: ({ plan, api }) => write(api, plan),
  read: ({ state, api }) => read(api, state.repository),
  update: ({ plan, api }) => write(api, plan),
  delete: ({ state, api }) => api.deleteImage(state.repository),
  import: ({ id, api }) => read(api, id),
});

async function write(store: Store, { repository, dockerfile }: Image) {
  await store.writeImage({ repository, dockerfile });
  return toRemote({ repository, dockerfile });
}

async function read(store: Store, repository: string) {
  const found = await store.readImage(repository);
  return found && toRemote(found);
}
