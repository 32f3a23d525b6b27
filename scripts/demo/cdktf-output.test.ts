import { expect, it } from "vitest";
import { CdktfOutput } from "./cdktf-output";

const shown = (lines: readonly string[]): string[] => {
  const output = new CdktfOutput("hello");
  return lines.map((line) => output.show(line)).filter((line) => line !== undefined);
};

it("drops spinners, progress and cursor movements", () => {
  expect(
    shown([
      "\u001b[2K\u001b[1A\u001b[G",
      "⠋  Synthesizing",
      "1 Stack deploying     0 Stacks done     0 Stacks waiting",
      "\u001b[2K\u001b[1A\u001b[Ghello  \u001b[0m\u001b[1mInitializing the backend...\u001b[0m",
      "       continued",
    ]),
  ).toEqual(["Initializing the backend...", "continued"]);
});

it("shows the attributes of an update, and only the heading of what is created or destroyed", () => {
  expect(
    shown([
      "hello    # prefect_flow.a (a/Default) will be created",
      '         + resource "prefect_flow" "a" {',
      "hello  ]",
      "         }",
      "         # prefect_flow.b will be updated in-place",
      '         ~ resource "prefect_flow" "b" {',
      '             ~ tags = ["a"]',
      "           }",
      "         # prefect_flow.c will be destroyed",
      '         - resource "prefect_flow" "c" {',
      "       Plan: 1 to add, 1 to change, 1 to destroy.",
    ]),
  ).toEqual([
    "  # prefect_flow.a (a/Default) will be created",
    "  # prefect_flow.b will be updated in-place",
    '  ~ resource "prefect_flow" "b" {',
    '      ~ tags = ["a"]',
    "    }",
    "  # prefect_flow.c will be destroyed",
    "Plan: 1 to add, 1 to change, 1 to destroy.",
  ]);
});
