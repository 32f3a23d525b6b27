import { once } from "node:events";
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  type IncomingHttpHeaders,
} from "node:http2";
import type { SecureContextOptions } from "node:tls";
import { writeFrame } from "./grpc-frame";

/** What a call came back with. For tests only. */
export interface Reply {
  readonly httpStatus: number | undefined;
  readonly status: string | undefined;
  readonly message: string | undefined;
  readonly messages: readonly Buffer[];
}

/** Opens a call without sending a body. */
export function openCall(
  session: ClientHttp2Session,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): ClientHttp2Stream {
  return session.request({
    ":method": "POST",
    ":path": path,
    "content-type": "application/grpc",
    te: "trailers",
    ...headers,
  });
}

/** Waits for the end of a call. */
export async function readReply(stream: ClientHttp2Stream): Promise<Reply> {
  let head: IncomingHttpHeaders = {};
  let trailers: IncomingHttpHeaders = {};
  const chunks: Buffer[] = [];
  stream.on("response", (headers) => {
    head = headers;
  });
  stream.on("trailers", (headers) => {
    trailers = headers;
  });
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(stream, "close");
  const final = { ...head, ...trailers };
  return {
    httpStatus: Number(head[":status"]),
    status: final["grpc-status"]?.toString(),
    message: final["grpc-message"]?.toString(),
    messages: splitFrames(Buffer.concat(chunks)),
  };
}

/** One unary call. */
export function call(
  session: ClientHttp2Session,
  path: string,
  request: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const stream = openCall(session, path, headers);
  stream.end(writeFrame(request));
  return readReply(stream);
}

/** The messages of one call, each as it comes; throws when the call ends otherwise than well. */
export async function* callStream(
  session: ClientHttp2Session,
  path: string,
  request: Uint8Array,
): AsyncGenerator<Buffer> {
  const stream = openCall(session, path);
  let trailers: IncomingHttpHeaders = {};
  stream.on("trailers", (headers) => {
    trailers = headers;
  });
  stream.end(writeFrame(request));
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    rest = Buffer.concat([rest, chunk]);
    while (rest.byteLength >= 5 && rest.byteLength >= 5 + rest.readUInt32BE(1)) {
      const end = 5 + rest.readUInt32BE(1);
      yield rest.subarray(5, end);
      rest = rest.subarray(end);
    }
  }
  if (trailers["grpc-status"] !== "0") throw new Error(`${path} failed: ${JSON.stringify(trailers)}`);
}

/** A session over a Unix socket, encrypted when a certificate and key are given. */
export function connectSocket(path: string, tls?: SecureContextOptions): ClientHttp2Session {
  return tls === undefined
    ? connect("http://localhost", { path })
    : connect("https://localhost", { path, servername: "localhost", ...tls });
}

function splitFrames(body: Buffer): Buffer[] {
  const messages: Buffer[] = [];
  for (let offset = 0; offset < body.byteLength; ) {
    const end = offset + 5 + body.readUInt32BE(offset + 1);
    messages.push(body.subarray(offset + 5, end));
    offset = end;
  }
  return messages;
}
