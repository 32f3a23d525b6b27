import { providerMethods } from "../../../provider/framework/rpc/methods";
import { log } from "../../../provider/goplugin/log";
import { registryProvider } from "./provider";

export const loadProvider = async () => providerMethods(registryProvider, log);
