import type { PrefectClient } from "../../client";
import { blockData } from "../../rules";
import { isUnknown, type Unknown } from "../cty/unknown";
import { type Diagnostic, type Path, problem, warning } from "../framework/diagnostic";
import type { BlockTypesInUse } from "./block-types-in-use";
import { jsonObjectField } from "./json-field";

/** A block that is to be written. */
interface Review {
  readonly client: PrefectClient;
  readonly types: BlockTypesInUse;
  readonly typeSlug: string;
  /** As code gives them, by the attribute at `path`; null: it gives none. */
  readonly data: string | null | Unknown;
  readonly path: Path;
}

/**
 * What a flow could not load of a block's data, by the newest schema of its type. Where type or schema is made in the
 * same run of Terraform, that is said instead: the plan which Terraform makes once more when it comes to this block
 * finds them. Values are not quoted: they are secrets.
 */
export async function reviewBlockData({
  client,
  types,
  typeSlug,
  data,
  path,
}: Review): Promise<readonly Diagnostic[]> {
  if (isUnknown(data)) return [];
  if (await types.isChanging(client, typeSlug)) return data === null ? [] : [later(typeSlug, path)];
  const fields = await types.fieldsOf(client, typeSlug);
  if (fields === undefined) return [];
  const { refused, doubtful } = blockData(jsonObjectField(data ?? "{}"), fields);
  const saying = ({ field, reason }: { readonly field: string; readonly reason: string }): string =>
    `${field === "" ? "The data as a whole do" : `The field "${field}" does`} not fit the schema of the block type "${typeSlug}": ${reason}`;
  const doubts = doubtful.map((one) =>
    warning("Doubtful block data", `${saying(one)} A flow that loads the block may fail on it.`, path),
  );
  // Data that code does not give may be filled in elsewhere.
  if (data === null) return refused.length === 0 ? doubts : [noData(typeSlug, path)];
  return [
    ...refused.map((one) =>
      problem(
        "Block data that do not fit the block type",
        `${saying(one)} No flow can load the block.`,
        path,
      ),
    ),
    ...doubts,
  ];
}

const later = (typeSlug: string, path: Path): Diagnostic =>
  warning(
    "The block's data are checked when applying",
    `The block type "${typeSlug}" or its schema is made before. Whether the data fit it is checked when this is applied, before the block is written.`,
    path,
  );

const noData = (typeSlug: string, path: Path): Diagnostic =>
  warning(
    "A block without data",
    `The schema of the block type "${typeSlug}" requires some: no flow can load the block until it has them.`,
    path,
  );
