import { create, toBinary } from "@bufbuild/protobuf";
import type { UnaryMethods } from "./goplugin/grpc-server";
import {
  GetMetadata_ResponseSchema,
  GetProviderSchema_ResponseSchema,
} from "./tfplugin6/generated/tfplugin6_pb";

/** The methods of `tfplugin6.Provider`. */
export async function loadProvider(): Promise<UnaryMethods> {
  return {
    GetMetadata: () => toBinary(GetMetadata_ResponseSchema, create(GetMetadata_ResponseSchema)),
    GetProviderSchema: () =>
      toBinary(
        GetProviderSchema_ResponseSchema,
        create(GetProviderSchema_ResponseSchema, { provider: { version: 0n, block: {} } }),
      ),
  };
}
