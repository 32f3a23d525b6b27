/**
 * Bytes that the young generation may take, both its halves. V8 would go on to twice as much, and what lives only as
 * long as a call does not get along any better with it.
 */
const mostYoung = 16 * 1024 * 1024;

/** How often to look, in milliseconds. */
const interval = 500;

let looking: NodeJS.Timeout | undefined;

/** Keeps the process' memory level, however many calls it answers. */
export function levelHeap(): void {
  looking ??= setInterval(() => {
    if (limitHeap()) clearInterval(looking);
  }, interval).unref();
}

/**
 * Lets the young generation grow no more once it is as large as it may become.
 *
 * Not before, and not by flags on the command line: under other flags than its own, Node does without the compiled code
 * that it has of its modules, which makes a start a third more expensive.
 * @returns whether it is limited now
 */
export function limitHeap(): boolean {
  const { getHeapSpaceStatistics, setFlagsFromString }: typeof import("node:v8") = require("node:v8");
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space");
  if (young === undefined || young.space_size < mostYoung) return false;
  setFlagsFromString("--semi-space-growth-factor=1");
  return true;
}
