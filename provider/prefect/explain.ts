import {
  PrefectApiError,
  PrefectConnectionError,
  PrefectSettingsError,
  PrefectTimeoutError,
  PrefectUnknownFateError,
} from "../../client";
import type { Attributes } from "../framework/attribute";
import { type Diagnostic, type Path, problem, type Step, spellPath } from "../framework/diagnostic";
import type { Attempt } from "../framework/provider";

/** API fields whose attribute has another name. */
const attributeNames: Readonly<Record<string, string>> = { is_paused: "paused" };

/** Turns whatever went wrong into diagnostics that say what to do. The only place that does. */
export function explainFailure(
  error: unknown,
  { verb, typeName }: Attempt,
  attributes: Attributes | undefined,
): readonly Diagnostic[] {
  const summary = `Could not ${verb} ${typeName}`;
  if (error instanceof PrefectApiError) return explainApiError(error, summary, attributes ?? {});
  if (error instanceof PrefectSettingsError)
    return [problem("The provider is not configured", error.message)];
  if (error instanceof PrefectUnknownFateError) {
    const next =
      verb === "invoke"
        ? "It may have been carried out all the same: look at the server before you invoke it again."
        : "Apply again: if it was carried out all the same, what it has made is found then.";
    return [problem(summary, `${error.message}\n${next}`)];
  }
  if (error instanceof PrefectConnectionError || error instanceof PrefectTimeoutError) {
    return [problem(summary, error.message)];
  }
  return [problem(summary, error instanceof Error ? error.message : "It failed for an unknown reason.")];
}

function explainApiError(
  error: PrefectApiError,
  summary: string,
  attributes: Attributes,
): readonly Diagnostic[] {
  if (error.fields.length === 0) return [problem(summary, `${error.message}${advice(error)}`)];
  const request = `${error.method} ${error.path} was answered with ${error.status}`;
  const further = error.advice === undefined ? "" : `\n${error.advice}`;
  return error.fields.map(({ path, message, isUnknown }) => {
    const attribute = attributePath(path, attributes);
    const place = attribute !== undefined && endsAt(attribute, path) ? "" : fieldOf(path);
    // A field that an older server lacks: what is said of it begins with its name.
    const name = attribute !== undefined && isUnknown ? `${spellPath(attribute)}: ` : "";
    return problem(summary, `${request}: ${name}${message}${place}${further}`, attribute);
  });
}

const fieldOf = (path: readonly (string | number)[]): string =>
  path.length === 0 ? "" : ` (field ${path.join(".")})`;

/** Does the attribute stand for the whole path? What lies deeper in a trigger has no attribute of its own here. */
function endsAt(attribute: Path, path: readonly (string | number)[]): boolean {
  if (path.length === 1) return true;
  const field = path.findLast((one) => typeof one === "string");
  return attribute.some((step) => "attribute" in step && step.attribute === field);
}

function advice({ status, detail }: PrefectApiError): string {
  if (status === 401) {
    return "\nThe server wants other credentials: set api_key (PREFECT_API_KEY) for Prefect Cloud, or basic_auth_key (PREFECT_API_AUTH_STRING) for a server with basic authentication.";
  }
  if (status === 403 && !detail.includes("CSRF token"))
    return "\nThe credentials do not allow this, or the name is reserved.";
  return "";
}

/** The attribute that a field of a request body was made from, as far as it has one. */
function attributePath(path: readonly (string | number)[], attributes: Attributes): Path | undefined {
  const [first, ...rest] = path;
  if (typeof first !== "string") return undefined;
  const name = first in attributes ? first : attributeNames[first];
  const attribute = name === undefined ? undefined : attributes[name];
  if (name === undefined || attribute === undefined) return undefined;
  const steps: Step[] = [{ attribute: name }];
  if (attribute.kind.shape.is === "list" && typeof rest[0] === "number") {
    steps.push({ index: rest[0] });
    const inner = attribute.kind.shape.element.shape;
    const field = [...rest].reverse().find((one) => typeof one === "string");
    if (inner.is === "object" && typeof field === "string" && field in inner.attributes) {
      steps.push({ attribute: field });
    }
  }
  return steps;
}
