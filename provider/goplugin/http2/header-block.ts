import { ConnectionError, errorCode } from "./error";
import { largestHeaderList } from "./request-head";

/** No peer that fills its frames needs more of them for the largest block. */
const mostFrames = 64;

/** A header block that comes in one HEADERS frame and any number of CONTINUATION frames. */
export class HeaderBlock {
  #parts: Buffer[] = [];
  #length = 0;

  constructor(
    readonly streamId: number,
    /** Whether nothing of the request follows the headers. */
    readonly isLast: boolean,
  ) {}

  /** @throws ConnectionError when it becomes too large: left unread, it would break all that come later */
  add(part: Buffer): void {
    this.#parts.push(part);
    this.#length += part.byteLength;
    if (this.#length > largestHeaderList || this.#parts.length > mostFrames) {
      throw new ConnectionError(errorCode.enhanceYourCalm, "a header block is too large");
    }
  }

  bytes(): Buffer {
    const [first] = this.#parts;
    return first !== undefined && this.#parts.length === 1 ? first : Buffer.concat(this.#parts);
  }
}
