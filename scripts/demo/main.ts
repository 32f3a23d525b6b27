/**
 * `make demo`: the whole way on a real Prefect server. Everything it starts is stopped, whatever happens.
 * KEEP=1 leaves the server up.
 */
import { rm } from "node:fs/promises";
import { relative } from "node:path";
import { projectRoot } from "../../tests/support/project-paths";
import { type DemoFolder, makeDemoFolder } from "./folder";
import { Narration } from "./narration";
import { StepFailed, Story } from "./story";

const keep = !["", "0", undefined].includes(process.env.KEEP);

async function main(): Promise<number> {
  const interruption = new AbortController();
  let exitCode = 0;
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const) {
    process.on(signal, () => {
      if (!interruption.signal.aborted) console.log(`\n${signal}: stopping everything`);
      exitCode = code;
      interruption.abort();
    });
  }
  const narration = new Narration();
  const folder = await makeDemoFolder();
  const story = new Story({ folder, narration, signal: interruption.signal, keepServer: keep });
  let done = false;
  try {
    const apiUrl = await tell(story);
    done = true;
    narration.say("Done.");
    if (keep) sayHowToGoOn(narration, apiUrl, story.serverPid, folder);
  } catch (error) {
    if (!interruption.signal.aborted) {
      exitCode = 1;
      report(error, narration, folder);
    }
  } finally {
    await story.stop({ keepServer: keep && done });
    narration.end();
  }
  const keepFolder = exitCode === 1 || (keep && done);
  if (!keepFolder) await rm(folder.path, { recursive: true, force: true });
  return exitCode;
}

async function tell(story: Story): Promise<string> {
  const apiUrl = await story.startServer();
  await story.deploy();
  await story.deployAgain();
  await story.runDeployment();
  await story.changeBehindTerraform();
  await story.heal();
  await story.destroy();
  return apiUrl;
}

function sayHowToGoOn(narration: Narration, apiUrl: string, pid: number, folder: DemoFolder): void {
  narration.say(`The server stays up: ${apiUrl.replace(/\/api$/, "")}`);
  narration.say(`  deploy to it:  PREFECT_API_URL=${apiUrl} npx cdktf deploy`);
  narration.say(`  stop it:       kill ${pid} && rm -r ${relative(projectRoot, folder.path)}`);
}

function report(error: unknown, narration: Narration, folder: DemoFolder): void {
  narration.step("FAILED", "");
  narration.say(error instanceof Error ? error.message : String(error));
  if (error instanceof StepFailed) {
    narration.say(error.whatToDo);
    narration.say(`Log of this step: ${relative(projectRoot, error.logFile)}`);
  } else {
    narration.say("Run `make clean` and `make demo` again; if it happens again, report it with the logs");
  }
  narration.say(
    `All logs: ${relative(projectRoot, folder.path)} (and prefect/server.log in it, the server's)`,
  );
}

main().then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
