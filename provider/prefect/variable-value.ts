import { stringifyJson } from "../../client";
import { variableValue as valueRule } from "../../rules/variable-value";
import { refused } from "../../rules/verdict";
import { toPlainJson } from "../cty/implied";
import { ctyNumber, isCtyNumber, numbersEqual, numberText } from "../cty/number";
import { type CtyValue, Dynamic, isWhollyKnown } from "../cty/value";
import type { Diagnostic, Path } from "../framework/diagnostic";
import { dynamicJson, fromJsonValue } from "../framework/dynamic-json";
import { sameJson } from "../framework/exact-json";
import { depthFault } from "../framework/json-depth";
import { leafText } from "../framework/leaf-digests";
import { writtenInstead } from "../framework/secret-part";
import { spoken } from "./judged";

const largestInteger = 2n ** 63n - 1n;

/** SQLite keeps a number beyond 64 bits as a double when it is all there is: 12345678901234567890 loses three digits. */
function isKeptAsDouble(wanted: unknown, actual: unknown): boolean {
  if (!isCtyNumber(wanted) || !isCtyNumber(actual)) return false;
  const double = Number(numberText(wanted));
  return Math.abs(double) > largestInteger && numbersEqual(actual, ctyNumber(String(double)));
}

/** Any JSON value, equal by what the server makes of it. */
export const variableValue = dynamicJson(
  (wanted, actual) => sameJson(wanted, actual) || isKeptAsDouble(wanted, actual),
);

/** `value_wo`: a value that the server may keep as a double is hashed as that. */
export const writeOnlyValue = writtenInstead("value_wo", {
  versionedBy: "value_wo_version",
  toJson: (value) => (value instanceof Dynamic ? toPlainJson(value.type, value.value) : null),
  fromJson: fromJsonValue,
  leafText: (leaf) => {
    const double = isCtyNumber(leaf) ? Number(numberText(leaf)) : 0;
    return Math.abs(double) > largestInteger && Number.isFinite(double) ? String(double) : leafText(leaf);
  },
});

/** What the server refuses of a variable's value. */
export function checkVariableValue(value: CtyValue, path: Path): readonly Diagnostic[] {
  if (!(value instanceof Dynamic) || !isWhollyKnown(value)) return [];
  const json = toPlainJson(value.type, value.value);
  const depth = depthFault(json);
  return spoken(depth === undefined ? valueRule(stringifyJson(json)) : refused(depth), path);
}
