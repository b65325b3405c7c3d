const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const vm = require('node:vm');

const cacheOf = (file) => `${file}.cache`;

/*
 * Runs a CommonJS file as require() does, with what V8 compiled when the package was built. V8 looks at its own version,
 * at its flags and at the source, and compiles anew where one of them differs: a cache is never needed and never wrong.
 */
function runCached(file) {
  const cache = cacheOf(file);
  const script = new vm.Script(Module.wrap(readFileSync(file, 'utf8')), {
    filename: file,
    ...(existsSync(cache) && { cachedData: readFileSync(cache) }),
  });
  const module = { exports: {} };
  const run = script.runInThisContext();
  run.call(module.exports, module.exports, Module.createRequire(file), module, file, path.dirname(file));
  return script;
}

/* Holds what was compiled until then: also functions that V8 compiles only when they are called first. */
function writeCache(file, script) {
  writeFileSync(cacheOf(file), script.createCachedData());
}

module.exports = { runCached, writeCache };
