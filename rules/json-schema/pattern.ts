/** Where Python and JavaScript agree on all of `\d \w \s . $`, and on case. */
const printableAscii = /^[ -~]*$/;

/**
 * What Python and JavaScript read alike: no named or special groups, no escapes but those below, no backward
 * references, no brackets that only one of them takes literally.
 */
const alike =
  /^(?:[^\\([{]|\\[dDwWsSbnrtfv]|\\[^A-Za-z0-9]|\((?!\?)|\(\?(?::|=|!)|\{\d+(?:,\d*)?\}|\[\^?(?:[^\\[\]]|\\[dDwWsSnrtfv]|\\[^A-Za-z0-9])+\])*$/;

/**
 * Whether Python's `re.search(pattern, text)` finds something; undefined where that cannot be told from JavaScript.
 */
export function searches(pattern: string, text: string): boolean | undefined {
  if (!printableAscii.test(text) || !printableAscii.test(pattern) || !alike.test(pattern)) return undefined;
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return undefined;
  }
}
