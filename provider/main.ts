/** The provider's executable. What answers the calls is loaded only when a call needs it: see goplugin/serve.ts. */
import { sourceAddress } from "../source-address";
import { constantMethods } from "./constant-methods";
import { startProvider } from "./start";

startProvider({
  name: "Prefect",
  sourceAddress,
  early: constantMethods,
  load: async () => (await import("./server.js")).loadProvider(),
});
