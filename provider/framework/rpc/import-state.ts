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
    const state = afterPartialWrite(resource.attributes, null, managed(resource.attributes, found));
    return {
      importedResources: [{ typeName, state: writeFields(resource.type, state) }],
      diagnostics: writeDiagnostics(warnings),
    };
  } catch (error) {
    return { diagnostics: writeDiagnostics(session.explain(error, { verb: "import", typeName })) };
  }
}

/** What a resource does not manage until code says so is not imported either, nor is what may be write-only. */
function managed(attributes: Attributes, found: RemoteFields): RemoteFields {
  const fields = Object.entries(found).filter(([name]) => attributes[name]?.words.unmanagedWhenNull !== true);
  return Object.fromEntries(
    fields.map(([name, value]) => {
      const attribute = attributes[name];
      const withheld = attribute?.words.secretPart?.withheld;
      if (attribute === undefined || withheld === undefined || value === undefined) return [name, value];
      return [name, sameAttribute(attribute, null, value) ? value : withheld.placeholder];
    }),
  );
}
