import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

const STEPS_MODULE = pathToFileURL(`${import.meta.dirname}/steps.mjs`).href;

/** Runs suites as the CI run does, each a line of shell. */
function runSuites(suites: readonly { name: string; script: string; limitSeconds?: number }[]) {
  const steps = suites.map(({ name, script, limitSeconds = 20 }) => ({
    name,
    limitSeconds,
    command: ['sh', '-c', script],
  }));
  const program = `import { runSuites } from '${STEPS_MODULE}'; await runSuites(${JSON.stringify(steps)});`;
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  return { status, lastLine: stdout.trimEnd().split('\n').at(-1), stdout };
}

describe('the runner of suites', () => {
  const cases = [
    { name: 'a suite that counts', script: 'echo "7 passed, 0 failed"', status: 0, sum: '7 passed, 0 failed' },
    {
      name: 'a suite that skips what does not apply',
      script: 'echo "7 passed, 0 failed, 3 skipped"',
      status: 0,
      sum: '7 passed, 0 failed',
    },
    { name: 'a suite that counts nothing', script: '', status: 0, sum: '1 passed, 0 failed' },
    { name: 'a failure that counts nothing', script: 'exit 3', status: 1, sum: '0 passed, 1 failed' },
    {
      name: 'a failure that claims none',
      script: 'echo "7 passed, 0 failed"; exit 1',
      status: 1,
      sum: '7 passed, 1 failed',
    },
    {
      name: 'several sums, of which the last is the sum',
      script: 'echo "3 passed, 1 failed"; echo "4 passed, 2 failed"; exit 1',
      status: 1,
      sum: '4 passed, 2 failed',
    },
  ];
  it.each(cases)('$name', ({ name, script, status, sum }) => {
    const run = runSuites([{ name, script }]);
    expect({ status: run.status, sum: run.lastLine }).toEqual({ status, sum });
  });

  it('goes on after a failure and sums up', () => {
    const run = runSuites([
      { name: 'first', script: 'exit 1' },
      { name: 'second', script: 'echo "2 passed, 0 failed"' },
    ]);
    expect(run.lastLine).toBe('2 passed, 1 failed');
    expect(run.status).toBe(1);
  });

  it('ends a suite that hangs, and its children with it', () => {
    const hang = 'sleep 600; true';
    const run = runSuites([{ name: 'hang', script: hang, limitSeconds: 1 }]);
    expect(run.stdout).toContain('stopped: took more than 1 s');
    expect(run.lastLine).toBe('0 passed, 1 failed');
  });
});

describe('npm run check', () => {
  it('names its steps to one who asks for another', () => {
    const run = spawnSync(process.execPath, [`${import.meta.dirname}/check.mjs`, 'linst'], { encoding: 'utf8' });
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('No step linst. There are: generated, types, lint, boundaries, dead, tests.');
  });
});
