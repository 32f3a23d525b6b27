/** Stands before each part but the first, with the part's name after it. */
export const partMark = "\n//# part ";

/**
 * JavaScript that runs a provider: the first part at once, the others when they are first required. `text` has the
 * first part and what it needs from the start; `readMore`, called once, gives the text of the others. `file` names it
 * in stack traces. Old JavaScript without single quotes, since it may stand in a shell command.
 */
export const runParts = `
var vm = require("vm");
var modules = {};
function add(parts) {
  for (var part of parts) {
    var end = part.indexOf("\\n");
    modules[part.slice(0, end)] = { code: part.slice(end + 1) };
  }
}
function load(name) {
  if (name.slice(0, 2) !== "./") return require(name);
  if (!modules[name]) add(readMore().split(${JSON.stringify(partMark)}).slice(1));
  var module = modules[name];
  return module.exports || run(name, module);
}
function run(name, module) {
  module.exports = {};
  vm.compileFunction(module.code, ["require", "module", "exports"], { filename: file + "/" + name })(
    load, module, module.exports);
  return module.exports;
}
var parts = text.split(${JSON.stringify(partMark)});
add(parts.slice(1));
run("main", { code: parts[0] });
`;
