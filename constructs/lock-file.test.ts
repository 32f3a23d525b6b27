import { describe, expect, test } from "vitest";
import { mergeLockFile, withoutProvider } from "./lock-file";

const own = {
  source: "registry.terraform.io/cdktf-prefect/prefect",
  version: "0.2.0",
  constraints: "0.2.0",
  hash: "h1:new=",
};
const required = [
  { source: own.source, version: "0.2.0" },
  { source: "acme/other", version: "~> 1.0" },
  { source: "null" },
];

const locked = (source: string, version: string) => `provider "${source}" {
  version     = "${version}"
  constraints = "~> ${version}"
  hashes = [
    "h1:abc=",
    "zh:def",
  ]
}`;

/** What Terraform sees: the file without comments. */
const real = (text: string) =>
  [...text.replace(/\/\*[\s\S]*?\*\//g, "").matchAll(/^provider "(.*)"/gm)].map(([, source]) => source);

/** What the framework's CLI sees, which reads lines: the last constraints of each provider. */
function seenByCli(text: string): Record<string, string | undefined> {
  const seen: Record<string, string | undefined> = {};
  let current: string | undefined;
  for (const line of text.split("\n")) {
    const provider = /provider "(.*)"/.exec(line);
    const constraints = /^\s*constraints\s+=\s+"(.*)"/.exec(line);
    if (current === undefined && provider?.[1]) {
      current = provider[1];
      seen[current] = undefined;
    } else if (current !== undefined && constraints) seen[current] = constraints[1];
    else if (/^\s*}/.test(line)) current = undefined;
  }
  return seen;
}

describe("the lock file after a synth", () => {
  test("holds our entry, and for the CLI one that matches for each provider", () => {
    const text = mergeLockFile("", own, required);
    expect(real(text)).toEqual([own.source]);
    expect(text).toContain(
      'version     = "0.2.0"\n  constraints = "0.2.0"\n  hashes = [\n    "h1:new=",\n  ]',
    );
    expect(seenByCli(text)).toEqual({
      [own.source]: ">= 0.0.0",
      "registry.terraform.io/acme/other": ">= 0.0.0",
      "registry.terraform.io/hashicorp/null": ">= 0.0.0",
    });
  });

  test("keeps others' entries and replaces ours", () => {
    const before = `# header\n\n${locked("registry.terraform.io/acme/other", "1.4.0")}\n\n${locked(own.source, "0.1.0")}\n`;
    const text = mergeLockFile(before, own, required);
    expect(real(text)).toEqual(["registry.terraform.io/acme/other", own.source]);
    expect(text).toContain('"zh:def"');
    expect(text).not.toContain("0.1.0");
  });

  test("drops an entry whose version no longer meets the constraint", () => {
    const text = mergeLockFile(locked("registry.terraform.io/acme/other", "0.9.0"), own, required);
    expect(real(text)).toEqual([own.source]);
    const tofu = mergeLockFile(locked("registry.opentofu.org/acme/other", "0.9.0"), own, required);
    expect(real(tofu)).toEqual([own.source]);
  });

  test("does not change when nothing has", () => {
    const once = mergeLockFile(locked("registry.terraform.io/acme/other", "1.4.0"), own, required);
    expect(mergeLockFile(once, own, required)).toBe(once);
  });

  test("loses ours when the provider comes from a registry", () => {
    const text = mergeLockFile(locked("registry.terraform.io/acme/other", "1.4.0"), own, required);
    expect(Object.keys(seenByCli(withoutProvider(text, own.source)))).toEqual([
      "registry.terraform.io/acme/other",
    ]);
  });
});
