import { describe, expect, it } from "vitest";
import { importCommands } from "./import-commands";
import { pages, type Sources } from "./pages";
import type { AttributeJson, ProviderJson } from "./schema-json";

const point: AttributeJson = {
  optional: true,
  nested_type: {
    nesting_mode: "single",
    attributes: { x: { type: "number", required: true, description: "Where." } },
  },
};

const schema: ProviderJson = {
  provider: { block: { description: "Of shapes.\n\nMore." } },
  resource_schemas: {
    prefect_shape: {
      block: {
        description: "A shape.",
        attributes: {
          id: { type: "string", computed: true },
          from: point,
          to: point,
          secret: { type: ["list", "string"], optional: true, sensitive: true, write_only: true },
          old: { type: "bool", optional: true, deprecated: true, description: "Old." },
        },
      },
    },
    prefect_cloud: { block: {} },
  },
  functions: {
    area: {
      summary: "Measures.",
      description: "Measures a shape.",
      parameters: [{ name: "shape", type: ["map", "string"], description: "What to measure." }],
      variadic_parameter: { name: "holes", type: "number", is_nullable: true },
      return_type: ["object", { unit: "string", sizes: ["list", "number"] }],
    },
  },
};

const made = pages({
  schema,
  example: (file) =>
    ({
      "resources/prefect_shape/resource.tf": 'resource "prefect_shape" "a" {}\n',
      "resources/prefect_shape/import.sh": "# <id>\nterraform import prefect_shape.a '1'\n",
    })[file],
  facts: () => ({
    importForms: ["<id>"],
    identity: ["id"],
    words: (name) => (name === "old" ? { deprecated: "Use `to`.", replaces: true } : {}),
  }),
  cloudOnly: { resources: new Set(["prefect_cloud"]) },
} satisfies Sources);

const pageOf = (file: string): string => made.get(file) ?? "";

describe("pages", () => {
  it("are made of what has no Cloud mark, the rest is listed", () => {
    expect([...made.keys()].sort()).toEqual(["functions/area.md", "index.md", "resources/shape.md"]);
    expect(pageOf("index.md")).toContain("description: |-\n  Of shapes.\n---");
    expect(pageOf("index.md")).toContain("Resources: `prefect_cloud`.");
  });

  it("mark attributes, and show equal nested schemas once", () => {
    const page = pageOf("resources/shape.md");
    expect(page).toContain("- `secret` (List of String, Sensitive, Write-only)\n");
    expect(page).toContain(
      "- `old` (Boolean, Deprecated, Forces replacement) **Deprecated.** Use `to`. Old.\n",
    );
    expect(page).toContain("- `to` (Attributes) (see [nested schema](#nestedatt--from))");
    expect(page).toContain(
      '<a id="nestedatt--from"></a><a id="nestedatt--to"></a>\n### Nested Schema for `from`, `to`\n\nRequired:\n\n- `x` (Number) Where.\n',
    );
    expect(page).toContain('import {\n  to = prefect_shape.a\n  id = "1"\n}');
  });

  it("show a function's signature and what it returns", () => {
    const page = pageOf("functions/area.md");
    expect(page).toContain("area(shape map(string), holes number...) object\n");
    expect(page).toContain(
      "1. `shape` (Map of String) What to measure.\n2. `holes` (Number, Variadic, Nullable)\n",
    );
    expect(page).toContain("- `sizes` (List of Number)\n");
  });
});

describe("import.sh", () => {
  it("is refused when it has anything but forms and commands", () => {
    expect(() => importCommands("terraform import a.b 'c'\n")).toThrow("Not a form of an import id");
  });
});
