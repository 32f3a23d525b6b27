/** What `cdktf-prefect drift` is given, as it was typed. */
export interface DriftArguments {
  readonly stacks: readonly string[] | undefined;
  readonly format: readonly string[] | undefined;
  readonly "fail-on": string;
  readonly state: readonly string[] | undefined;
  readonly rules: string | undefined;
  readonly var: readonly string[] | undefined;
  readonly "var-file": readonly string[] | undefined;
  readonly watch: string | undefined;
  readonly exec: string | undefined;
  readonly verbose: boolean | undefined;
  readonly quiet: boolean | undefined;
  readonly color: boolean | undefined;
}
