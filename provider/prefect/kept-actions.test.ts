import { describe, expect, it } from "vitest";
import { actionAttribute } from "./action-meaning";
import { keptActions } from "./kept-actions";

const incident = { type: "declare-incident", name: "down", severity: "high", teams: ["a"] };
const email = { type: "send-email-notification", emails: ["a@b.c"], subject: "s", template: { id: 7 } };
const cancel = { type: "cancel-flow-run" };

describe("actions of types that are not known", () => {
  it("keep what attributes cannot say, wherever they stand", () => {
    const wanted = [email, cancel, incident].map(actionAttribute);
    expect(keptActions(wanted, [incident, email])).toEqual([email, cancel, incident]);
  });

  it("keep it in their place when they are changed", () => {
    const wanted = [{ ...actionAttribute(incident), name: "up" }];
    expect(keptActions(wanted, [incident])).toEqual([{ ...incident, name: "up" }]);
  });

  it("take nothing from an action of another type, nor where there is none", () => {
    const wanted = [actionAttribute({ type: "declare-incident", name: "new" })];
    expect(keptActions(wanted, [email])).toEqual([{ type: "declare-incident", name: "new" }]);
    expect(keptActions(wanted, [])).toEqual([{ type: "declare-incident", name: "new" }]);
  });

  it("are all that is kept: known ones are sent as code says", () => {
    expect(keptActions([actionAttribute(cancel)], [{ ...cancel, extra: 1 }])).toEqual([cancel]);
  });
});
