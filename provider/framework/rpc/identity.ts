import {
  type DynamicValue,
  type ResourceIdentityData,
  ResourceIdentityDataSchema,
} from "../../tfplugin6/generated/messages";
import { create } from "../../tfplugin6/message";
import { type Identity, identityOf, identityType } from "../identity";
import type { Fields } from "../plan";
import type { Resource } from "../resource";
import { readFields, writeFields } from "./messages";

type Identified = Pick<Resource<unknown>, "attributes" | "identity">;

/** An identity as answers carry it. */
export const writeIdentity = (resource: Identified, identity: Identity): ResourceIdentityData =>
  create(ResourceIdentityDataSchema, { identityData: writeFields(identityType(resource), identity) });

/** The identity of a request; undefined where it has none. */
export const readIdentity = (
  resource: Identified,
  message: { readonly identityData?: DynamicValue | undefined } | undefined,
): Identity | undefined => identityOf(resource, readFields(identityType(resource), message?.identityData));

/** The identity of an object in a state, for an answer. */
export function newIdentity(
  resource: Identified,
  state: Fields | null,
): { readonly newIdentity?: ResourceIdentityData } {
  const identity = identityOf(resource, state);
  return identity === undefined ? {} : { newIdentity: writeIdentity(resource, identity) };
}
