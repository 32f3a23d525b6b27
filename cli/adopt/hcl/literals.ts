/** A string literal; what no one sees is written as its code point. */
export function quote(text: string): string {
  const escaped = text.replaceAll(/["\\]|(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, escapeOf);
  return `"${withoutTemplates(escaped, "\\u0024", "\\u0025")}"`;
}

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function escapeOf(character: string): string {
  const short = shortEscapes[character];
  if (short !== undefined) return short;
  const digits = (character.codePointAt(0) ?? 0).toString(16);
  return digits.length > 4 ? `\\U${digits.padStart(8, "0")}` : `\\u${digits.padStart(4, "0")}`;
}

/**
 * `${` and `%{` would begin a template: the sign is doubled. Of several signs in a row, those before the last are
 * written in another way, since two would be read as one.
 */
function withoutTemplates(text: string, dollar: string, percent: string): string {
  return text.replaceAll(/(\$+|%+)\{/g, (_, signs: string) => {
    const sign = signs.charAt(0);
    return `${(sign === "$" ? dollar : percent).repeat(signs.length - 1)}${sign}${sign}{`;
  });
}

/** Words that mean something else than themselves where an object's key stands. */
const keyWords = new Set(["for", "if", "in", "else", "endif", "endfor", "true", "false", "null"]);

/** A key of an object. */
export const keyText = (key: string): string =>
  /^[A-Za-z_][\w-]*$/.test(key) && !keyWords.has(key) ? key : quote(key);

/**
 * The lines of a heredoc that stands for a text; undefined where a quoted literal is needed: there is no escape in a
 * heredoc, and what all its lines are indented by is taken away.
 */
export function heredocLines(text: string): readonly string[] | undefined {
  if (!/\n./.test(text) || /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(text)) return undefined;
  if (/\${2,}\{|%{2,}\{/.test(text)) return undefined;
  const lines = (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
  if (lines.some((line) => line.trim() === "EOT" || /^\s+$/.test(line) || /\s$/.test(line))) return undefined;
  if (!lines.some((line) => /^\S/.test(line))) return undefined;
  return lines.map((line) => withoutTemplates(line, "$", "%"));
}
