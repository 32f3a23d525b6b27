import { expect, test } from "vitest";
import { ConnectionError } from "./error";
import { Streams } from "./streams";

test("what comes on a stream that was not taken is ignored, for the last thousand of them", () => {
  const streams = new Streams();
  for (let id = 1; id <= 2001; id += 2) streams.begin(id, false);

  expect(() => streams.receiving(1, false)).toThrow(ConnectionError);
  expect(streams.receiving(3, false)).toBeUndefined();
  expect(streams.receiving(3, true)).toBeUndefined();
  expect(() => streams.receiving(3, false)).toThrow(ConnectionError);
  expect(streams.receiving(2001, false)).toBeUndefined();
});
