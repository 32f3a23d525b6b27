import { optional } from "../framework/attribute";
import type { Listed } from "../framework/list-resource";
import { uuid } from "../framework/scalars";
import type { Scope } from "./api";

/** Where a list looks on Prefect Cloud. */
export const listScope = {
  account_id: optional(uuid).doc("Account id (a UUID) on Prefect Cloud; defaults to the provider's."),
  workspace_id: optional(uuid).doc("Workspace id (a UUID) on Prefect Cloud; defaults to the provider's."),
};

/** Pages of rows as objects which stand where they were looked for, as imported ones do. */
export async function* listed<Row>(
  { account_id, workspace_id }: Scope,
  pages: AsyncIterable<readonly Row[]>,
  describe: (row: Row) => Listed | Promise<Listed>,
): AsyncGenerator<readonly Listed[]> {
  for await (const page of pages) {
    const found = await Promise.all(page.map(describe));
    yield found.map((one) => ({ ...one, object: { ...one.object, account_id, workspace_id } }));
  }
}

/** The rows of all pages. */
export async function allRows<Row>(pages: AsyncIterable<readonly Row[]>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}
