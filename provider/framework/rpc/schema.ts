import type { GetMetadata_Response, GetProviderSchema_Response } from "../../tfplugin6/generated/messages";
import type { Init } from "../../tfplugin6/message";
import type { Provider } from "../provider";
import { schemaMessage } from "../schema-message";
import { functionMessages } from "./get-functions";

const serverCapabilities = { planDestroy: true, getProviderSchemaOptional: true };

export function getMetadata<Api>({
  resources,
  dataSources,
  ephemeralResources,
  listResources,
  functions,
  actions,
}: Provider<Api>): Init<GetMetadata_Response> {
  return {
    serverCapabilities,
    resources: [...resources.keys()].map((typeName) => ({ typeName })),
    dataSources: [...dataSources.keys()].map((typeName) => ({ typeName })),
    ephemeralResources: [...ephemeralResources.keys()].map((typeName) => ({ typeName })),
    listResources: [...listResources.keys()].map((typeName) => ({ typeName })),
    functions: [...functions.keys()].map((name) => ({ name })),
    actions: [...actions.keys()].map((typeName) => ({ typeName })),
  };
}

export function getProviderSchema<Api>(provider: Provider<Api>): Init<GetProviderSchema_Response> {
  return {
    serverCapabilities,
    provider: schemaMessage(provider.attributes, provider.doc),
    resourceSchemas: Object.fromEntries(
      [...provider.resources].map(([name, { attributes, doc, version }]) => [
        name,
        schemaMessage(attributes, doc, version),
      ]),
    ),
    dataSourceSchemas: Object.fromEntries(
      [...provider.dataSources].map(([name, { attributes, doc }]) => [name, schemaMessage(attributes, doc)]),
    ),
    ephemeralResourceSchemas: Object.fromEntries(
      [...provider.ephemeralResources].map(([name, { attributes, doc }]) => [
        name,
        schemaMessage(attributes, doc),
      ]),
    ),
    listResourceSchemas: Object.fromEntries(
      [...provider.listResources].map(([name, { attributes, doc }]) => [
        name,
        schemaMessage(attributes, doc),
      ]),
    ),
    functions: functionMessages(provider),
    actionSchemas: Object.fromEntries(
      [...provider.actions].map(([name, { attributes, doc }]) => [
        name,
        { schema: schemaMessage(attributes, doc) },
      ]),
    ),
  };
}
