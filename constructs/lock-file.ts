import { versionMeets } from "./version-constraint";

/** A provider that a stack requires, as in its `terraform.required_providers`. */
export interface RequiredProvider {
  /** `registry.terraform.io/acme/other`, or shorter, as it was written. */
  readonly source: string;
  readonly version?: string | undefined;
}

/** What is locked for the provider that this package brings. */
export interface LockedProvider {
  /** In full: host, namespace and type. */
  readonly source: string;
  readonly version: string;
  readonly constraints: string;
  /** `h1:…` of its folder. */
  readonly hash: string;
}

/**
 * The text of `.terraform.lock.hcl` after a synth.
 *
 * The framework's CLI runs `terraform providers lock`, which asks only registries, unless it reads in this file an
 * entry with matching constraints for every required provider. It reads line by line, also inside comments, which
 * Terraform does not: so each required provider gets an entry in a comment, which the CLI finds to match anything.
 * Real entries of other providers are kept, unless their version no longer meets what the stack requires: then
 * Terraform's init would refuse to go on, and without the entry it selects anew.
 *
 * @param before the file's text before; empty when there was none
 * @param own the provider that this package brings
 */
export function mergeLockFile(
  before: string,
  own: LockedProvider,
  required: readonly RequiredProvider[],
): string {
  const blocks = realEntries(before)
    .filter(({ source, version }) => source !== own.source && stillMeets(source, version, required))
    .map(({ text }) => text);
  blocks.push(ownEntry(own));
  blocks.sort();
  const comments = required.map(({ source }) => commentEntry(withHost(source)));
  return `${[header, ...blocks, `/*\n${comments.join("\n")}\n*/`].join("\n\n")}\n`;
}

/** The file without the entry of one provider and without what {@link mergeLockFile} adds. */
export function withoutProvider(before: string, source: string): string {
  const blocks = realEntries(before)
    .filter((entry) => entry.source !== source)
    .map(({ text }) => text);
  return `${[header, ...blocks].join("\n\n")}\n`;
}

const header = "# This file is maintained by Terraform and by the stack's synth.";

interface Entry {
  readonly source: string;
  readonly version: string;
  readonly text: string;
}

function realEntries(text: string): Entry[] {
  const withoutComments = text.replace(/^\/\*[\s\S]*?^\*\/$/gm, "");
  return [...withoutComments.matchAll(/^provider "([^"]+)" \{\r?\n[\s\S]*?^\}/gm)].map(
    ([block, source = ""]) => ({
      source,
      version: /^\s*version\s*=\s*"([^"]*)"/m.exec(block)?.[1] ?? "",
      text: block,
    }),
  );
}

/** OpenTofu's entries have its own registry's host where a source was written without one. */
function stillMeets(locked: string, version: string, required: readonly RequiredProvider[]): boolean {
  return required.every(({ source, version: constraint }) => {
    const spellings = [withHost(source), withHost(source, "registry.opentofu.org")];
    if (!spellings.some((spelling) => spelling.toLowerCase() === locked)) return true;
    return constraint === undefined || versionMeets(version, constraint) !== false;
  });
}

/** A source as the CLI looks it up: in full, and the letters as they were written. */
function withHost(source: string, host = "registry.terraform.io"): string {
  const parts = source.split("/").length;
  if (parts === 1) return `${host}/hashicorp/${source}`;
  return parts === 2 ? `${host}/${source}` : source;
}

function ownEntry({ source, version, constraints, hash }: LockedProvider): string {
  return `provider ${JSON.stringify(source)} {
  version     = ${JSON.stringify(version)}
  constraints = ${JSON.stringify(constraints)}
  hashes = [
    ${JSON.stringify(hash)},
  ]
}`;
}

function commentEntry(source: string): string {
  return `provider ${JSON.stringify(source)} {\n  constraints = ">= 0.0.0"\n}`;
}
