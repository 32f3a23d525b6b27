import {
  create,
  type DescMessage,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  toBinary,
} from "@bufbuild/protobuf";

/** One RPC: request bytes in, response bytes out. */
export type Method = (request: Uint8Array) => Promise<Uint8Array>;

/** Wraps a typed handler into a method. */
export function method<Request extends DescMessage, Response extends DescMessage>(
  request: Request,
  response: Response,
  handle: (
    message: MessageShape<Request>,
  ) => Promise<MessageInitShape<Response>> | MessageInitShape<Response>,
): Method {
  return async (bytes) => toBinary(response, create(response, await handle(fromBinary(request, bytes))));
}
