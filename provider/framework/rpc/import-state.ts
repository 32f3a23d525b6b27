import type { CtyValue } from "../../cty/value";
import type {
  ImportResourceState_Request,
  ImportResourceState_Response,
} from "../../tfplugin6/generated/messages";
import type { Init } from "../../tfplugin6/message";
import type { Attributes } from "../attribute";
import { sameAttribute } from "../collections";
import { type Diagnostic, problem } from "../diagnostic";
import { afterPartialWrite } from "../outcome";
import type { RemoteFields } from "../resource";
import type { Session } from "../session";
import { writeDiagnostics, writeFields } from "./messages";

export async function importResourceState<Api>(
  session: Session<Api>,
  request: ImportResourceState_Request,
): Promise<Init<ImportResourceState_Response>> {
  const { typeName, id } = request;
  const resource = session.resource(typeName);
  const warnings: Diagnostic[] = [];
  try {
    const found = await resource.import(id, session.reach(typeName, warnings));
    if (found === undefined) {
      const forms = resource.importForms
        .map((form) => `  terraform import ${typeName}.NAME '${form}'`)
        .join("\n");
      const missing = problem(
        `No ${typeName} to import`,
        `The server has no object for the import id "${id}". These forms are known:\n${forms}`,
      );
      return { diagnostics: writeDiagnostics([...warnings, missing]) };
    }
    const state = afterPartialWrite(resource.attributes, null, imported(resource.attributes, found));
    return {
      importedResources: [{ typeName, state: writeFields(resource.type, state) }],
      diagnostics: writeDiagnostics(warnings),
    };
  } catch (error) {
    return { diagnostics: writeDiagnostics(session.explain(error, { verb: "import", typeName })) };
  }
}

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
