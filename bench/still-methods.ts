/** A plan that asks nobody and judges nothing: what is left is Terraform's own work on such objects. */

import { method } from "../provider/framework/rpc/method";
import { providerMethods } from "../provider/framework/rpc/methods";
import { prefectProvider } from "../provider/prefect/provider";
import type * as wire from "../provider/tfplugin6/generated/messages";
import * as rpc from "../provider/tfplugin6/generated/rpcs";
import type { Init } from "../provider/tfplugin6/message";

function read(request: wire.ReadResource_Request): Init<wire.ReadResource_Response> {
  const { currentState, currentIdentity } = request;
  return {
    private: request.private,
    ...(currentState === undefined ? {} : { newState: currentState }),
    ...(currentIdentity === undefined ? {} : { newIdentity: currentIdentity }),
  };
}

function plan(request: wire.PlanResourceChange_Request): Init<wire.PlanResourceChange_Response> {
  const { proposedNewState, priorIdentity } = request;
  return {
    plannedPrivate: request.priorPrivate,
    ...(proposedNewState === undefined ? {} : { plannedState: proposedNewState }),
    ...(priorIdentity === undefined ? {} : { plannedIdentity: priorIdentity }),
  };
}

export const methods = {
  ...providerMethods(prefectProvider),
  ConfigureProvider: method(rpc.ConfigureProvider, () => ({})),
  ValidateResourceConfig: method(rpc.ValidateResourceConfig, () => ({})),
  ReadResource: method(rpc.ReadResource, read),
  PlanResourceChange: method(rpc.PlanResourceChange, plan),
};
