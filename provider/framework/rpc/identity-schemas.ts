import { typeToBytes } from "../../cty/type";
import {
  type GetResourceIdentitySchemas_Response,
  type ResourceIdentitySchema,
  ResourceIdentitySchema_IdentityAttributeSchema,
  ResourceIdentitySchemaSchema,
} from "../../tfplugin6/generated/messages";
import { create, type Init } from "../../tfplugin6/message";
import type { Provider } from "../provider";
import type { Resource } from "../resource";

/** What the identities of the resources look like. None has changed yet: all are of version 0. */
export function getResourceIdentitySchemas<Api>({
  resources,
}: Provider<Api>): Init<GetResourceIdentitySchemas_Response> {
  const identified = [...resources].filter(([, { identity }]) => identity.length > 0);
  return {
    identitySchemas: Object.fromEntries(identified.map(([name, one]) => [name, identitySchema(one)])),
  };
}

const identitySchema = <Api>({ attributes, identity }: Resource<Api>): ResourceIdentitySchema =>
  create(ResourceIdentitySchemaSchema, {
    identityAttributes: identity.map((name) =>
      create(ResourceIdentitySchema_IdentityAttributeSchema, {
        name,
        type: typeToBytes(attributes[name]?.kind.cty ?? "string"),
        requiredForImport: true,
        description: attributes[name]?.words.doc ?? "",
      }),
    ),
  });
