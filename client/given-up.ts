import { retryAfter } from "./backoff";
import type { HttpAnswer } from "./exchange";
import type { ResolvedSettings } from "./resolve-settings";
import { isBadGateway, isBusy } from "./retry";

interface Tried {
  readonly tries: number;
  /** Milliseconds. */
  readonly underWay: number;
}

const seconds = (milliseconds: number): string => `${Math.round(milliseconds / 100) / 10} s`;

/**
 * What to say of an answer that is handed on although another try might have brought a better one.
 * @param now milliseconds since 1970
 */
export function givenUpRemark(
  { status, headers }: HttpAnswer,
  { tries, underWay }: Tried,
  { address, retryTimeout, connectTimeout, describeArgument }: ResolvedSettings,
  now: number,
): string | undefined {
  const howLong = `${seconds(underWay)} (${tries === 1 ? "one try" : `${tries} tries`})`;
  if (isBusy(status)) {
    const wait = retryAfter(headers, now);
    const limit = `${describeArgument("retryTimeout")} (${retryTimeout} s)`;
    return wait !== undefined && underWay + wait > retryTimeout * 1000
      ? `The server asks to wait ${seconds(wait)}, which is more than ${limit} leaves. Try again later, or raise it.`
      : `The server was too busy to take it for ${howLong}. Try again later, or raise ${limit}.`;
  }
  if (isBadGateway(status)) {
    return `A gateway in front of the server got no answer from it for ${howLong}. Is the server running? ${describeArgument("connectTimeout")} (${connectTimeout} s) says for how long it is tried again.`;
  }
  if (status >= 300 && status < 400 && headers.location !== undefined) {
    return `Its redirects lead in a circle: is ${address} the API's own address?`;
  }
  return undefined;
}
