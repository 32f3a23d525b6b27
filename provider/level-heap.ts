type V8 = typeof import("node:v8");

/**
 * Bytes that the young generation may take, both its halves. V8 would go on to twice as much, and what lives only as
 * long as a call does not get along any better with it.
 */
const mostYoung = 16 * 1024 * 1024;

/** By how many percent the old generation grows until it is collected again; V8 would let it grow to a multiple. */
const oldGrowth = 30;

/**
 * How often to look, in milliseconds. By the first time a start has loaded what it needs: under other flags than its
 * own, Node does without the compiled code that it has of its modules. Given on the command line, they would make a
 * start a third more expensive.
 */
const interval = 500;

let looking: NodeJS.Timeout | undefined;
let isOldLimited = false;

/** Keeps the process' memory level, however many calls it answers. */
export function levelHeap(): void {
  looking ??= setInterval(() => {
    if (limitHeap()) clearInterval(looking);
  }, interval).unref();
}

/**
 * Limits what the old generation grows by, and lets the young one grow no more once it is as large as it may become.
 * @returns whether that is so now
 */
export function limitHeap(): boolean {
  const { getHeapSpaceStatistics, setFlagsFromString }: V8 = require("node:v8");
  if (!isOldLimited) {
    setFlagsFromString(`--heap-growing-percent=${oldGrowth}`);
    // While many objects are read, Terraform and perhaps the server need all cores there are.
    setFlagsFromString("--no-parallel-scavenge");
  }
  isOldLimited = true;
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space");
  if (young === undefined || young.space_size < mostYoung) return false;
  setFlagsFromString("--semi-space-growth-factor=1");
  return true;
}
