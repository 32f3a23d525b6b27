/** The provider's executable. What answers the calls is loaded only when a client connects: see goplugin/serve.ts. */
import { sourceAddress } from "../source-address";
import { startProvider } from "./start";

startProvider({
  name: "Prefect",
  sourceAddress,
  load: async () => (await import("./server.js")).loadProvider(),
});
