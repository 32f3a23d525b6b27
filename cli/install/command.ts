import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { CommandModule } from "yargs";
import { packageFacts } from "../../constructs/package-facts";
import { builtProvider, putFile, scriptPlatforms } from "../../constructs/provider-mirror";
import { cliConfiguration } from "./cli-configuration";
import { impliedMirrors, userMirror } from "./implied-mirrors";
import { type Machine, platformName, thisMachine } from "./machine";
import { otherBuilds, type Placed, type Placing, placeProvider } from "./put-provider";
import {
  configurationNote,
  findsIt,
  installed,
  lockNote,
  mirrorUse,
  otherBuildsNote,
  paintPut,
  requirement,
} from "./report";
import { writing } from "./write-refusal";

interface InstallArguments {
  readonly dir: string | undefined;
  readonly packed: boolean | undefined;
  readonly standalone: boolean | undefined;
  readonly node: string | undefined;
  readonly out: string | undefined;
  readonly quiet: boolean | undefined;
  readonly color: boolean | undefined;
}

/** `cdktf-prefect install`: the provider for Terraform and OpenTofu without CDKTF. */
export const install: CommandModule<object, InstallArguments> = {
  command: "install",
  describe: "Put the provider where `init` of Terraform and OpenTofu finds it",
  builder: (args) =>
    args
      .option("dir", {
        type: "string",
        requiresArg: true,
        normalize: true,
        describe: "Make or fill a mirror in this folder; default: your own plugins folder",
      })
      .option("packed", { type: "boolean", describe: "A mirror of ZIP files, also for network_mirror" })
      .option("standalone", {
        type: "boolean",
        describe: "As an executable that holds Node (100 MB), for this system's machines without Node",
      })
      .option("node", {
        type: "string",
        requiresArg: true,
        normalize: true,
        describe: "The Node for --standalone; default: the one that runs this",
      })
      .option("out", {
        type: "string",
        requiresArg: true,
        normalize: true,
        describe: "Only write the standalone executable to this file",
      })
      .option("quiet", { type: "boolean", describe: "Print warnings and errors only" })
      .option("color", {
        type: "boolean",
        describe: "Colours, or with --no-color none; default: on a terminal",
      })
      .implies({ packed: "dir", node: "standalone", out: "standalone" })
      .conflicts("out", "dir")
      .example("$0 install", "for you, on this machine")
      .example("$0 install --dir /srv/mirror", "a filesystem mirror for all systems")
      .example("$0 install --standalone", "needs no Node to run")
      .example("$0 install --standalone --out provider", "the executable alone"),
  handler: async ({ dir, packed = false, standalone = false, node, out, quiet = false, color }) => {
    const machine = thisMachine();
    const { version, provider } = packageFacts();
    const script = builtProvider(provider);
    refuseWindows(machine, standalone || dir !== undefined);
    const content = standalone ? await makeStandalone(script, node) : script;
    const print = (text: string): void => (quiet ? undefined : console.log(text));
    if (out !== undefined) {
      const file = resolve(out);
      const put = writing("Name another file with --out.", () => putFile(file, content, 0o755));
      print(installed(version, [platformName(machine)], content, [{ file, put }], paintPut(color)));
      return;
    }
    const placing: Placing = {
      mirror: dir === undefined ? userMirror(machine, existsSync) : resolve(dir),
      version,
      platforms: standalone ? [platformName(machine)] : platformsFor(machine, dir),
      content,
      packed,
    };
    const placed = writing(otherPlace(dir), () => placeProvider(placing));
    print(installed(version, placing.platforms, content, placed, paintPut(color)));
    print(dir === undefined ? findsIt : mirrorUse(placing.mirror, packed));
    print(requirement(version));
    for (const note of notes(machine, placing, placed, dir)) console.error(note);
  },
};

/** Loaded only where it is wanted. */
async function makeStandalone(script: Buffer, node: string | undefined): Promise<Buffer> {
  const { standalone } = await import("./standalone.js");
  return standalone(script.toString("latin1"), resolve(node ?? process.execPath));
}

/** All machines of one system: a Terraform for another processor may be emulated there. */
function platformsFor(machine: Machine, dir: string | undefined): readonly string[] {
  const own = platformName(machine);
  if (dir !== undefined) return scriptPlatforms;
  const system = own.replace(/_.*/, "_");
  return [...new Set([...scriptPlatforms.filter((each) => each.startsWith(system)), own])];
}

function refuseWindows({ platform }: Machine, elsewhere: boolean): void {
  if (platform !== "win32" || elsewhere) return;
  throw new Error(
    "The provider's file is a script, which Terraform for Windows does not start: add --standalone, or use WSL.",
  );
}

const otherPlace = (dir: string | undefined): string =>
  dir === undefined
    ? "Make that folder yours, or name another one with --dir."
    : "Name another folder with --dir, or run this as a user who may write there.";

function notes(
  machine: Machine,
  placing: Placing,
  placed: readonly Placed[],
  dir: string | undefined,
): readonly string[] {
  const replaced = placed.some(({ file, put }) => put === "replaced" && !file.endsWith(".json"));
  if (dir !== undefined) return replaced ? [lockNote] : [];
  const configurations = (["terraform", "tofu"] as const).map((program) =>
    cliConfiguration(machine, program),
  );
  return [
    ...(replaced ? [lockNote] : []),
    ...otherBuildsNote(otherBuilds(impliedMirrors(machine), placing)),
    ...configurationNote(configurations, placing.mirror),
  ];
}
