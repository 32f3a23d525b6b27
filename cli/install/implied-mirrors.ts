import { applicationData, type Machine, pathsOf } from "./machine";

/** Folders of one user and of the whole machine, as the XDG Base Directory Specification names them. */
function dataFolders({ env, home }: Machine): readonly string[] {
  const { join } = pathsOf({ platform: "linux" });
  const shared = (env.XDG_DATA_DIRS || "/usr/local/share:/usr/share").split(":");
  return [env.XDG_DATA_HOME || join(home, ".local", "share"), ...shared.filter((folder) => folder !== "")];
}

/**
 * Folders in which Terraform and OpenTofu look for providers where no configuration says otherwise, in their order;
 * before these comes `terraform.d/plugins` of the working directory.
 */
export function impliedMirrors(machine: Machine): readonly string[] {
  const { home, platform } = machine;
  const { join } = pathsOf(machine);
  switch (platform) {
    case "win32":
      return [
        join(applicationData(machine), "terraform.d", "plugins"),
        join(applicationData(machine), "HashiCorp", "Terraform", "plugins"),
      ];
    case "darwin":
      return [
        join(home, ".terraform.d", "plugins"),
        join(home, "Library", "Application Support", "io.terraform", "plugins"),
        "/Library/Application Support/io.terraform/plugins",
      ];
    default:
      return [
        join(home, ".terraform.d", "plugins"),
        ...dataFolders(machine).map((folder) => join(folder, "terraform", "plugins")),
      ];
  }
}

/**
 * The one of them that a user's own provider goes to. OpenTofu takes `~/.terraform.d` for its configuration's folder,
 * rather than the one in `XDG_CONFIG_HOME`, as soon as it exists: where that variable is set, it is not made.
 *
 * @param exists whether a folder is there
 */
export function userMirror(machine: Machine, exists: (folder: string) => boolean): string {
  const [first = "", second = first] = impliedMirrors(machine);
  const movesConfiguration =
    machine.platform !== "win32" &&
    Boolean(machine.env.XDG_CONFIG_HOME) &&
    !exists(pathsOf(machine).dirname(first));
  return movesConfiguration ? second : first;
}
