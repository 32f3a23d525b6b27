import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack, Testing } from "cdktf";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Deployment, Flow, type FlowCode, PrefectProvider } from "../constructs";
import { virtualEnvironment } from "./support/project-paths";

/** A wrapper of the real interpreter that notes each start. */
let python: string;
let directory: string;
let starts: string;

const files = {
  "etl.py": `
from datetime import datetime
from typing import Literal, Optional
from prefect import flow
from shared import Model
print("noise")

@flow(version="7")
def etl(when: datetime, n: int = 2, mode: Literal["a", "b"] = "a", model: Model = Model()):
    """Does it.

    Args:
        n: how many
    """

@flow(name="an other", description="Other")
async def other(x: Optional[float] = None): ...

def plain(): ...
`,
  "shared.py": "from pydantic import BaseModel\nclass Model(BaseModel):\n    size: int = 3\n",
  "broken.py": "import os\n\nimport not_installed\n",
  "exits.py": "import os, sys\nprint('last words', file=sys.stderr)\nsys.stderr.flush()\nos._exit(3)\n",
};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "flows-"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
  starts = join(directory, "starts");
  python = join(directory, "python");
  await writeFile(starts, "");
  await writeFile(
    python,
    `#!/bin/sh\necho start >> '${starts}'\nexec '${join(virtualEnvironment, "bin/python")}' "$@"\n`,
  );
  await chmod(python, 0o755);
  vi.stubEnv("XDG_CACHE_HOME", join(directory, "cache"));
  vi.stubEnv("PREFECT_HOME", join(directory, "home"));
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(directory, { recursive: true, force: true });
});

function stackWith(build: (stack: TerraformStack) => void): unknown {
  const stack = new TerraformStack(new App({ skipValidation: true }), "stack");
  new PrefectProvider(stack, "prefect", { fromRegistry: true });
  build(stack);
  return JSON.parse(Testing.synth(stack)).resource;
}

const read = (entrypoint: string): FlowCode | undefined => {
  let code: FlowCode | undefined;
  stackWith((stack) => {
    code = Flow.fromEntrypoint(stack, "flow", { entrypoint, directory, python }).code;
  });
  return code;
};

const startCount = async () => (await readFile(starts, "utf8")).length / "start\n".length;

describe("Flow.fromEntrypoint", () => {
  it("has what Prefect reads from the code, and gives it to deployments", () => {
    const resources = stackWith((stack) => {
      const flow = Flow.fromEntrypoint(stack, "etl", { entrypoint: "etl.py:etl", directory, python });
      new Deployment(stack, "plain", { name: "plain", flow, parameters: { when: new Date(0), n: 3 } });
      new Deployment(stack, "own", { name: "own", flow, version: "", description: "Mine" });
      expect(() => new Deployment(stack, "wrong", { name: "wrong", flow, parameters: { n: "x" } })).toThrow(
        "stack/wrong: parameters.n",
      );
    });
    const schema = {
      title: "Parameters",
      type: "object",
      required: ["when"],
      properties: {
        when: { title: "when", type: "string", format: "date-time", position: 0 },
        n: { title: "n", type: "integer", default: 2, position: 1, description: "how many" },
        mode: { title: "mode", type: "string", enum: ["a", "b"], default: "a", position: 2 },
        model: { title: "model", $ref: "#/definitions/Model", default: { size: 3 }, position: 3 },
      },
      definitions: {
        Model: {
          title: "Model",
          type: "object",
          properties: { size: { title: "Size", type: "integer", default: 3 } },
        },
      },
    };
    expect(resources).toMatchObject({
      prefect_flow: { etl: { name: "etl" } },
      prefect_deployment: {
        plain: { entrypoint: "etl.py:etl", version: "7", description: "Does it.\n\nArgs:\n    n: how many" },
        own: { entrypoint: "etl.py:etl", version: "", description: "Mine" },
      },
    });
    expect(read("etl.py:etl")).toMatchObject({ parameterOpenapiSchema: schema });
  });

  it("starts Python again only when a file has changed that the flow was read from", async () => {
    const before = await startCount();
    const first = read("etl.other");
    expect(first).toMatchObject({ name: "an other", description: "Other", tags: [] });
    expect(await startCount()).toBe(before + 1);
    expect(read("etl.other")).toEqual(first);
    expect(await startCount()).toBe(before + 1);
    await writeFile(join(directory, "shared.py"), `${files["shared.py"]}\n# changed\n`);
    expect(read("etl.other")).toEqual(first);
    expect(await startCount()).toBe(before + 2);
  });

  it.each([
    ["etl.py:plain", /plain.* is not a flow/],
    ["etl.py:absent", /absent.* not found in/],
    ["absent.py:etl", /cannot be imported from .*No such file.*absent\.py/],
    ["broken.py:x", /ModuleNotFoundError: No module named 'not_installed' \(broken\.py, line 3\)/],
    ["exits.py:x", /exit code 3.*last words/],
    ["etl", /write "path\/to\/file\.py:function"/],
  ])("%s is refused with what to do", (entrypoint, message) => {
    expect(() => read(entrypoint)).toThrow(message);
  });

  it("needs an interpreter with Prefect, and says so", async () => {
    const bare = join(directory, "bare");
    await mkdir(bare);
    const without = join(bare, "python");
    await writeFile(without, `#!/bin/sh\nexec '${join(virtualEnvironment, "bin/python")}' -S "$@"\n`);
    await chmod(without, 0o755);
    const using = (interpreter: string) => () =>
      stackWith((stack) => {
        Flow.fromEntrypoint(stack, "f", { entrypoint: "etl.py:etl", directory, python: interpreter });
      });
    expect(using(without)).toThrow(/has no Prefect.*pip install prefect/);
    expect(using("no-such-python")).toThrow(
      /no-such-python could not be started.*python: "\.venv\/bin\/python"/,
    );
  });
});
