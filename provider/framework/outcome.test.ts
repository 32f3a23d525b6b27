import { describe, expect, it } from "vitest";
import { optional } from "./attribute";
import { afterWrite } from "./outcome";
import { string } from "./scalars";

describe("afterWrite", () => {
  const attributes = { note: optional(string), tag: optional(string) };
  const prior = { note: "old", tag: "t" };

  it("is an error where the server did not keep what was sent", () => {
    const planned = { note: "new", tag: "t" };
    const { state, diagnostics } = afterWrite(attributes, planned, prior, { note: "other", tag: "t" });
    expect(state).toEqual({ note: "other", tag: "t" });
    expect(diagnostics).toMatchObject([{ severity: "error", path: [{ attribute: "note" }] }]);
  });

  it("is a warning where somebody else changed what was not sent; state stays as planned", () => {
    const planned = { note: "new", tag: "t" };
    const { state, diagnostics } = afterWrite(attributes, planned, prior, { note: "new", tag: "theirs" });
    expect(state).toEqual(planned);
    expect(diagnostics).toMatchObject([{ severity: "warning", path: [{ attribute: "tag" }] }]);
  });
});
