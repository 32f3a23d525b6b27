import type { OpenEphemeralResource_Response } from "../../tfplugin6/generated/messages";
import type { Init } from "../../tfplugin6/message";
import type { Lease } from "../ephemeral-resource";

/** A lease as answers carry it. */
export function writeLease({
  handle,
  renewAt,
}: Lease): Pick<Init<OpenEphemeralResource_Response>, "private" | "renewAt"> {
  return {
    private: new TextEncoder().encode(handle),
    ...(renewAt === undefined ? {} : { renewAt: timestamp(renewAt) }),
  };
}

/** The lease that Terraform kept; undefined where there was none. */
export const readLease = (kept: Uint8Array | undefined): Lease | undefined =>
  kept === undefined || kept.byteLength === 0 ? undefined : { handle: new TextDecoder().decode(kept) };

function timestamp(date: Date) {
  const milliseconds = date.getTime();
  const seconds = Math.floor(milliseconds / 1000);
  return { seconds: BigInt(seconds), nanos: (milliseconds - seconds * 1000) * 1_000_000 };
}
