import type { Socket } from "node:net";
import type { ConnectionSink } from "./connection";

/** Bytes from which on DATA waits: enough to keep a socket busy, and to hold no large answer twice. */
const full = 256 * 1024;

/** Bytes that a peer which reads never lets come together: answers' ends and replies, beside what is full. */
const stuck = 16 * 1024 * 1024;

/** Writes to a socket, all that comes together in one piece. */
export class SocketSink implements ConnectionSink {
  readonly #socket: Socket;
  readonly #onRoom: () => void;
  #pieces: Uint8Array[] = [];
  #length = 0;
  #isScheduled = false;

  /** @param onRoom called when the sink may not be full any more */
  constructor(socket: Socket, onRoom: () => void) {
    this.#socket = socket;
    this.#onRoom = onRoom;
    socket.on("drain", onRoom);
  }

  get isFull(): boolean {
    return this.#length >= full || this.#socket.writableNeedDrain;
  }

  get isStuck(): boolean {
    return this.#length + this.#socket.writableLength >= stuck;
  }

  write(bytes: Uint8Array): void {
    this.#pieces.push(bytes);
    this.#length += bytes.byteLength;
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    // Behind all that is at hand: what it answers goes along.
    setImmediate(() => {
      this.#isScheduled = false;
      this.#flush();
      if (!this.isFull) this.#onRoom();
    });
  }

  end(how: "when sent" | "now"): void {
    this.#flush();
    // A socket takes what it can at once: what is left then, the peer does not read.
    if (how === "now" && this.#socket.writableNeedDrain) this.#socket.destroy();
    else this.#socket.destroySoon();
  }

  #flush(): void {
    const pieces = this.#pieces;
    const length = this.#length;
    this.#pieces = [];
    this.#length = 0;
    const [first] = pieces;
    if (first === undefined || !this.#socket.writable) return;
    this.#socket.write(pieces.length === 1 ? first : Buffer.concat(pieces, length));
  }
}
