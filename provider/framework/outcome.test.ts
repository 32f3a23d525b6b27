import { describe, expect, it } from "vitest";
import type { CtyValue } from "../cty/value";
import { optional, required } from "./attribute";
import { list, object } from "./collections";
import { spellPath } from "./diagnostic";
import { afterWrite } from "./outcome";
import { bool, string } from "./scalars";

describe("afterWrite", () => {
  const attributes = { note: optional(string), tag: optional(string) };
  const prior = { note: "old", tag: "t" };

  it("is an error where the server did not keep what was sent", () => {
    const planned = { note: "new", tag: "t" };
    const { state, diagnostics } = afterWrite(attributes, planned, prior, { note: "other", tag: "t" });
    expect(state).toEqual({ note: "other", tag: "t" });
    expect(diagnostics).toMatchObject([{ severity: "error", path: [{ attribute: "note" }] }]);
  });

  it("names the part that was not kept", () => {
    const step = object({ type: required(string), force: optional(bool), label: optional(string) });
    const steps = { steps: optional(list(step)) };
    const wanted = { type: "x", force: true, label: null };
    const planned = { steps: [{ ...wanted, force: null }, wanted] };
    const named = (actual: CtyValue) =>
      afterWrite(steps, planned, null, { steps: actual }).diagnostics.map(({ path }) =>
        spellPath(path ?? []),
      );
    expect(
      named([
        { ...wanted, force: null },
        { ...wanted, force: false, label: "own" },
      ]),
    ).toEqual(["steps[1].force"]);
    expect(named([{ ...wanted, force: null, label: "own" }, wanted])).toEqual(["steps[0].label"]);
    expect(named([wanted, { ...wanted, type: "y" }])).toEqual(["steps[1].type"]);
    expect(
      named([
        { type: "y", force: null, label: null },
        { type: "y", force: null, label: null },
      ]),
    ).toEqual(["steps"]);
    expect(named([wanted])).toEqual(["steps"]);
  });

  it("is a warning where somebody else changed what was not sent; state stays as planned", () => {
    const planned = { note: "new", tag: "t" };
    const { state, diagnostics } = afterWrite(attributes, planned, prior, { note: "new", tag: "theirs" });
    expect(state).toEqual(planned);
    expect(diagnostics).toMatchObject([{ severity: "warning", path: [{ attribute: "tag" }] }]);
  });
});
