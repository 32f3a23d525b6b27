/**
 * Imports go one way: goplugin, cty <- framework <- prefect; client, rules <- prefect; rules <- constructs, cli;
 * constructs and cli reach into neither the provider nor the insides of the client.
 */
const layers = [
  { of: "provider/goplugin/", may: [] },
  { of: "provider/cty/", may: [] },
  { of: "provider/tfplugin6/", may: [] },
  { of: "provider/launcher/", may: [] },
  { of: "provider/framework/", may: ["provider/cty/", "provider/tfplugin6/"] },
  { of: "provider/prefect/", may: ["provider/framework/", "provider/cty/", "client/", "rules/"] },
  { of: "client/", may: [] },
  { of: "rules/", may: [] },
  { of: "constructs/", may: ["client/index.ts", "rules/"] },
  {
    of: "cli/",
    may: [
      "client/index.ts",
      "constructs/index.ts",
      "constructs/package-facts.ts",
      "constructs/provider-mirror.ts",
      "constructs/python/",
      "constructs/version-constraint.ts",
      "provider/launcher/",
      "rules/index.ts",
    ],
  },
];

const everywhere = ["source-address.ts", "package.json"];

const deploymentsAndAutomations =
  "^constructs/(action|automation|check-loop|deployment|deployment-automation)\\.ts$";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...layers.map(({ of, may }) => ({
      name: `${of.replace(/\/$/, "")}-imports`,
      severity: "error",
      comment: `${of} may import ${[of, ...may].join(", ")} and nothing else of this repository`,
      from: { path: `^${of}`, pathNot: "\\.test\\.ts$" },
      to: {
        pathNot: `^(${[of, ...may, ...everywhere].join("|")})|node_modules/`,
        dependencyTypesNot: ["core"],
      },
    })),
    {
      name: "no-cycles",
      severity: "error",
      comment: "a cycle has no order in which it could be read",
      from: { pathNot: "/generated/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-cycles-of-types",
      severity: "error",
      comment:
        "types go one way too, but for those of a deployment, which makes automations, whose actions infer the types of a deployment's parameters",
      from: { pathNot: `/generated/|${deploymentsAndAutomations}` },
      to: { circular: true },
    },
    {
      name: "product-imports-no-tests",
      severity: "error",
      from: { path: "^(client|provider|rules|constructs|cli)/", pathNot: "\\.test\\.ts$" },
      to: { path: "^(tests|fuzz|bench|scripts|examples)/" },
    },
    {
      name: "runtime-dependencies",
      severity: "error",
      comment:
        "what the published client and constructs import has to be in `dependencies` (or a peer dependency); the command line is bundled",
      from: { path: "^(client|rules|constructs)/", pathNot: "\\.test\\.ts$" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only", "npm-peer"] },
    },
    {
      name: "resolvable",
      severity: "error",
      from: {},
      // The package's own name leads to dist/, which an unbuilt clone does not have.
      to: { couldNotResolve: true, pathNot: "^cdktf-provider-prefect" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|cdktf\\.out|\\.venv)/" },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
