import { entrypoint as readEntrypoint } from "../../rules";
import { optional, required } from "../framework/attribute";
import { object } from "../framework/collections";
import { parameter, providerFunction } from "../framework/function";
import { string } from "../framework/scalars";

const parts = object({
  path: optional(string).doc("Path of the file; null for a module."),
  module: optional(string).doc("Name of the module; null for a file."),
  function: required(string).doc("Name of the function, or `Class.method`."),
});

export const parseEntrypoint = providerFunction("parse_entrypoint", {
  summary: "Parts of a flow's entrypoint",
  doc: [
    "Takes apart the entrypoint of a flow, as Prefect does when it loads it. The result is an object with",
    "",
    "- `path`: path of the file, or null for a module,",
    "- `module`: name of the module, or null for a file,",
    "- `function`: name of the flow's function, or `Class.method`.",
    "",
    "An entrypoint that Prefect could not load by its form alone is an error.",
  ].join("\n"),
  parameters: {
    entrypoint: parameter(
      string,
      "`path/to/file.py:function`, `path/to/file.py:Class.method`, `package.module:function` or `package.module.function`.",
    ),
  },
  returns: parts,
  call: ({ entrypoint }, refuse) => {
    const found = readEntrypoint(entrypoint);
    if ("problem" in found) return refuse("entrypoint", found.problem);
    return { path: null, module: null, ...found };
  },
});
