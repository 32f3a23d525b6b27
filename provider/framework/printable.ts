const escaped = (sign: string): string =>
  sign.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

/**
 * A text with words of others as Terraform can show it, which hands on to the terminal whatever it gets: what a terminal
 * would obey, and what turns or hides its neighbours, is written as JSON may write it. Lines stay lines.
 */
export const printable = (text: string): string =>
  text.replace(/\r\n?/g, "\n").replace(/(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}]/gu, escaped);
