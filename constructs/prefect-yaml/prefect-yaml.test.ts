import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { App, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Flow } from "../flow";
import { PrefectProvider } from "../prefect-provider";
import { WorkPool } from "../work-pool";
import type { PrefectYamlOptions } from "./options";
import { PrefectYaml } from "./prefect-yaml";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "prefect-yaml-")));
const file = join(folder, "prefect.yaml");

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const flows = { "etl.py:etl": { name: "ETL" } };
const twoFlows = { ...flows, "etl.py:daily_report": { name: "report" } };

/** What a stack with the file has, by type and logical id. */
function synth(
  text: string,
  options: PrefectYamlOptions | ((stack: TerraformStack) => PrefectYamlOptions) = {},
): { resource: Record<string, Record<string, Record<string, unknown>>>; yaml: PrefectYaml } {
  writeFileSync(file, text);
  const stack = new TerraformStack(new App({ skipValidation: true }), "stack");
  new PrefectProvider(stack, "prefect", { fromRegistry: true });
  const given = typeof options === "function" ? options(stack) : options;
  const yaml = PrefectYaml.fromFile(stack, "prod", file, { flows, environment: {}, ...given });
  return { ...JSON.parse(Testing.synth(stack)), yaml };
}

/** The deployments of a file, in its order. */
const deployments = (text: string, options: Parameters<typeof synth>[1] = {}) =>
  Object.values(synth(text, options).resource.prefect_deployment ?? {});

/** One deployment that has what it needs and these lines. */
const one = (lines = "", top = "") => `
${top}
deployments:
  - name: nightly
    entrypoint: etl.py:etl
    work_pool: { name: pool }
${lines.replace(/^(?=.)/gm, "    ")}
`;

