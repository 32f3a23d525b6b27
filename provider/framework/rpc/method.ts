import type { Message } from "@bufbuild/protobuf";
import { fromBinary, type Init, type MessageTable, toBinary } from "../../tfplugin6/message";

/** One RPC: request bytes in, response bytes out. */
export type Method = (request: Uint8Array) => Promise<Uint8Array>;

/** Wraps a typed handler into a method. */
export function method<Request extends Message, Response extends Message>(
  request: MessageTable<Request>,
  response: MessageTable<Response>,
  handle: (message: Request) => Promise<Init<Response>> | Init<Response>,
): Method {
  return async (bytes) => toBinary(response, await handle(fromBinary(request, bytes)));
}
