import { isLosslessNumber } from "lossless-json";
import { isWellFormed } from "./expression-text";
import {
  Construct,
  type IResolvable,
  type IResolveContext,
  TerraformLocal,
  TerraformVariable,
  Tokenization,
} from "./framework";
import type { JsonMember, JsonNode, TextPart } from "./json-node";
import {
  holdsCollectionMarker,
  meaningOf,
  splitText,
  tokenOfList,
  tokenOfMap,
  tokenOfNumber,
} from "./tokens";

/** What is to be read, and how. */
export interface Reading {
  /** Named in errors: the construct's path and the attribute, as in `stack/etl: parameters`. */
  readonly where: string;
  /** `hcl` refuses what a Terraform value cannot hold and JSON text can: half a surrogate pair. */
  readonly target: "json" | "hcl";
  /** Looks tokens through. Without it they are taken as expressions unseen, and `sawToken` is called. */
  readonly context?: IResolveContext;
  /** Called for each token found. */
  readonly sawToken?: () => void;
}

/**
 * Reads a JSON value with tokens in it. Undefined: there is nothing, as for `JSON.stringify(undefined)`.
 *
 * @throws Error that names the place for what JSON has no word for: functions, symbols, NaN, infinities, cycles,
 *   constructs, Map, Set and binary data
 */
export function readJson(value: unknown, reading: Reading): JsonNode | undefined {
  return new Reader(reading).read(value, []);
}

type Path = readonly (string | number)[];

class Reader {
  private readonly ancestors = new Set<object>();

  constructor(private readonly reading: Reading) {}

  read(value: unknown, path: Path): JsonNode | undefined {
    switch (typeof value) {
      case "undefined":
        return undefined;
      case "string":
        return this.readText(value, path);
      case "number":
        return this.readNumber(value, path);
      case "bigint":
        return { kind: "number", digits: value.toString() };
      case "boolean":
        return { kind: "literal", text: value ? "true" : "false" };
      case "object":
        return value === null ? { kind: "literal", text: "null" } : this.readObject(value, path);
      default:
        throw this.refuse(path, `a ${typeof value} cannot be written as JSON`);
    }
  }

  private readNumber(number: number, path: Path): JsonNode | undefined {
    const token = tokenOfNumber(number);
    if (token) return this.readToken(token, path);
    if (!Number.isFinite(number)) throw this.refuse(path, `${number} is no JSON number`);
    return { kind: "number", digits: JSON.stringify(number) };
  }

  /** A text that is nothing but one token stands for that token's value, whatever its type. */
  private readText(text: string, path: Path): JsonNode | undefined {
    const [first, ...rest] = splitText(text);
    if (typeof first === "object" && rest.length === 0) return this.readToken(first, path);
    return { kind: "text", parts: this.textParts(text, path) };
  }

  private textParts(text: string, path: Path): TextPart[] {
    const pieces = splitText(text);
    const parts = pieces.flatMap((piece) =>
      typeof piece === "string" ? [this.words(piece, path)] : this.tokenParts(piece, path),
    );
    const native = this.reading.target === "hcl" || pieces.length > 1;
    for (const part of parts) {
      if (native && "words" in part && !isWellFormed(part.words)) {
        throw this.refuse(
          path,
          `${JSON.stringify(part.words)} holds half a surrogate pair, which Terraform has no text for`,
        );
      }
    }
    return parts;
  }

  private words(words: string, path: Path): TextPart {
    if (holdsCollectionMarker(words)) {
      throw this.refuse(
        path,
        "a list or map token stands inside a text; join its items first (Fn.join), or give it alone",
      );
    }
    return { words };
  }

  private tokenParts(token: IResolvable, path: Path): readonly TextPart[] {
    const node = this.readToken(token, path);
    if (!node) return [];
    switch (node.kind) {
      case "expression":
        return [{ expression: node.expression }];
      case "text":
        return node.parts;
      case "number":
        return [{ words: node.digits }];
      case "literal":
        return [{ words: node.text }];
      default:
        throw this.refuse(
          path,
          `a token inside a text stands for ${node.kind === "list" ? "a list" : "an object"}`,
        );
    }
  }

  private readToken(token: IResolvable, path: Path): JsonNode | undefined {
    const { context, sawToken } = this.reading;
    sawToken?.();
    if (!context) return { kind: "expression", expression: "null" };
    return this.within(token, path, () => {
      const { iteratorContext } = context;
      try {
        const meaning = meaningOf(token, context);
        switch (meaning.kind) {
          case "expression":
            return meaning;
          case "words":
            return { kind: "text", parts: [{ words: meaning.words }] };
          case "value":
            return this.read(meaning.value, path);
        }
      } finally {
        Object.assign(context, { iteratorContext });
      }
    });
  }

  private readObject(value: object, path: Path): JsonNode | undefined {
    if (Tokenization.isResolvable(value)) return this.readToken(value, path);
    if (isLosslessNumber(value)) return { kind: "number", digits: value.value };
    if (value instanceof TerraformVariable || value instanceof TerraformLocal)
      return this.read(value.fqn, path);
    if (Construct.isConstruct(value)) {
      throw this.refuse(
        path,
        `the construct ${value.node.path} is no value; give one of its attributes, such as its id`,
      );
    }
    if (isUnwritable(value)) throw this.refuse(path, `a ${value.constructor.name} cannot be written as JSON`);
    return this.within(value, path, () => {
      if ("toJSON" in value && typeof value.toJSON === "function") {
        return this.read(value.toJSON(String(path.at(-1) ?? "")), path);
      }
      return Array.isArray(value) ? this.readList(value, path) : this.readMembers(value, path);
    });
  }

  private readList(list: readonly unknown[], path: Path): JsonNode | undefined {
    const token = tokenOfList(list);
    if (token) return this.readToken(token, path);
    const items = Array.from(list, (item, index) => this.read(item, [...path, index]) ?? nothing);
    return { kind: "list", items };
  }

  private readMembers(object: object, path: Path): JsonNode | undefined {
    const keys = Object.keys(object);
    const token = tokenOfMap(keys);
    if (token) return this.readToken(token, path);
    const members: JsonMember[] = [];
    for (const [key, item] of Object.entries(object)) {
      if (holdsCollectionMarker(key)) {
        throw this.refuse(path, "a map token was spread into an object; use Fn.merge, or give it alone");
      }
      const value = this.read(item, [...path, key]);
      if (value) members.push({ key: this.textParts(key, path), value });
    }
    return { kind: "object", members };
  }

  private within<T>(value: object, path: Path, read: () => T): T {
    if (this.ancestors.has(value)) throw this.refuse(path, "the value holds itself");
    this.ancestors.add(value);
    try {
      return read();
    } finally {
      this.ancestors.delete(value);
    }
  }

  private refuse(path: Path, reason: string): Error {
    return new Error(`${this.reading.where}${pathText(path)}: ${reason}`);
  }
}

const nothing: JsonNode = { kind: "literal", text: "null" };

/** Objects that `JSON.stringify` would turn into `{}` or into a table of bytes without a word. */
function isUnwritable(value: object): boolean {
  return (
    value instanceof Map ||
    value instanceof Set ||
    value instanceof WeakMap ||
    value instanceof WeakSet ||
    value instanceof Promise ||
    value instanceof RegExp ||
    value instanceof ArrayBuffer ||
    ArrayBuffer.isView(value)
  );
}

/** As in `.env["MY-KEY"][2]`. */
function pathText(path: Path): string {
  return path
    .map((step) =>
      typeof step === "string" && /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`,
    )
    .join("");
}
