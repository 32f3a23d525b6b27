import { PrefectApiError, type PrefectClient } from "../../client";
import { type Unknown, unknown } from "../cty/unknown";
import { at, type Diagnostic, DiagnosticError, problem } from "../framework/diagnostic";
import { isJsonObject } from "../framework/exact-json";
import type { JsonObject } from "./json-field";
import type { PlanFindings } from "./plan-findings";
import { fieldsOfSchema, schemasOfType } from "./schemas-of-type";

/** The ids that a block is made with. */
export interface BlockTypeIds {
  readonly block_type_id: string;
  /** The newest schema of the type; undefined: it has none yet. */
  readonly block_schema_id: string | undefined;
}

type WrittenIds = { readonly [K in keyof BlockTypeIds]: string };

interface FoundType extends BlockTypeIds {
  /** The newest schema of the type, a JSON schema of the data of its blocks. */
  readonly fields: JsonObject | undefined;
}

type Asked = Promise<FoundType | undefined>;

/** Block types that blocks name by their slug: each is looked up once, until a type or a schema is made or deleted. */
export class BlockTypesInUse {
  private asked = new WeakMap<PrefectClient, Map<string, Asked>>();
  private readonly planned = new Set<string>();
  private readonly plannedSchemas = new Set<string>();

  constructor(private readonly findings: PlanFindings) {}

  /** Notes that a type is to be made: its blocks may be planned before it is there. */
  expect(slug: string): void {
    this.planned.add(slug);
  }

  isExpected(slug: string): boolean {
    return this.planned.has(slug);
  }

  /** Notes that the type of that id is to have another schema. */
  expectSchema(typeId: string): void {
    this.plannedSchemas.add(typeId);
  }

  /** Notes that a type, or a schema of it, was made or deleted, and forgets what was looked up. */
  written({ slug, typeId }: { readonly slug?: string; readonly typeId?: string }): void {
    if (slug !== undefined) this.planned.delete(slug);
    if (typeId !== undefined) this.plannedSchemas.delete(typeId);
    this.forget();
  }

  /**
   * The newest JSON schema of the data of blocks of this type; undefined: it has none yet, unknown: it is to be made
   * in this run.
   */
  async fieldsOf(client: PrefectClient, slug: string): Promise<JsonObject | Unknown | undefined> {
    if (this.planned.has(slug)) return unknown;
    const found = await this.find(client, slug);
    return found !== undefined && this.plannedSchemas.has(found.block_type_id) ? unknown : found?.fields;
  }

  /** What is wrong with a type that a block is planned for. */
  async review(client: PrefectClient, slug: string): Promise<readonly Diagnostic[]> {
    return this.planned.has(slug) || (await this.find(client, slug)) !== undefined ? [] : [noSuchType(slug)];
  }

  /**
   * Writes a block with the ids of its type. Those that the plan has found may be gone, as when the type was made anew
   * since: what the server refuses is then written with those that it has now.
   * @throws DiagnosticError when there are none
   */
  async writing<T>(client: PrefectClient, slug: string, write: (ids: WrittenIds) => Promise<T>): Promise<T> {
    const planned = this.findings.of(client, "block type", slug) !== undefined;
    const ids = await this.idsOf(client, slug);
    try {
      return await write(ids);
    } catch (error) {
      if (!planned || !(error instanceof PrefectApiError)) throw error;
      this.forget();
      const present = await this.idsOf(client, slug);
      const isSame =
        present.block_type_id === ids.block_type_id && present.block_schema_id === ids.block_schema_id;
      if (isSame) throw error;
      return write(present);
    }
  }

  private async idsOf(client: PrefectClient, slug: string): Promise<WrittenIds> {
    const found = await this.find(client, slug);
    if (found === undefined) throw new DiagnosticError([noSuchType(slug)]);
    const { block_type_id, block_schema_id } = found;
    if (block_schema_id === undefined) throw new DiagnosticError([noSchema(slug)]);
    return { block_type_id, block_schema_id };
  }

  private find(client: PrefectClient, slug: string): Asked {
    const bySlug = this.asked.get(client) ?? new Map<string, Asked>();
    this.asked.set(client, bySlug);
    const asked = bySlug.get(slug) ?? this.lookUp(client, slug);
    bySlug.set(slug, asked);
    // A failure is not kept.
    asked.catch(() => bySlug.delete(slug));
    return asked;
  }

  private async lookUp(client: PrefectClient, slug: string): Asked {
    const before = this.findings.of(client, "block type", slug);
    if (isWhole(before)) return before;
    const found = await ask(client, slug);
    if (isWhole(found)) this.findings.note(client, "block type", slug, { ...found });
    return found;
  }

  private forget(): void {
    this.asked = new WeakMap();
    this.findings.drop("block type");
  }
}

/** A type that has a schema. */
const isWhole = (
  found: unknown,
): found is Required<FoundType> & WrittenIds & { readonly fields: JsonObject } =>
  isJsonObject(found) &&
  typeof found.block_type_id === "string" &&
  typeof found.block_schema_id === "string" &&
  isJsonObject(found.fields);

async function ask(client: PrefectClient, slug: string): Asked {
  const type = await client.read.blockTypeBySlug(slug);
  if (type === undefined) return undefined;
  const [newest] = await schemasOfType(client, type.id);
  const fields = newest === undefined ? undefined : fieldsOfSchema(newest);
  return { block_type_id: type.id, block_schema_id: newest?.id, fields };
}

const noSuchType = (slug: string): Diagnostic =>
  problem(
    `There is no block type "${slug}"`,
    "type_slug must be the slug of a type that the server has: `prefect block type ls` shows them. " +
      "A type of a Prefect integration is made by `prefect block register`, one of your own by a prefect_block_type.",
    at("type_slug"),
  );

const noSchema = (slug: string): Diagnostic =>
  problem(
    `The block type "${slug}" has no schema`,
    "A block needs one. Make it with a prefect_block_schema, and name that in the block's depends_on.",
    at("type_slug"),
  );
