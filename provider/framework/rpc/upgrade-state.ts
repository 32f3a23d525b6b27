import { stringify } from "lossless-json";
import { decodeJson } from "../../cty/json";
import { isMapping } from "../../cty/value";
import type {
  UpgradeResourceState_Request,
  UpgradeResourceState_Response,
} from "../../tfplugin6/generated/messages";
import type { Init } from "../../tfplugin6/message";
import { problem } from "../diagnostic";
import { isJsonObject, parseExactJson } from "../exact-json";
import type { Resource } from "../resource";
import type { Session } from "../session";
import { writeDiagnostics, writeFields } from "./messages";

/** Called on every refresh, with the state as JSON; attributes that the schema no longer has are dropped. */
export function upgradeResourceState<Api>(
  session: Session<Api>,
  request: UpgradeResourceState_Request,
): Init<UpgradeResourceState_Response> {
  const { typeName } = request;
  const resource = session.resource(typeName);
  const version = Number(request.version);
  try {
    if (version > resource.version) {
      return refused(
        `The state of this ${typeName} was written by a newer provider`,
        `Its schema version is ${version}, and this provider knows ${resource.version}. Use the newer provider.`,
      );
    }
    const raw = request.rawState?.json ?? new Uint8Array();
    const json = version < resource.version ? upgraded(resource, raw, version) : raw;
    const state = decodeJson(resource.type, json, { extraAttributes: "drop" });
    if (!isMapping(state)) throw new SyntaxError("not an object");
    session.meet(typeName, state.id);
    return { upgradedState: writeFields(resource.type, state) };
  } catch (error) {
    return refused(
      `The stored state of this ${typeName} cannot be read`,
      `It does not fit the resource's schema (version ${version}): ${error instanceof Error ? error.message : "unknown error"}. ` +
        "Remove it from the state with `terraform state rm` and import the object again.",
    );
  }
}

/** The state as JSON, as an older schema has it. */
function upgraded<Api>(resource: Resource<Api>, raw: Uint8Array, version: number): string {
  const parsed = parseExactJson(Buffer.from(raw).toString("utf8"));
  if (!isJsonObject(parsed)) throw new SyntaxError("not an object");
  return stringify(resource.upgrade(parsed, version)) ?? "null";
}

const refused = (summary: string, detail: string): Init<UpgradeResourceState_Response> => ({
  diagnostics: writeDiagnostics([problem(summary, detail)]),
});
