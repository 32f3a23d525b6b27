import type { Listing } from "../server-objects/listing";
import type { Drifted } from "./judge";
import type { KnownObject } from "./known-objects";

/** A resource of a stack, or of a state that no stack has. */
export interface Owner {
  readonly address: string;
  readonly stack: string | null;
}

/** What has been read of servers, stacks and states, from which graph and calendar are made. */
export interface Scene {
  readonly servers: readonly { readonly address: string; readonly listing: Listing }[];
  readonly stacks: readonly {
    readonly name: string;
    /** Address of the server that it uses. */
    readonly server: string | undefined;
    readonly known: readonly KnownObject[];
    readonly drift: readonly Drifted[];
    /** What is to be made. */
    readonly creations: readonly Pick<Drifted, "address" | "type" | "values">[];
  }[];
  /** Everything that a state knows. */
  readonly known: readonly KnownObject[];
  /** Whether what no state knows can be called unmanaged. */
  readonly knowsAll: boolean;
}

/** The resource of each object that a state knows, by the server's id. */
export function ownersById({ stacks, known }: Scene): ReadonlyMap<string, Owner> {
  const owners = new Map<string, Owner>();
  const own = (objects: readonly KnownObject[], stack: string | null): void => {
    for (const { id, address } of objects) if (id !== null) owners.set(id, { address, stack });
  };
  own(known, null);
  for (const { name, known: ofStack } of stacks) own(ofStack, name);
  return owners;
}
