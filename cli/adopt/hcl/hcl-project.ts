import type { Secret } from "../expression";
import type { Layout, Named, SourceFile } from "../layout";
import type { ImportEntry, WrittenFile } from "../project";
import { quote } from "./literals";
import { addressOf, resourceText } from "./resource";
import type { AddressOf } from "./values";

/** The files of resources, and what they import. */
export function hclFiles(layout: Layout): {
  readonly files: readonly WrittenFile[];
  readonly imports: readonly ImportEntry[];
} {
  const objects = layout.files.flatMap((file) => file.objects);
  return {
    files: layout.files.map((file) => ({
      path: `${fileStem(file.path)}.tf`,
      text: file.objects.map((one) => textOf(one, layout)).join("\n"),
    })),
    imports: objects.flatMap((one): ImportEntry[] =>
      one.type.startsWith("data.") ? [] : [{ to: addressOf(one), id: one.importId ?? one.id }],
    ),
  };
}

/** Terraform reads one folder: `flow_etl` of `flows/etl`. Its own variables have `variables.tf`. */
export function fileStem(path: SourceFile["path"]): string {
  const stem = path.replace(/^flows\/(flow-)?/, "flow-").replace(/^work-pools\/(pool-)?/, "work-pool-");
  return (stem === "variables" ? "prefect-variables" : stem).replaceAll("-", "_");
}

function textOf(one: Named, layout: Layout): string {
  const resource: AddressOf = (reference) => {
    const target = layout.resolve(reference, one);
    return target && addressOf(target);
  };
  return resourceText(
    one,
    (reference) => {
      const address = resource(reference);
      return address && `${address}.${reference.attribute}`;
    },
    resource,
  );
}

export const importBlocks = (imports: readonly ImportEntry[]): string =>
  imports.map(({ to, id }) => `import {\n  to = ${to}\n  id = ${quote(id)}\n}\n`).join("\n");

/** What import blocks in a file name by an id that stands there. */
export function importsIn(text: string): readonly ImportEntry[] {
  return [...text.matchAll(/^import \{\n([^}]*)\}/gm)].flatMap(([, inside = ""]): ImportEntry[] => {
    const to = /^\s*to\s*=\s*(\S.*?)\s*$/m.exec(inside)?.[1];
    const id = /^\s*id\s*=\s*"([^"\n]*)"\s*$/m.exec(inside)?.[1];
    return to === undefined || id === undefined ? [] : [{ to, id }];
  });
}

export const variableBlocks = (secrets: readonly Secret[]): string =>
  secrets
    .map(({ variable, description, type }) =>
      [
        `variable "${variable}" {`,
        `  description = ${quote(description)}`,
        `  type        = ${type}`,
        "  sensitive   = true",
        "  ephemeral   = true",
        "}\n",
      ].join("\n"),
    )
    .join("\n");

export const providerText = (source: string, version: string): string => `terraform {
  # For write-only attributes, and ephemeral variables.
  required_version = ">= 1.11"

  required_providers {
    prefect = {
      source  = ${quote(source)}
      version = ${quote(`~> ${version}`)}
    }
  }
}

# The server of PREFECT_API_URL, or of the active profile.
provider "prefect" {}
`;

export const ignoredFiles = `.terraform/
*.tfstate
*.tfstate.*
*.tfplan
*.tfvars
`;
