import { join } from "node:path";
import type { Duration } from "./duration";
import { durationSeconds } from "./duration-seconds";
import { encodeJson } from "./encode-json";
import { encodeText } from "./encode-text";
import {
  Annotations,
  addCustomSynthesis,
  type Construct,
  type IResolvable,
  TerraformStack,
  Token,
} from "./framework";
import { PrefectProvider as PrefectProviderBinding } from "./generated/provider";
import { packageFacts } from "./package-facts";
import { putProvider, removeProvider } from "./provider-files";
import { refusal } from "./refusal";
import { requiredProviders } from "./required-providers";
import { checkStackOf, type StackCheck } from "./stack-check";
import { versionMeets } from "./version-constraint";

/** Each setting that is left out comes from its environment variable, then from Prefect's active profile. */
export interface PrefectProviderProps {
  /** The API's address, such as `http://127.0.0.1:4200/api`; else PREFECT_API_URL. */
  readonly endpoint?: string | undefined;
  /** Prefect Cloud's key; better left to PREFECT_API_KEY, or a sensitive TerraformVariable. */
  readonly apiKey?: string | undefined;
  /** `user:password` of a server with basic authentication; better left to PREFECT_API_AUTH_STRING. */
  readonly basicAuthKey?: string | undefined;
  readonly csrfEnabled?: boolean | IResolvable | undefined;
  /** Headers of every request; better left to PREFECT_CLIENT_CUSTOM_HEADERS when they hold secrets. */
  readonly customHeaders?: Readonly<Record<string, string>> | undefined;
  /** Prefect Cloud's account, a UUID. */
  readonly accountId?: string | undefined;
  /** Prefect Cloud's workspace, a UUID. */
  readonly workspaceId?: string | undefined;
  /** A profile's name in `profiles.toml`; default: the active one. */
  readonly profile?: string | undefined;
  /** Default: `~/.prefect/profiles.toml`. */
  readonly profileFile?: string | undefined;
  /** How long to go on while no connection can be made. */
  readonly connectTimeout?: Duration | string | undefined;
  /** How long to wait for one answer. */
  readonly requestTimeout?: Duration | string | undefined;
  /** How long to go on while the server answers that it is busy. */
  readonly retryTimeout?: Duration | string | undefined;
  /** How many requests may be under way at once. */
  readonly maxConcurrency?: number | undefined;
  /** Tells several providers of a stack apart. */
  readonly alias?: string | undefined;
  /**
   * Lets Terraform get the provider from a registry or mirror. Default: false, the provider of this package is put
   * into the stack's folder at synth.
   */
  readonly fromRegistry?: boolean | undefined;
  /** The version constraint in `required_providers`; default: this package's version. */
  readonly version?: string | undefined;
}

/**
 * The connection to a Prefect server, and the provider itself: at synth it is put into the stack's folder, so that
 * `cdktf deploy` needs no registry and no configuration.
 *
 * @example
 * ```ts
 * new PrefectProvider(this, "prefect", { endpoint: "http://127.0.0.1:4200/api" });
 * ```
 */
export class PrefectProvider extends PrefectProviderBinding {
  /** Whether a registry or mirror is to bring the provider. */
  readonly fromRegistry: boolean;
  private readonly constraint: string;

  constructor(scope: Construct, id: string, props: PrefectProviderProps = {}) {
    super(scope, id, { alias: props.alias });
    const { version } = packageFacts();
    this.fromRegistry = props.fromRegistry ?? false;
    this.constraint = props.version ?? version;
    if (!this.fromRegistry && versionMeets(version, this.constraint) === false) {
      throw refusal(this, "version", props.version, `this package brings ${version}`);
    }
    this.configure(props);
    warnOfSecrets(this, props);
    checkStackOf(this, aliasesDiffer);
    addCustomSynthesis(this, {
      onSynthesize: ({ outdir, manifest }) => {
        const stack = TerraformStack.of(this);
        const providers = providersOf(stack);
        if (providers[0] !== this) return;
        const folder = join(outdir, manifest.forStack(stack).workingDirectory);
        if (providers.every(({ fromRegistry }) => fromRegistry)) removeProvider(folder);
        else putProvider(folder, packageFacts(), requiredProviders(stack));
      },
    });
    if (!this.fromRegistry && process.platform === "win32") {
      Annotations.of(this).addWarning(
        "The Prefect provider is put into the stack's folder for Linux and macOS only; on Windows apply it under WSL",
      );
    }
  }

  // The framework's own types say `any` here.
  override toTerraform() {
    const configuration = super.toTerraform();
    configuration.terraform.required_providers.prefect.version = this.constraint;
    return configuration;
  }

  override toHclTerraform() {
    const configuration = super.toHclTerraform();
    configuration.terraform.required_providers.prefect.version = this.constraint;
    return configuration;
  }

  private configure(props: PrefectProviderProps): void {
    const text = (name: "endpoint" | "apiKey" | "basicAuthKey" | "profile" | "profileFile") =>
      encodeText(this, name, props[name]);
    const seconds = (name: "connectTimeout" | "requestTimeout" | "retryTimeout") =>
      durationSeconds(this, name, props[name]);
    this.endpoint = text("endpoint");
    this.apiKey = text("apiKey");
    this.basicAuthKey = text("basicAuthKey");
    this.csrfEnabled = props.csrfEnabled;
    this.customHeaders = encodeJson(this, "customHeaders", props.customHeaders);
    this.accountId = props.accountId;
    this.workspaceId = props.workspaceId;
    this.profile = text("profile");
    this.profileFile = text("profileFile");
    this.connectTimeout = seconds("connectTimeout");
    this.requestTimeout = seconds("requestTimeout");
    this.retryTimeout = seconds("retryTimeout");
    this.maxConcurrency = props.maxConcurrency;
  }
}

/** All of them share one source, so the first one puts the files there for all. */
function providersOf(stack: TerraformStack): PrefectProvider[] {
  return stack.node
    .findAll()
    .filter(
      (node): node is PrefectProvider => node instanceof PrefectProvider && TerraformStack.of(node) === stack,
    );
}

const aliasesDiffer: StackCheck = (stack) => {
  const seen = new Map<string | undefined, PrefectProvider>();
  return providersOf(stack).flatMap((provider) => {
    const other = seen.get(provider.alias);
    seen.set(provider.alias, provider);
    if (!other) return [];
    const same =
      provider.alias === undefined ? "no alias either" : `the alias ${JSON.stringify(provider.alias)} too`;
    return [
      `${provider.node.path}: ${other.node.path} has ${same}; give each provider of a stack an alias of its own`,
    ];
  });
};

const secrets = [
  ["apiKey", "PREFECT_API_KEY"],
  ["basicAuthKey", "PREFECT_API_AUTH_STRING"],
  ["customHeaders", "PREFECT_CLIENT_CUSTOM_HEADERS"],
] as const;

function warnOfSecrets(provider: PrefectProvider, props: PrefectProviderProps): void {
  for (const [name, variable] of secrets) {
    const value = props[name];
    if (value === undefined) continue;
    const texts = typeof value === "string" ? [value] : Object.values(value);
    if (texts.every((text) => Token.isUnresolved(text))) continue;
    Annotations.of(provider).addWarning(
      `${name} is written into cdk.tf.json in clear. Leave it out and set ${variable}, or give a TerraformVariable with sensitive: true`,
    );
  }
}
