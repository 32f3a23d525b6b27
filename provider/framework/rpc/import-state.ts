import type { CtyValue } from "../../cty/value";
import type {
  ImportResourceState_Request,
  ImportResourceState_Response,
} from "../../tfplugin6/generated/messages";
import type { Init } from "../../tfplugin6/message";
import type { Attributes } from "../attribute";
import { sameAttribute } from "../collections";
import { type Diagnostic, problem } from "../diagnostic";
import { type Identity, identityOf, importIdOf, spellIdentity } from "../identity";
import { afterPartialWrite } from "../outcome";
import type { Fields } from "../plan";
import type { RemoteFields, Resource } from "../resource";
import type { Session } from "../session";
import { readIdentity, writeIdentity } from "./identity";
import { writeDiagnostics, writeFields } from "./messages";

export async function importResourceState<Api>(
  session: Session<Api>,
  request: ImportResourceState_Request,
): Promise<Init<ImportResourceState_Response>> {
  const { typeName } = request;
  const resource = session.resource(typeName);
  const warnings: Diagnostic[] = [];
  try {
    const wanted = readIdentity(resource, request.identity);
    const id = wanted === undefined ? request.id : importIdOf(resource, wanted);
    if (wanted === undefined && isBlank(id))
      return { diagnostics: writeDiagnostics([blankId(resource, id)]) };
    // An empty part of a path would be asked for, and answered with a list.
    const isEmpty = Object.values(wanted ?? {}).some(isBlank);
    const found = isEmpty ? undefined : await resource.import(id, session.reach(typeName, warnings));
    const state = found === undefined ? null : importedState(resource.attributes, found);
    const identity = identityOf(resource, state);
    if (state === null || !isWanted(wanted, identity)) {
      const missing = wanted === undefined ? noneOfId(resource, id) : noneOfIdentity(resource, wanted);
      return { diagnostics: writeDiagnostics([...warnings, missing]) };
    }
    return {
      importedResources: [
        {
          typeName,
          state: writeFields(resource.type, state),
          ...(identity === undefined ? {} : { identity: writeIdentity(resource, identity) }),
        },
      ],
      diagnostics: writeDiagnostics(warnings),
    };
  } catch (error) {
    return { diagnostics: writeDiagnostics(session.explain(error, { verb: "import", typeName })) };
  }
}

/** An import id may be a name; an identity is none. UUIDs are the same in capitals. */
const isWanted = (wanted: Identity | undefined, found: Identity | undefined): boolean =>
  wanted === undefined ||
  Object.entries(wanted).every(([name, value]) => found?.[name]?.toLowerCase() === value.toLowerCase());

const isBlank = (text: string): boolean => text.trim() === "";

const noImport = <Api>({ typeName, importForms }: Resource<Api>, why: string): Diagnostic =>
  problem(
    `No ${typeName} to import`,
    `${why} These forms are known:\n${importForms
      .map((form) => `  terraform import ${typeName}.NAME '${form}'`)
      .join("\n")}`,
  );

const blankId = <Api>(resource: Resource<Api>, id: string): Diagnostic =>
  noImport(resource, `The import id "${id}" is blank, so the server was not asked.`);

const noneOfId = <Api>(resource: Resource<Api>, id: string): Diagnostic =>
  noImport(resource, `The server has no object for the import id "${id}".`);

const noneOfIdentity = <Api>({ typeName, importForms }: Resource<Api>, wanted: Identity): Diagnostic =>
  problem(
    `No ${typeName} to import`,
    `The server has no object with the identity ${spellIdentity(wanted)}. ` +
      `An identity is made of ids; to import by name, give the import block an \`id\` instead, in one of these forms: ${importForms.join(", ")}.`,
  );

/** The state of an object that no code has described yet. */
export const importedState = (attributes: Attributes, found: RemoteFields): Fields =>
  afterPartialWrite(attributes, null, imported(attributes, found));

/** A placeholder stands for what the server does not tell, and for what code may give write-only. */
function imported(attributes: Attributes, found: RemoteFields): RemoteFields {
  const fields: Record<string, CtyValue | undefined> = { ...found };
  for (const [name, attribute] of Object.entries(attributes)) {
    const { untold, secretPart } = attribute.words;
    const value = found[name];
    if (untold !== undefined) fields[name] = untold.placeholder;
    else if (
      secretPart?.withheld !== undefined &&
      value !== undefined &&
      !sameAttribute(attribute, null, value)
    ) {
      fields[name] = secretPart.withheld.placeholder;
    }
  }
  return fields;
}
