import { stringifyJson } from "../../client";
import { toPlainJson } from "../cty/implied";
import { ctyNumber, isCtyNumber, numbersEqual, numberText } from "../cty/number";
import { type CtyValue, Dynamic, isWhollyKnown } from "../cty/value";
import { type Diagnostic, type Path, problem, spellPath } from "../framework/diagnostic";
import { dynamicJson, fromJsonValue } from "../framework/dynamic-json";
import { isJsonObject, sameJson } from "../framework/exact-json";
import { leafText } from "../framework/leaf-digests";
import { writtenInstead } from "../framework/secret-part";

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

const least = -(2n ** 63n);
const most = 2n ** 64n - 1n;

/** The most bytes of JSON that a value may be. */
const mostBytes = 5000;

function holdsHugeInteger(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsHugeInteger);
  if (isJsonObject(value)) return Object.values(value).some(holdsHugeInteger);
  const digits = isCtyNumber(value) ? numberText(value) : "";
  return /^-?\d+$/.test(digits) && (BigInt(digits) < least || BigInt(digits) > most);
}

/** What the server refuses of a variable's value, which is not quoted: it may be secret. From `POST /variables/`. */
export function checkVariableValue(value: CtyValue, path: Path): readonly Diagnostic[] {
  if (!(value instanceof Dynamic) || !isWhollyKnown(value)) return [];
  const json = toPlainJson(value.type, value.value);
  const bytes = Buffer.byteLength(stringifyJson(json));
  const faults = [
    ...(holdsHugeInteger(json)
      ? [`It holds a whole number beyond 64 bits; ${least} to ${most} are allowed. Give it as a string.`]
      : []),
    ...(bytes > mostBytes ? [`It is ${bytes} bytes of JSON; ${mostBytes} at most are allowed.`] : []),
  ];
  return faults.map((fault) => problem(`Invalid value for ${spellPath(path)}`, fault, path));
}
