/** When the server answered, by its own clock, in milliseconds since 1970; `now` where it does not say. */
export function answeredAt({ date }: { readonly date?: string | undefined }, now: number): number {
  const answered = Date.parse(date ?? "");
  return Number.isNaN(answered) ? now : answered;
}
