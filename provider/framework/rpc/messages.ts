import { decodeJson } from "../../cty/json";
import { decodeMsgpack, encodeMsgpack } from "../../cty/msgpack";
import type { CtyType } from "../../cty/type";
import { type CtyValue, isMapping } from "../../cty/value";
import {
  type AttributePath,
  AttributePath_StepSchema,
  AttributePathSchema,
  Diagnostic_Severity,
  type Diagnostic as DiagnosticMessage,
  DiagnosticSchema,
  type DynamicValue,
  DynamicValueSchema,
} from "../../tfplugin6/generated/messages";
import { create } from "../../tfplugin6/message";
import type { Diagnostic, Path } from "../diagnostic";
import type { Fields } from "../plan";
import { printable } from "../printable";

/** An object of a request; null where the message holds none or a null. */
export function readFields(type: CtyType, message: DynamicValue | undefined): Fields | null {
  const value = readValue(type, message);
  if (value === null) return null;
  if (isMapping(value)) return value;
  throw new Error("Terraform sent a value that is not an object.");
}

/** Is there none, or a null? Tells it without reading the value. */
export function isNull(message: DynamicValue | undefined): boolean {
  if (message === undefined) return true;
  const { msgpack, json } = message;
  if (msgpack.length > 0) return msgpack.length === 1 && msgpack[0] === msgpackNil;
  return json.length === 0 || Buffer.from(json).toString("utf8").trim() === "null";
}

const msgpackNil = 0xc0;

export function readValue(type: CtyType, message: DynamicValue | undefined): CtyValue {
  if (message === undefined) return null;
  if (message.msgpack.length > 0) return decodeMsgpack(type, message.msgpack);
  return message.json.length > 0 ? decodeJson(type, message.json) : null;
}

export function writeFields(type: CtyType, fields: Fields | null): DynamicValue {
  return { ...DynamicValueSchema.empty(), msgpack: encodeMsgpack(type, fields) };
}

export const writeDiagnostics = (diagnostics: readonly Diagnostic[]): DiagnosticMessage[] =>
  diagnostics.map(({ severity, summary, detail, path }) =>
    create(DiagnosticSchema, {
      severity: severity === "error" ? Diagnostic_Severity.ERROR : Diagnostic_Severity.WARNING,
      summary: printable(summary),
      detail: printable(detail),
      ...(path === undefined || path.length === 0 ? {} : { attribute: writePath(path) }),
    }),
  );

export function writePath(path: Path): AttributePath {
  return create(AttributePathSchema, {
    steps: path.map((step) =>
      create(AttributePath_StepSchema, {
        selector:
          "attribute" in step
            ? { case: "attributeName", value: step.attribute }
            : "key" in step
              ? { case: "elementKeyString", value: step.key }
              : { case: "elementKeyInt", value: BigInt(step.index) },
      }),
    ),
  });
}
