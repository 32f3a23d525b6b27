/** This provider without a server: it has this provider's resources, and takes each for what the state says. */

import { constantMethods } from "../provider/constant-methods";
import { startProvider } from "../provider/start";
import { sourceAddress } from "../source-address";

startProvider({
  name: "still",
  sourceAddress,
  early: constantMethods,
  load: async () => (await import("./still-methods.js")).methods,
});
