/** What `cdktf-prefect diff` is given, as it was typed. */
export interface DiffArguments {
  readonly from: string;
  readonly to: string;
  readonly only: readonly string[] | undefined;
  readonly format: readonly string[] | undefined;
  readonly rules: string | undefined;
  readonly "from-key-env": string | undefined;
  readonly "from-auth-env": string | undefined;
  readonly "to-key-env": string | undefined;
  readonly "to-auth-env": string | undefined;
  readonly quiet: boolean | undefined;
  readonly color: boolean | undefined;
}
