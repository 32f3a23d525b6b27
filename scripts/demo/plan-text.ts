// Terraform prints `~ name = "a" -> "b"` for a changed attribute; colours are removed first.
const colour = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");
const changedAttribute = /^\s*[~+-] (?:"([^"]+)"|([\w-]+))\s*=/;
const changedResource = /# (\S+)(?: \([^)]*\))? (?:will be|must be|has been|has changed)/;

export interface PlanText {
  /** Names of the attributes that the plan adds, changes or removes, each once, sorted. */
  attributes: string[];
  /** Addresses of the resources it changes, each once. */
  resources: string[];
}

/** What a plan in Terraform's human-readable output is about to change; the output may have cdktf's prefixes. */
export function readPlanText(output: string): PlanText {
  const attributes = new Set<string>();
  const resources = new Set<string>();
  for (const line of output.replace(colour, "").split("\n")) {
    const attribute = changedAttribute.exec(line.replace(/^[\w.-]+ {2}/, "  "));
    const name = attribute?.[1] ?? attribute?.[2];
    if (name !== undefined) attributes.add(name);
    const address = changedResource.exec(line)?.[1];
    if (address !== undefined) resources.add(address);
  }
  return { attributes: [...attributes].sort(), resources: [...resources] };
}

export function saysNoChanges(output: string): boolean {
  return /No changes\./.test(output.replace(colour, ""));
}
