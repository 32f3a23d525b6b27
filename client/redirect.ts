const redirectStatuses = new Set([301, 302, 303, 307, 308]);

export type Redirect =
  | { readonly kind: "none" }
  /** Ask the same server for this path instead. */
  | { readonly kind: "follow"; readonly path: string }
  /** It leads elsewhere, where neither the key nor the body may be sent unasked. */
  | { readonly kind: "refuse"; readonly target: string };

/**
 * What to do with an answer that redirects.
 * @param url the URL that was asked
 */
export function redirectOf(
  status: number,
  location: string | undefined,
  method: string,
  url: string,
): Redirect {
  if (!redirectStatuses.has(status) || location === undefined) return { kind: "none" };
  if (!URL.canParse(location, url)) return { kind: "none" };
  const target = new URL(location, url);
  const keepsMethod = method === "GET" || status === 307 || status === 308;
  if (target.origin === new URL(url).origin && keepsMethod) {
    return { kind: "follow", path: target.pathname + target.search };
  }
  return { kind: "refuse", target: `${target.protocol}//${target.host}${target.pathname}` };
}
