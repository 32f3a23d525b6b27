import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { GatherWindow } from "./gather-window";
import { Loaders } from "./loaders";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** A window whose reads wait until the batch that holds them is answered. */
function gathering() {
  const window = new GatherWindow();
  const sent: number[] = [];
  let begun: (() => void)[] | undefined;
  const read = () => {
    if (begun === undefined) {
      const batch: (() => void)[] = [];
      begun = batch;
      window.schedule(() => {
        begun = undefined;
        sent.push(batch.length);
        void window
          .during(() => new Promise<void>((resolve) => answers.push(resolve)))
          .then(() => {
            for (const answer of batch) answer();
          });
      });
    }
    const batch = begun;
    void window.wait(new Promise<void>((resolve) => batch.push(resolve)));
  };
  const answers: (() => void)[] = [];
  const reads = (count: number) => {
    for (let index = 0; index < count; index++) read();
  };
  const answer = async () => {
    answers.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { sent, reads, answer };
}

test("a batch ends when for a moment no further read has come", () => {
  const { sent, reads } = gathering();
  reads(1);
  vi.advanceTimersByTime(15);
  reads(2);
  vi.advanceTimersByTime(15);
  expect(sent).toEqual([]);
  vi.advanceTimersByTime(5);
  expect(sent).toEqual([3]);
});

test("a batch ends although reads keep coming", () => {
  const { sent, reads } = gathering();
  for (let moment = 0; moment < 9; moment++) {
    reads(1);
    vi.advanceTimersByTime(7);
  }
  expect(sent).toEqual([9]);
});

test("a batch waits for the one under way, and for those that its answer makes ask again", async () => {
  const { sent, reads, answer } = gathering();
  reads(3);
  vi.advanceTimersByTime(20);
  reads(2);
  vi.advanceTimersByTime(900);
  expect(sent).toEqual([3]);
  await answer();
  vi.advanceTimersByTime(15);
  reads(3);
  vi.advanceTimersByTime(15);
  expect(sent).toEqual([3]);
  vi.advanceTimersByTime(5);
  expect(sent).toEqual([3, 5]);
});

test("a batch does not wait for ever for the one under way", () => {
  const { sent, reads } = gathering();
  reads(1);
  vi.advanceTimersByTime(20);
  reads(1);
  vi.advanceTimersByTime(1000);
  expect(sent).toEqual([1, 1]);
});

test("a batch ends at once when as many wait as ever did", async () => {
  const { sent, reads, answer } = gathering();
  reads(10);
  vi.advanceTimersByTime(20);
  await answer();
  reads(9);
  expect(sent).toEqual([10]);
  reads(1);
  expect(sent).toEqual([10, 10]);
  await answer();
  reads(9);
  vi.advanceTimersByTime(20);
  expect(sent).toEqual([10, 10, 9]);
});

test("a batch of as many as Terraform usually asks for waits hardly longer", () => {
  const { sent, reads } = gathering();
  reads(9);
  vi.advanceTimersByTime(15);
  reads(1);
  vi.advanceTimersByTime(2);
  expect(sent).toEqual([]);
  reads(2);
  vi.advanceTimersByTime(3);
  expect(sent).toEqual([12]);
});

test("a few that wait together tell nothing of who else may ask", async () => {
  const { sent, reads, answer } = gathering();
  reads(1);
  vi.advanceTimersByTime(20);
  await answer();
  reads(1);
  expect(sent).toEqual([1]);
  reads(1);
  vi.advanceTimersByTime(20);
  expect(sent).toEqual([1, 2]);
});

test("a read that comes when a batch should long have been sent is sent with it", async () => {
  vi.useRealTimers();
  const loaders = new Loaders();
  const [one, other] = ["one", "other"].map((name) =>
    loaders.of(async (keys) => keys.map((key) => `${name} ${key}`)),
  );
  const first = one?.("a");
  // A busy machine: nobody looks at the time.
  const end = performance.now() + 100;
  while (performance.now() < end);
  expect(await Promise.all([first, other?.("b")])).toEqual(["one a", "other b"]);
});
