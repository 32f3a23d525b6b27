/** A function that puts `***` in place of each of `secrets` in a text. */
export function hider(secrets: readonly string[]): (text: string) => string {
  const longestFirst = [...secrets].sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((shown, secret) => shown.replaceAll(secret, "***"), text);
}
