// @ts-check
/**
 * Everything a change must pass, in one command; with names, only those steps.
 *
 *     npm run check [-- STEP...]
 *
 * Exit status: 0 all passed, 1 something failed, 2 no such step.
 */
import { runSteps, tableOf } from './steps.mjs';

/** @type {readonly import('./steps.mjs').Step[]} */
const STEPS = [
  { name: 'generated', command: ['npm', 'run', '--silent', 'check:generated'], limitSeconds: 120 },
  { name: 'types', command: ['npm', 'run', '--silent', 'check:types'], limitSeconds: 300 },
  { name: 'lint', command: ['npm', 'run', '--silent', 'check:lint'], limitSeconds: 600 },
  { name: 'boundaries', command: ['npm', 'run', '--silent', 'check:boundaries'], limitSeconds: 120 },
  { name: 'dead', command: ['npm', 'run', '--silent', 'check:dead'], limitSeconds: 120 },
  { name: 'tests', command: ['npm', 'test', '--silent', '--', '--reporter=dot'], limitSeconds: 900 },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`No step ${unknown.join(', ')}. There are: ${STEPS.map(({ name }) => name).join(', ')}.`);
  process.exitCode = 2;
} else {
  const steps = STEPS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const results = await runSteps(steps, { show: 'failures' });
  console.log(`\n${tableOf(results)}`);
  process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
}
