import type { UnaryMethods } from "./goplugin/grpc-method";

/** Methods of `tfplugin6.Provider` that give the same answer to every request. */
export const constantNames = [
  "GetMetadata",
  "GetProviderSchema",
  "GetResourceIdentitySchemas",
  "GetFunctions",
] as const;

/** They are answered without loading the provider: Terraform starts a process for the schema alone. */
export const constantMethods: UnaryMethods = Object.fromEntries(
  constantNames.map((name) => [
    name,
    async () => (await import("./constant-answers.js")).constantAnswer(name),
  ]),
);
