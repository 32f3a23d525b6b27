import { LosslessNumber } from "lossless-json";
import type { ScalarTag } from "yaml";

/**
 * Scalars as Prefect's own reader takes them. Its YAML is version 1.1 with rules of its own: `yes` and `on` are true
 * but `y` is text, `1e3` is text, `0777` is octal, `1:30:00` is a number in base 60, and a date is a date.
 */
export const scalarTags: ScalarTag[] = [
  {
    tag: "tag:yaml.org,2002:null",
    default: true,
    test: /^(?:~|null|Null|NULL|)$/,
    resolve: () => null,
  },
  {
    tag: "tag:yaml.org,2002:bool",
    default: true,
    test: /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/,
    resolve: (text) => /^(?:yes|true|on)$/i.test(text),
  },
  {
    tag: "tag:yaml.org,2002:int",
    default: true,
    test: /^(?:[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/,
    resolve: (text) => new LosslessNumber(integerDigits(text)),
  },
  {
    tag: "tag:yaml.org,2002:float",
    default: true,
    test: /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
    resolve: (text, onError) => {
      const number = floatOf(text);
      if (!Number.isFinite(number)) onError("Prefect has no JSON number for it");
      return new LosslessNumber(floatDigits(number));
    },
  },
  {
    tag: "tag:yaml.org,2002:timestamp",
    default: true,
    test: /^(?:\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/,
    resolve: (text) => timestampText(text),
  },
];

function integerDigits(text: string): string {
  const plain = text.replaceAll("_", "");
  const sign = plain.startsWith("-") ? "-" : "";
  const digits = plain.replace(/^[-+]/, "");
  const number = digits.includes(":")
    ? digits.split(":").reduce((sum, part) => sum * 60n + BigInt(part), 0n)
    : BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return number === 0n ? "0" : `${sign}${number}`;
}

function floatOf(text: string): number {
  const plain = text.replaceAll("_", "").toLowerCase();
  const sign = plain.startsWith("-") ? -1 : 1;
  const digits = plain.replace(/^[-+]/, "");
  if (digits === ".inf") return sign * Number.POSITIVE_INFINITY;
  if (digits === ".nan") return Number.NaN;
  return sign * digits.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** A whole number keeps its point, as in the JSON that Prefect sends. */
function floatDigits(number: number): string {
  const digits = Object.is(number, -0) ? "-0" : String(number);
  return /[.e]/.test(digits) ? digits : `${digits}.0`;
}

/** A date or moment as Prefect writes it into JSON: `2026-01-01`, `2026-01-01T10:00:00.500000+02:00`. */
function timestampText(text: string): string {
  const match =
    /^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt \t]+(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?[ \t]*(Z|[-+]\d\d?(?::\d\d)?)?)?$/.exec(
      text,
    );
  if (match === null) return text;
  const [, year, month = "", day = "", hour, minute, second, fraction = "", zone = ""] = match;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (hour === undefined) return date;
  const micros = /[1-9]/.test(fraction.slice(0, 6)) ? `.${fraction.slice(0, 6).padEnd(6, "0")}` : "";
  return `${date}T${hour.padStart(2, "0")}:${minute}:${second}${micros}${zoneText(zone)}`;
}

function zoneText(zone: string): string {
  const [, sign, hours = "", minutes = "00"] = /^([-+])(\d\d?)(?::(\d\d))?$/.exec(zone) ?? [];
  if (sign === undefined) return zone;
  return Number(hours) === 0 && minutes === "00" ? "Z" : `${sign}${hours.padStart(2, "0")}:${minutes}`;
}
