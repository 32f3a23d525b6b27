/** What a person sets to let Terraform use a provider that is running already, with a line on how. */
export function reattachText(
  sourceAddress: string,
  pid: number,
  address: { readonly network: string; readonly text: string },
): string {
  const providers = {
    [sourceAddress]: {
      Protocol: "grpc",
      ProtocolVersion: 6,
      Pid: pid,
      // "Test" is what makes Terraform leave the process alone when it is done.
      Test: true,
      Addr: { Network: address.network, String: address.text },
    },
  };
  return (
    "The provider is running. Set this where terraform runs; Ctrl-C stops the provider.\n\n" +
    `\tTF_REATTACH_PROVIDERS='${JSON.stringify(providers)}'\n\n`
  );
}
