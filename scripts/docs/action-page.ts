import { codeBlock, exampleSection, page } from "./page";
import type { BlockJson } from "./schema-json";
import { schemaSection } from "./schema-section";

/**
 * Page of an action.
 * @param stack a CDKTF stack with one, in TypeScript
 */
export function actionPage(
  name: string,
  schema: BlockJson | undefined,
  example: string | undefined,
  stack: string | undefined,
): string {
  return page({
    title: `${name} Action - prefect`,
    description: schema?.block.description ?? "",
    heading: `${name} (Action)`,
    sections: [
      exampleSection(example),
      stack === undefined
        ? undefined
        : `## From CDKTF\n\nCDKTF has no classes for actions. What its stacks write is Terraform's JSON, which takes them as overrides:\n\n${codeBlock("typescript", stack)}`,
      schemaSection(schema?.block.attributes ?? {}),
    ],
  });
}
