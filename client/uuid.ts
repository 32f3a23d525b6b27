const hex = /^[0-9a-f]{32}$/;

/** A UUID as the server writes it: lower case, with hyphens; undefined for a text that is none. */
export function canonicalUuid(text: string): string | undefined {
  const digits = text.trim().toLowerCase().replaceAll("-", "");
  if (!hex.test(digits)) return undefined;
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ].join("-");
}
