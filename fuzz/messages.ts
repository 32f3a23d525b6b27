import assert from "node:assert/strict";
import { create as createEs, toBinary as toBinaryEs } from "@bufbuild/protobuf";
import fc from "fast-check";
import { initOf, messages, tableOf } from "../provider/tfplugin6/arbitrary";
import { fromBinary, toBinary } from "../provider/tfplugin6/message";
import { MalformedMessage } from "../provider/tfplugin6/wire-reader";
import { byteChanges, changeBytes } from "./mutate-bytes";
import { expectForPeople, type Target } from "./target";

type Message = (typeof messages)[number];

/** What can be read can be written, and read again as the same. */
function reads(message: Message, bytes: Uint8Array): void {
  const table = tableOf(message);
  try {
    const read = fromBinary(table, bytes);
    const written = toBinary(table, read);
    assert.deepEqual(fromBinary(table, written), read);
  } catch (error) {
    assert(error instanceof MalformedMessage, error instanceof Error ? error : String(error));
    expectForPeople(error.message);
  }
}

const someMessage = fc.constantFrom(...messages);

const validBytes = someMessage.chain((message) =>
  initOf(message, 3).map((init) => ({ message, bytes: toBinaryEs(message, createEs(message, init)) })),
);

const garbage = fc.property(someMessage, fc.uint8Array({ maxLength: 80 }), reads);

const mutated = fc.property(validBytes, byteChanges, ({ message, bytes }, changes) =>
  reads(message, changeBytes(bytes, changes)),
);

const target = (name: string, share: number, property: Parameters<typeof fc.check>[0]): Target => ({
  name,
  share,
  lanes: 1,
  open: async () => ({ property, close: async () => {} }),
});

/** The messages of the plugin protocol, from any bytes. */
export const messageTargets: readonly Target[] = [
  target("message-garbage", 130, garbage),
  target("message-mutated", 170, mutated),
];
