import { resolve } from "node:path";
import { isUnknown } from "../../../provider/cty/unknown";
import { required } from "../../../provider/framework/attribute";
import { problem } from "../../../provider/framework/diagnostic";
import { provider } from "../../../provider/framework/provider";
import { string } from "../../../provider/framework/scalars";
import { bucket } from "./bucket";
import { image } from "./image";
import { Store } from "./store";

const schema = {
  folder: required(string).doc("The folder in which the registry keeps what it has."),
};

export const registryProvider = provider<typeof schema, Store>({
  doc: "A registry of images and buckets that is a folder.",
  schema,
  resources: [bucket, image],
  dataSources: [],

  configure: ({ folder }) =>
    isUnknown(folder)
      ? { waiting: "The registry's folder is known only after other resources are applied." }
      : { api: new Store(resolve(folder)) },

  explain: (error, { verb, typeName }) => [
    problem(`Could not ${verb} ${typeName}`, error instanceof Error ? error.message : String(error)),
  ],
});
