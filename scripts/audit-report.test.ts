import { expect, test } from "vitest";
import { judgeAudit } from "./audit-report";

const found = (severity: string): string =>
  JSON.stringify({ vulnerabilities: { yaml: { name: "yaml", severity, range: "<2.0.0" } } });

test("a weakness fails, by its severity", () => {
  expect(judgeAudit(found("high"), "")).toEqual({
    verdict: "weak",
    text: "Weaknesses are known of what reaches users:\n  yaml <2.0.0: high",
  });
  expect(judgeAudit(found("low"), "").verdict).toBe("clean");
  expect(judgeAudit('{"vulnerabilities":{}}', "").verdict).toBe("clean");
});

test("a registry that gives no report is said loudly", () => {
  const refused = judgeAudit('{"message":"405"}', "npm warn audit 405 Method Not Allowed - POST …\n");
  expect(refused.verdict).toBe("unasked");
  expect(refused.text).toMatch(/NOT AUDITED.*405 Method Not Allowed/);
  expect(judgeAudit("", "").verdict).toBe("unasked");
});
