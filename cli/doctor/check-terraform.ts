import { versionMeets } from "../../constructs/version-constraint";
import type { Program } from "../install/cli-configuration";
import type { Machine } from "../install/machine";
import { type Finding, failed, ok, warning } from "./finding";
import { runProgram } from "./run-program";

/** From this version on all that the provider has can be used; the older ones lack write-only attributes. */
const complete = "1.11.0";

/** The oldest that speaks plugin protocol 6. */
const oldest = "1.0.0";

const titles: Readonly<Record<Program, string>> = { terraform: "Terraform", tofu: "OpenTofu" };

/** Which of Terraform and OpenTofu are there. */
export interface TerraformCheck {
  readonly findings: readonly Finding[];
  readonly programs: readonly Program[];
}

/** Terraform and OpenTofu on PATH, and what TERRAFORM names for this command, or TERRAFORM_BINARY_NAME for CDKTF. */
export function checkTerraform({ env }: Machine): TerraformCheck {
  const variable = env.TERRAFORM ? "TERRAFORM" : "TERRAFORM_BINARY_NAME";
  const named = env[variable];
  const answers = [named, "terraform", "tofu"].flatMap((program, index, all) =>
    program && all.indexOf(program) === index ? [ask(program, env)] : [],
  );
  const there = answers.filter((answer) => answer !== undefined);
  const findings = there.flatMap(({ findings }) => findings);
  if (named && !there.some(({ program }) => program === named)) {
    const mend = `Install it, or unset ${variable} to have terraform used.`;
    findings.push(failed("terraform", `${variable} names ${named}, which cannot be started`, mend));
  } else if (there.length === 0) {
    const mend = "Install Terraform 1.11 or newer, or OpenTofu 1.11 or newer.";
    findings.push(failed("terraform", "neither terraform nor tofu is on PATH", mend));
  }
  return { findings, programs: [...new Set(there.map(({ kind }) => kind))] };
}

function ask(program: string, env: Machine["env"]) {
  const said = runProgram(program, ["version", "-json"], { ...env, CHECKPOINT_DISABLE: "1" });
  if (said.code === undefined) return undefined;
  const version = /"terraform_version": *"([^"]+)"/.exec(said.stdout)?.[1];
  const kind: Program = /tofu[^/\\]*$/.test(program) ? "tofu" : "terraform";
  return { program, kind, findings: [judge(program, kind, version), ...configurationProblems(said.stderr)] };
}

function judge(program: string, kind: Program, version: string | undefined): Finding {
  const title = titles[kind];
  if (version === undefined) {
    const mend = `Run \`${program} version\` to see why.`;
    return failed("terraform", `${program} does not tell its version`, mend);
  }
  const newer = `Install ${title} 1.11 or newer.`;
  if (versionMeets(version, `>= ${oldest}`) === false) {
    return failed("terraform", `${title} ${version} (${program}) is too old for the provider`, newer);
  }
  // A beta of the version has what the version has.
  if (versionMeets(version.replace(/-.*/, ""), `>= ${complete}`) === false) {
    const lacks = "lacks write-only attributes: secrets can only be given where the state holds them";
    return warning("terraform", `${title} ${version} (${program}) ${lacks}`, newer);
  }
  return ok("terraform", `${title} ${version} (${program})`);
}

/** What it says itself of its CLI configuration; that the file is missing is told elsewhere. */
function configurationProblems(stderr: string): readonly Finding[] {
  return [...stderr.matchAll(/^[│ ]*(Error|Warning): (.+)$/gm)].flatMap(([, kind, text = ""]) =>
    kind === "Error" ? [failed("cli-configuration", text.replace(/\.$/, ""), "Correct that file.")] : [],
  );
}
