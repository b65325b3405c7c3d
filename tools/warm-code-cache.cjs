// @ts-check
/**
 * Runs the demonstration once from the bundle that is one file, and keeps what V8 compiled on the way beside it.
 * `node tools/warm-code-cache.cjs FILE`
 */
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { runCached, writeCache } = require('../bin/code-cache.js');

const file = path.resolve(String(process.argv[2]));
const state = mkdtempSync(path.join(tmpdir(), 'stowage-warm-'));
process.argv = [process.argv[0] ?? 'node', file, 'demo', '--once', '--state', state];

const script = runCached(file);
process.once('exit', (status) => {
  rmSync(state, { recursive: true, force: true });
  if (status === 0) writeCache(file, script);
});
