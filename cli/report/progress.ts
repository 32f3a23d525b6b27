/** Tells on a terminal what is being done, in one line that the next one replaces. */
export interface Progress {
  readonly tell: (text: string) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

const clearLine = "\r\u001b[K";

export function progressOn(stream: NodeJS.WriteStream, isQuiet: boolean): Progress {
  if (isQuiet || !stream.isTTY) return { tell: () => undefined, end: () => undefined };
  return {
    tell: (text) => stream.write(`${clearLine}${text.slice(0, (stream.columns ?? 80) - 1)}`),
    end: () => stream.write(clearLine),
  };
}
