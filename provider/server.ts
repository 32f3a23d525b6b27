import { providerMethods } from "./framework/rpc/methods";
import { log } from "./goplugin/log";
import { prefectProvider } from "./prefect/provider";

/** The methods of `tfplugin6.Provider`; loaded after the handshake, which must not wait for it. */
export const loadProvider = async () => providerMethods(prefectProvider, log);
