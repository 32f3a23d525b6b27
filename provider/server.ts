import { providerMethods } from "./framework/rpc/methods";
import { log } from "./goplugin/log";
import { prefectProvider } from "./prefect/provider";

/** The methods of `tfplugin6.Provider`; loaded when a call needs them: the handshake must not wait for it. */
export const loadProvider = async () => providerMethods(prefectProvider, log);
