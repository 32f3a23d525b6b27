import { type IResolvable, type IResolveContext, Token, Tokenization } from "./framework";

/** What a token stands for: a Terraform expression, a literal text, or a value that may hold further tokens. */
export type TokenMeaning =
  | { readonly kind: "expression"; readonly expression: string }
  | { readonly kind: "words"; readonly words: string }
  | { readonly kind: "value"; readonly value: unknown };

/**
 * Looks through one token, one step.
 *
 * The framework has no way to ask whether a token gives an expression or plain data. But an expression answers
 * `aws_x.y.id` when braces are suppressed and `${aws_x.y.id}` when they are not, and data answers the same twice.
 *
 * @throws what the token throws
 */
export function meaningOf(token: IResolvable, context: IResolveContext): TokenMeaning {
  const braced: unknown = resolveWith(context, false, () => token.resolve(context));
  const bare: unknown = resolveWith(context, true, () => token.resolve(context));
  if (typeof braced !== "string" || typeof bare !== "string") return { kind: "value", value: braced };
  if (braced === `\${${bare}}`) {
    const expression: unknown = resolveWith(context, true, () => context.resolve(bare));
    return { kind: "expression", expression: String(expression) };
  }
  // Fn.rawString: quoted inside an expression, and its toString is the text that was given.
  if (bare === `"${braced}"`) return { kind: "words", words: token.toString() };
  return { kind: "value", value: braced };
}

/** A text cut at its tokens. A text without any is one piece. */
export function splitText(text: string): Array<string | IResolvable> {
  const pieces: Array<string | IResolvable> = [];
  let end = 0;
  for (const match of text.matchAll(tokenMarker)) {
    const token = tokenOfMarker(match[0]);
    if (!token) continue;
    if (match.index > end) pieces.push(text.slice(end, match.index));
    pieces.push(token);
    end = match.index + match[0].length;
  }
  if (end < text.length || pieces.length === 0) pieces.push(text.slice(end));
  return pieces;
}

/** Whether a value, or a part of a text, is known only at apply: the framework overlooks numbers in texts. */
export const isKnownLater = (value: unknown): boolean =>
  Token.isUnresolved(value) ||
  (typeof value === "string" && splitText(value).some((piece) => typeof piece !== "string"));

/** The token that a number stands for. Undefined: it is a number. */
export function tokenOfNumber(number: number): IResolvable | undefined {
  if (!Token.isUnresolved(number)) return undefined;
  return known(() => Tokenization.reverseNumber(number));
}

/** The token that a list of one marker stands for. Undefined: it is a list. */
export function tokenOfList(list: readonly unknown[]): IResolvable | undefined {
  if (list.length !== 1) return undefined;
  const [only] = list;
  if (typeof only === "string" && listMarker.test(only)) return known(() => Tokenization.reverseList([only]));
  if (typeof only === "number") return known(() => Tokenization.reverseNumberList([only]));
  return undefined;
}

/** The token that an object with one marker as key stands for. Undefined: it is an object. */
export function tokenOfMap(keys: readonly string[]): IResolvable | undefined {
  const [only] = keys;
  if (keys.length !== 1 || only === undefined || !mapMarker.test(only)) return undefined;
  return known(() => Tokenization.reverseMap({ [only]: "" }));
}

/** Whether a text holds the marker of a list or map token, which has no meaning inside a text. */
export function holdsCollectionMarker(text: string): boolean {
  for (const [marker] of text.matchAll(/#\{TfToken\[[^\]]+\]\}/g)) if (tokenOfList([marker])) return true;
  for (const [marker] of text.matchAll(/&\{TfToken\[[^\]]+\]\}/g)) if (tokenOfMap([marker])) return true;
  return false;
}

/** A string token, or a number token that was put into a text (a negative number near 1e298). */
const tokenMarker = /\$\{TfToken\[[^\]]+\]\}|-\d(?:\.\d+)?e\+\d{3}/g;
const listMarker = /^#\{TfToken\[[^\]]+\]\}$/;
const mapMarker = /^&\{TfToken\[[^\]]+\]\}$/;

function tokenOfMarker(marker: string): IResolvable | undefined {
  if (!marker.startsWith("$")) return tokenOfNumber(Number(marker));
  return known(() => Tokenization.reverse(marker)[0]);
}

/** The framework throws for a marker that it never gave out: then it is no token, only a text like one. */
function known(find: () => IResolvable | undefined): IResolvable | undefined {
  try {
    return find();
  } catch {
    return undefined;
  }
}

/** The context is shared with what is resolved next, so what is changed in it is put back. */
function resolveWith<T>(context: IResolveContext, suppressBraces: boolean, resolve: () => T): T {
  const before = context.suppressBraces ?? false;
  context.suppressBraces = suppressBraces;
  try {
    return resolve();
  } finally {
    context.suppressBraces = before;
  }
}