const failure = (text: string, options: PrefectYamlOptions = {}): string => {
  try {
    synth(text, options);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("it was to fail");
};

/** Those of synth. */
const warnings = (text: string, options: PrefectYamlOptions = {}): readonly unknown[] =>
  synth(text, options).yaml.node.metadata.map(({ data }) => data);

describe("a deployment that says little", () => {
  it("has what Prefect makes of the rest", () => {
    expect(deployments(one())).toMatchObject([
      {
        name: "nightly",
        entrypoint: "etl.py:etl",
        tags: [],
        parameters: "{}",
        paused: false,
        job_variables: "{}",
        work_pool_name: "pool",
        pull_steps: [
          {
            type: "prefect.deployments.steps.set_working_directory",
            inputs: JSON.stringify({ directory: folder }),
          },
        ],
      },
    ]);
  });

  it("has the flow's description and version where its own are empty", () => {
    const described = {
      flows: { "etl.py:etl": { name: "etl", description: "of the flow", version: "7" } },
    };
    expect(deployments(one('description: ""\nversion: null'), described)).toMatchObject([
      { description: "of the flow", version: "7" },
    ]);
    const absent = deployments(one("description: '{{ $ABSENT }}'\nversion: own"), described);
    expect(absent).toMatchObject([{ description: "of the flow", version: "own" }]);
  });
});

describe("pull steps", () => {
  const shared = "pull: [{ a.shared: { x: 1 } }]";
  const steps = (lines: string, top = shared) =>
    deployments(one(lines, top)).map(({ pull_steps }) => pull_steps);

  it.each([
    ["", [{ type: "a.shared", inputs: '{"x":1}' }]],
    ["pull: null", [{ type: "a.shared", inputs: '{"x":1}' }]],
    ["pull: {}", [{ type: "a.shared", inputs: '{"x":1}' }]],
    ["pull: []", []],
    ["pull: { b.own: {} }", [{ type: "b.own", inputs: "{}" }]],
    [
      "pull: [{ b.own: { id: i, requires: [p, q>2] } }]",
      [{ type: "b.own", inputs: '{"id":"i","requires":["p","q>2"]}' }],
    ],
  ])("%j over those of the file", (lines, expected) => {
    expect(steps(lines)).toEqual([expected]);
  });

  it("of an image, where the file says none", () => {
    const build =
      "build: [{ prefect_docker.deployments.steps.build_docker_image: { id: b, dockerfile: auto } }]";
    expect(steps("", build)).toMatchObject([
      [{ inputs: JSON.stringify({ directory: `/opt/prefect/${basename(folder)}` }) }],
    ]);
    expect(steps("", build.replace("auto", "Dockerfile"))).toEqual([[]]);
    const text = one().replace("{ name: pool }", "{ name: pool, job_variables: { image: mine } }");
    expect(deployments(text)).toMatchObject([{ pull_steps: [{ inputs: '{"directory":"/opt/prefect"}' }] }]);
  });

  it.each([
    ["pull: [{}]", "pull[0]: a step is a mapping with one key"],
    ["pull: [{ a.b: {}, c.d: {} }]", "pull[0]: a step is a mapping with one key"],
    ["pull: [{ a.b: null }]", 'pull[0]["a.b"]: arguments are needed here'],
    ["pull: [{ nodot: {} }]", "pull[0].nodot: a step's name is the dotted name"],
    ["pull: [step]", "pull[0]: a mapping is needed here"],
    [
      "pull: [{ a.b: { x: '{{ repository }}' } }]",
      'pull[0]["a.b"].x: {{ repository }} is no output of a build or push step',
    ],
  ])("%j is refused", (lines, problem) => {
    expect(failure(one(lines))).toContain(`stack/prod: prefect.yaml: deployments[0] "nightly": ${problem}`);
  });
});

describe("outputs of steps that are not run", () => {
  const build = "build: [{ a.build: { id: build-image } }]\npush: [{ a.push: { id: push } }]";
  const text = one(
    "version: '{{ build-image.tags[1] }}'\ntags: ['{{ image }}', 'x-{{ push.digest }}']",
    build,
  );

  it("are given as values and as tokens", () => {
    const given = deployments(text, (stack) => {
      const image = new TerraformVariable(stack, "image", {});
      return {
        stepOutputs: { "build-image": { image: image.stringValue, tags: ["a", "b"] }, push: image.value },
      };
    });
    expect(given).toMatchObject([{ version: "b", tags: ["${var.image}", "x-${var.image.digest}"] }]);
  });

  it("are asked for, with their step, where they are not given", () => {
    expect(failure(text)).toBe(
      'stack/prod: prefect.yaml: deployments[0] "nightly": version: {{ build-image.tags[1] }} is an output of the step "build-image" (a.build), which Terraform does not run; give its value: stepOutputs: { "build-image": { tags[1]: … } }',
    );
  });

  it("are of steps that there are", () => {
    const given = { stepOutputs: { image: "x", "build-imgae": {} } };
    expect(warnings(one("version: '{{ image }}'", build), given)).toEqual([
      'stack/prod: prefect.yaml: stepOutputs: "build-imgae" is neither the id of a step nor used by a placeholder; there are build-image, image, push',
    ]);
  });

  it("stay for the worker where a pull step makes them", () => {
    const pull =
      "pull: [{ a.clone: { id: clone } }, { b.install: { d: '{{ clone.directory }} {{ directory }}' } }]";
    expect(deployments(one(pull))).toMatchObject([
      { pull_steps: [{}, { inputs: '{"d":"{{ clone.directory }} {{ directory }}"}' }] },
    ]);
  });
});

describe("a version", () => {
  beforeAll(() => {
    const author = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
    execFileSync("git", ["init", "-q"], { cwd: folder });
    execFileSync("git", [...author, "commit", "-q", "--allow-empty", "-m", "First line\n\nMore"], {
      cwd: folder,
    });
  });

  const commit = { GITHUB_SHA: "0123456789abcdef", GITHUB_REF_NAME: "main", GITHUB_REPOSITORY: "o/r" };
  const environment = { ...commit, GITHUB_SERVER_URL: "https://github.com" };
  const flow = { "etl.py:etl": { name: "etl", version: "of the flow" } };
  const ofCommit = {
    commit_sha: commit.GITHUB_SHA,
    branch: "main",
    repository: "o/r",
    url: "https://github.com/o/r/tree/0123456789abcdef",
    message: "First line",
  };

  it.each([
    ["version_type: prefect:simple", "of the flow", { type: "prefect:simple", version: "of the flow" }],
    ["version_type: vcs:github", "01234567", { type: "vcs:github", version: "01234567", ...ofCommit }],
    ["version_type: vcs:github\nversion: own", "own", { type: "vcs:github", version: "own", ...ofCommit }],
    ["version_type: vcs:git", "of the flow", { type: "prefect:simple", version: "of the flow" }],
    ["version_type: vcs:gitlab", "of the flow", { type: "prefect:simple", version: "of the flow" }],
    ["", "01234567", { type: "vcs:github", version: "01234567", ...ofCommit }],
  ])("%j", (lines, version, info) => {
    const [made] = deployments(one(lines), { environment, flows: flow });
    expect(made).toMatchObject({ version });
    expect(JSON.parse(String(made?.version_info))).toMatchObject(info);
  });

  it("that nobody asks for is the file's, the commit's or the flow's", () => {
    const [own] = deployments(one("version: own"), { environment, flows: flow });
    expect(own).toMatchObject({ version: "own" });
    expect(own).not.toHaveProperty("version_info");
    const [elsewhere] = deployments(one(), { flows: flow });
    expect(elsewhere).toMatchObject({ version: "of the flow" });
    const [ofFlow] = deployments(one(), { environment, flows: flow, defaultVersion: "flow" });
    expect(ofFlow).toMatchObject({ version: "of the flow" });
  });
});

describe("blocks", () => {
  it("stay for the worker in job variables, and are refused where their content would be stored", () => {
    const secret = "{{ prefect.blocks.secret.token }}";
    const pool = one().replace(
      "{ name: pool }",
      `{ name: pool, job_variables: { env: { T: "a ${secret}" } } }`,
    );
    expect(deployments(pool)).toMatchObject([{ job_variables: `{"env":{"T":"a ${secret}"}}` }]);
    expect(failure(one(`parameters: { token: "${secret}" }`))).toContain(
      `deployments[0] "nightly": parameters.token: ${secret} would put the content of a block into the deployment`,
    );
    expect(failure(one("parameters: { a: { $ref: { block_document_id: x } } }"))).toContain(
      "parameters.a: $ref",
    );
  });
});

describe("what a file must not say", () => {
  it.each([
    ["description: a\nname2: b", "name2: there is no such key; there are name, version,"],
    ["labels: { a: b }", "labels: there is no such key"],
    ["version: 1.0", "version: text is needed here; write it in quotes"],
    ["tags: nightly", "tags: a list is needed here"],
    ["paused: maybe", "paused: true or false is needed here"],
    ["sla: [{ name: x }]", "sla: service level agreements are not supported"],
    [
      "version_type: git",
      "version_type: there is no such type of version; there are prefect:simple, vcs:github,",
    ],
    ["concurrency_limit: { limit: 1 }", "concurrency_limit.collision_strategy: ENQUEUE or CANCEL_NEW"],
    ["concurrency_limit: many", "concurrency_limit: a whole number is needed here"],
    ["schedules: [{}]", "schedules[0]: exactly one of cron, interval and rrule"],
    [
      "schedules: [{ cron: '* * * * *', interval: 5 }]",
      "schedules[0]: exactly one of cron, interval and rrule",
    ],
    ["schedules: [{ cron: '* * * * *', anchor_date: x }]", "schedules[0].anchor_date: there is no such key"],
    ["schedules: [{ interval: '600' }]", "schedules[0].interval: a duration is needed here"],
    ["schedule: { cron: '@daily' }\nschedules: []", "schedule: there are schedules too"],
    ["triggers: [null]", "triggers[0]: a mapping is needed here"],
    ["triggers: [{ expct: [a] }]", "triggers[0].expct: there is no such key"],
    ["triggers: [{ type: webhook }]", "triggers[0].type: it is none of event, metric, compound and sequence"],
    [
      "triggers: [{ require: 3, triggers: [{}] }]",
      'triggers[0].require: "any", "all" or a number from 1 to 1',
    ],
    [
      "triggers: [{ triggers: [{ within: [] }] }]",
      "triggers[0].triggers[0].within: a duration is needed here",
    ],
    ["triggers: [{ posture: Proactive, within: 5 }]", "triggers[0].within: it has to be 10 seconds at least"],
    ["parameters: [1]", "parameters: a mapping is needed here"],
  ])("%j", (lines, problem) => {
    expect(failure(one(lines))).toContain(`stack/prod: prefect.yaml: deployments[0] "nightly": ${problem}`);
  });

  it.each([
    ["deployment: []", "deployment: there is no such key; there are name, prefect-version,"],
    ["deployments: []", "deployments: a list of deployments is needed here"],
    ["name: x", "deployments: a list of deployments is needed here"],
    ["- a", "a mapping is needed here"],
    ["deployments: [{ name: null }]", "deployments[0].name: a name is needed here"],
    [
      "deployments: [{ name: a, work_pool: { name: p } }]",
      'deployments[0] "a": entrypoint: text is needed here',
    ],
    [
      "deployments: [{ name: a, entrypoint: etl.py:etl }]",
      'deployments[0] "a": work_pool.name: a work pool is needed',
    ],
    ["a: [", "line 1, column 5"],
    ["a: 1\na: 2", "line 2, column 1: Map keys must be unique"],
    ["a: *b", "Unresolved alias"],
    ["a: &a { b: *a }", "a.b: this is an alias of what it stands in"],
    ["a: !!python/object:x.y {}", "line 1, column 4: Unresolved tag"],
    [
      `${one()}  - { name: nightly, entrypoint: etl.py:etl, work_pool: { name: p } }\n`,
      "has a deployment of that name already",
    ],
  ])("%j", (text, problem) => {
    expect(failure(text)).toMatch(/^stack\/prod: prefect\.yaml: /);
    expect(failure(text)).toContain(problem);
  });

  it("but it may define things for elsewhere, and say what is meant for others", () => {
    const text = one(
      "x-note: later\nparameters: { <<: *common, b: 2 }",
      "common: &common { a: 1, b: 1 }\nx-more: 1\ndefinitions: {}",
    );
    expect(deployments(text)).toMatchObject([{ parameters: '{"a":1,"b":2}' }]);
  });

  it("and it has to be there", () => {
    const stack = new TerraformStack(new App(), "stack");
    expect(() => PrefectYaml.fromFile(stack, "prod", "absent/prefect.yaml")).toThrow(
      /stack\/prod: prefect.yaml: ENOENT.*meant from/,
    );
  });
});

describe("deployments of a file", () => {
  const two = `
deployments:
  - { name: nightly, entrypoint: "etl.py:etl", work_pool: { name: pool } }
  - { name: nightly, entrypoint: "etl.py:daily_report", work_pool: { name: pool } }
  - { name: "{{ $WHO }}.py", entrypoint: "etl.py:etl", work_pool: { name: "{{ $POOL }}", work_queue_name: q } }
`;

  const environment = { WHO: "me", POOL: "p" };

  it.each([
    [["nightly"], ["ETL/nightly", "report/nightly"]],
    [["etl/*"], ["ETL/nightly", "ETL/{{ $WHO }}.py"]],
    [["daily-report/night*"], ["report/nightly"]],
    [undefined, ["ETL/nightly", "report/nightly", "ETL/{{ $WHO }}.py"]],
  ])("are chosen by %j", (names, titles) => {
    expect([...synth(two, { names, environment, flows: twoFlows }).yaml.deployments.keys()]).toEqual(titles);
  });

  it("are found again, and have one flow where the flow is one", () => {
    const { yaml, resource } = synth(two, { environment, flows: twoFlows });
    expect(Object.keys(resource.prefect_flow ?? {})).toHaveLength(2);
    expect([...yaml.flows.keys()]).toEqual(["ETL", "report"]);
    expect(yaml.deployment("daily_report/nightly").node.path).toContain("report--nightly");
    expect(yaml.deployment("report/nightly")).toBe(yaml.deployment("daily_report/nightly"));
    expect(() => yaml.deployment("nightly")).toThrow(
      '"nightly" is more than one of its deployments: ETL/nightly,',
    );
    expect(() => yaml.deployment("hourly")).toThrow('"hourly" is none of its deployments');
    expect(yaml.deployment("ETL/me").node.path).toBe(yaml.deployment("{{ $WHO }}.py").node.path);
    expect(() => synth(two, { names: ["hourly"] })).toThrow('no deployment is called "hourly"');
    expect(Object.values(resource.prefect_deployment ?? {})).toContainEqual(
      expect.objectContaining({ name: "me", work_pool_name: "p", work_queue_name: "q" }),
    );
  });

  it("have what the stack says over the file", () => {
    const text = one("paused: false\ndescription: of the file\ntags: [a]");
    const made = deployments(text, (stack) => ({
      workPools: { pool: "another" },
      overrides: {
        nightly: {
          paused: true,
          description: undefined,
          jobVariables: { env: { A: "b" } },
          workPool: new WorkPool(stack, "own", { name: "own", type: "process" }),
          lifecycle: { preventDestroy: true },
        },
      },
    }));
    expect(made).toMatchObject([
      {
        paused: true,
        description: "of the file",
        tags: ["a"],
        job_variables: '{"env":{"A":"b"}}',
        work_pool_name: "${prefect_work_pool.own.name}",
        lifecycle: { prevent_destroy: true },
      },
    ]);
    const override = (overrides: PrefectYamlOptions["overrides"]) => () =>
      synth(two, { environment, flows: twoFlows, overrides });
    expect(override({ nightli: {} })).toThrow(
      'stack/prod: prefect.yaml: overrides: "nightli" is none of its deployments: ETL/nightly, report/nightly,',
    );
    expect(override({ nightly: {} })).toThrow('"nightly" is more than one of its deployments');
    expect(override({ me: {}, "etl/me": {} })).toThrow('"etl/me" is there by another name too');
  });

  it("use all that is given for them, or there are warnings", () => {
    const text = one("flow_name: other\nversion: '{{ $ABSENT }}'");
    const given = { workPools: { pol: "p" }, flows: { ...flows, "etl.py:el": { name: "x" } } };
    expect(warnings(text, given)).toEqual([
      'stack/prod: prefect.yaml: deployments[0] "nightly": version: $ABSENT is not set; nothing stands in its place',
      'stack/prod: prefect.yaml: deployments[0] "nightly": flow_name: the flow is called "ETL", and so it is deployed',
      'stack/prod: prefect.yaml: workPools: "pol" is in no deployment of the file; there are pool',
      'stack/prod: prefect.yaml: flows: "etl.py:el" is in no deployment of the file; there are etl.py:etl',
    ]);
  });

  it("may have flows and pools of the stack", () => {
    const { resource } = synth(two, (stack) => ({
      names: ["etl/{{ $WHO }}.py"],
      environment: { POOL: "pool", WHO: "x" },
      flows: { "etl.py:etl": new Flow(stack, "flow", { name: "mine" }) },
      workPools: { pool: new WorkPool(stack, "own", { name: "pool", type: "process" }) },
    }));
    expect(Object.values(resource.prefect_deployment ?? {})).toMatchObject([
      {
        flow_id: "${prefect_flow.flow.id}",
        work_pool_name: "${prefect_work_pool.own.name}",
        work_queue_name: "q",
      },
    ]);
  });
});

it("an automation of a trigger is owned by the deployment and runs it", () => {
  const { resource } = synth(
    one(
      "triggers: [{ metric: { name: lateness, threshold: 1.5, operator: '>' }, posture: Metric, parameters: { a: '{{ event.id }}' } }]",
    ),
  );
  const [deployment] = Object.keys(resource.prefect_deployment ?? {});
  expect(Object.values(resource.prefect_automation ?? {})).toEqual([
    expect.objectContaining({
      name: "nightly__automation_1",
      description: "",
      enabled: true,
      owner_resource: `prefect.deployment.\${prefect_deployment.${deployment}.id}`,
      trigger: {
        metric: {
          match: "{}",
          match_related: "{}",
          metric: { name: "lateness", threshold: 1.5, operator: ">", range: 300, firing_for: 300 },
        },
      },
      actions: [
        {
          type: "run-deployment",
          deployment_id: `\${prefect_deployment.${deployment}.id}`,
          parameters: '{"a":"{{ event.id }}"}',
          schedule_after: 0,
        },
      ],
    }),
  ]);
});
