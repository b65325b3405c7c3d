import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** In a process of its own: V8 takes a cache only where its flags are the same, and those of a test are not. */
const ACCEPTED = `
  const { readFileSync } = require('node:fs');
  const script = new (require('node:vm').Script)(
    require('node:module').wrap(readFileSync('dist/bundle/whole.cjs', 'utf8')),
    { filename: require('node:path').resolve('dist/bundle/whole.cjs'), cachedData: readFileSync('dist/bundle/whole.cjs.cache') },
  );
  console.log(script.cachedDataRejected);
`;

it('has a code cache that this Node accepts', () => {
  const rejected = execFileSync(process.execPath, ['-e', ACCEPTED], { cwd: root, encoding: 'utf8' });
  expect(rejected.trim()).toBe('false');
});

it('runs the same command from one file as from chunks', () => {
  const version = (code: string) => execFileSync(process.execPath, ['-e', code], { cwd: root, encoding: 'utf8' });
  const arguments_ = "process.argv = ['node', 'stowage', 'serve', '--help'];";
  const whole = version(
    `${arguments_} require('./bin/code-cache.js').runCached(require.resolve('./dist/bundle/whole.cjs'))`,
  );
  const chunks = version(`${arguments_} import('./dist/bundle/main.js')`);
  expect(whole).toContain('--repo <path-or-url>');
  expect(whole).toBe(chunks);
});
