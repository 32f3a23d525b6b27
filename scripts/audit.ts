/**
 * `make audit`: asks the npm registry for known weaknesses of what reaches users. Fails when there is one that is
 * moderate or worse. A registry that does not answer such questions is said loudly, and fails with AUDIT=required.
 */
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { judgeAudit } from "./audit-report";

const { stdout, stderr } = spawnSync("npm", ["audit", "--omit=dev", "--json"], {
  cwd: resolve(__dirname, ".."),
  encoding: "utf8",
});
const { verdict, text } = judgeAudit(stdout ?? "", stderr ?? "");
if (verdict === "clean") console.log(text);
else console.error(text);
const isFailure = verdict === "weak" || (verdict === "unasked" && process.env.AUDIT === "required");
process.exitCode = isFailure ? 1 : 0;
