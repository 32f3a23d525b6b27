import { homedir } from "node:os";
import { posix, win32 } from "node:path";

/** What decides where Terraform and OpenTofu look. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly home: string;
}

export const thisMachine = (): Machine => ({
  env: process.env,
  platform: process.platform,
  arch: process.arch,
  home: process.env.HOME || homedir(),
});

export const pathsOf = ({ platform }: Pick<Machine, "platform">) => (platform === "win32" ? win32 : posix);

/** `%APPDATA%`, where Windows keeps what follows a user. */
export const applicationData = ({ env, home }: Machine): string =>
  env.APPDATA || win32.join(home, "AppData", "Roaming");

const systems: Readonly<Record<string, string>> = { win32: "windows", sunos: "solaris" };
const architectures: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386", ppc64: "ppc64le" };

/** A machine in Terraform's words: `linux_amd64`. */
export const platformName = ({ platform, arch }: Pick<Machine, "platform" | "arch">): string =>
  `${systems[platform] ?? platform}_${architectures[arch] ?? arch}`;
