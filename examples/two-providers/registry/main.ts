/** The executable of the registry's provider. */
import { startProvider } from "../../../provider/start";
import { sourceAddress } from "./address";

startProvider({
  name: "Registry",
  sourceAddress,
  load: async () => (await import("./server.js")).loadProvider(),
});
