import type { Message, MessageInitShape } from "@bufbuild/protobuf";
import type { GenMessage } from "@bufbuild/protobuf/codegenv2";

/** The plain object a message is made from. */
export type Init<T extends Message> = MessageInitShape<GenMessage<T>>;
