import { stringify } from "lossless-json";
import { decodeJson } from "../../cty/json";
import { isMapping } from "../../cty/value";
import type {
  UpgradeResourceIdentity_Request,
  UpgradeResourceIdentity_Response,
} from "../../tfplugin6/generated/messages";
import type { Init } from "../../tfplugin6/message";
import { problem } from "../diagnostic";
import { isJsonObject, parseExactJson } from "../exact-json";
import { identityOf, identityType } from "../identity";
import type { Session } from "../session";
import { writeIdentity } from "./identity";
import { writeDiagnostics } from "./messages";

/** Called with an identity as the state has it, in JSON, when its version is not the present one. */
export function upgradeResourceIdentity<Api>(
  session: Session<Api>,
  request: UpgradeResourceIdentity_Request,
): Init<UpgradeResourceIdentity_Response> {
  const { typeName } = request;
  const resource = session.resource(typeName);
  try {
    const parsed = parseExactJson(
      Buffer.from(request.rawIdentity?.json ?? new Uint8Array()).toString("utf8"),
    );
    if (!isJsonObject(parsed)) throw new SyntaxError("not an object");
    const known = Object.fromEntries(resource.identity.map((name) => [name, parsed[name] ?? null]));
    const decoded = decodeJson(identityType(resource), stringify(known) ?? "null");
    const identity = identityOf(resource, isMapping(decoded) ? decoded : null);
    if (identity === undefined) throw new SyntaxError(`${resource.identity.join(" or ")} is missing`);
    return { upgradedIdentity: writeIdentity(resource, identity) };
  } catch (error) {
    return {
      diagnostics: writeDiagnostics([
        problem(
          `The stored identity of this ${typeName} cannot be read`,
          `It does not fit the resource's identity (version ${request.version}): ${error instanceof Error ? error.message : "unknown error"}. ` +
            "Remove the resource from the state with `terraform state rm` and import the object again.",
        ),
      ]),
    };
  }
}
