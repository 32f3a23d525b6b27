import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readValidation } from "./validation-errors";

interface Recorded {
  readonly what: string;
  readonly sent: object;
  /** `exception_detail` of the answer to `POST /automations/`, without the copies of what was sent. */
  readonly complaints: readonly object[];
}

/** From a Prefect 3.8.8 server. */
const recorded: readonly Recorded[] = JSON.parse(
  readFileSync(join(__dirname, "golden", "validation-errors.json"), "utf8"),
);

const said: Readonly<Record<string, readonly string[]>> = {
  "a label with a number among its values": ["trigger.match.a.1: Input should be a valid string"],
  "a trigger of an unknown type inside a compound one": [
    "trigger.triggers.0.type: Input should be 'event', or Input should be 'compound', or Input should be 'sequence'",
  ],
  "a trigger inside that waits too short": [
    "trigger.triggers.0: `within` for Proactive triggers must be greater than or equal to 10 seconds",
  ],
  "a duration two triggers deep": [
    "trigger.triggers.1.triggers.0.within: Input should be a valid timedelta, invalid digit in duration",
  ],
  "a fault of the trigger and one of a trigger inside": [
    "trigger.triggers.1.posture: Input should be Posture.Reactive or Posture.Proactive",
    "trigger.within: Input should be a valid timedelta, invalid digit in duration",
  ],
  "a requirement of another kind": [
    "trigger.require: Input should be a valid integer, unable to parse string as an integer, or Input should be 'any' or 'all'",
  ],
  "a trigger inside whose type is left out": [
    "trigger.triggers.0.within: Input should be greater than or equal to 0 seconds",
  ],
  "an action without what it needs": ["actions.0.state: Field required"],
  "an action without two things that it needs": [
    "actions.0.block_document_id: Field required",
    "actions.0.body: Field required",
  ],
};

it.each(Object.entries(said))("%s: names the place that was meant", (what, places) => {
  const answer = recorded.find((one) => one.what === what);
  const fields = readValidation(answer?.complaints ?? [], answer?.sent);
  expect(fields.map(({ path, message }) => `${path.join(".")}: ${message}`)).toEqual(places);
});

it("goes by the name that was sent, also where another type refuses the value as a whole", () => {
  const answer = recorded.find(({ what }) => what.startsWith("a trigger that another type refuses"));
  const [trigger, action, ...others] = readValidation(answer?.complaints ?? [], answer?.sent);
  expect(trigger).toEqual({
    path: ["trigger"],
    message: "require must be less than or equal to the number of triggers",
  });
  expect(action?.path).toEqual(["actions", 0, "type"]);
  expect(action?.message).toContain("Input should be 'call-webhook'");
  expect(others).toEqual([]);
});
