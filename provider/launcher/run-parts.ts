/** Stands before each part but the first, with the part's name after it. */
export const partMark = "\n//# part ";

/**
 * JavaScript that runs a provider whose text is in `text`: the first part at once, the others when they are first
 * required. `file` names it in stack traces. Old JavaScript without single quotes, since it may stand in a shell command.
 */
export const runParts = `
var vm = require("vm");
var parts = text.split(${JSON.stringify(partMark)});
var modules = {};
for (var part of parts.slice(1)) {
  var end = part.indexOf("\\n");
  modules[part.slice(0, end)] = { code: part.slice(end + 1) };
}
function load(name) {
  var module = modules[name];
  return module ? module.exports || run(name, module) : require(name);
}
function run(name, module) {
  module.exports = {};
  vm.compileFunction(module.code, ["require", "module", "exports"], { filename: file + "/" + name })(
    load, module, module.exports);
  return module.exports;
}
run("main", { code: parts[0] });
`;
