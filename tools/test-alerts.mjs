// @ts-check
/** Has promtool check the alert rules and run their cases. Where it is missing: says so, and fails in CI. */
import { spawnSync } from 'node:child_process';

const FOLDER = new URL('../deploy/prometheus/', import.meta.url);

/** @param {readonly string[]} args */
const promtool = (args) => spawnSync('promtool', args, { cwd: FOLDER, stdio: 'inherit' });

if (promtool(['--version']).error) {
  console.error(
    'NOT RUN: promtool is missing. Debian has it in the package prometheus, macOS in the formula prometheus.',
  );
  process.exitCode = process.env['CI'] === undefined ? 0 : 1;
} else {
  for (const args of [
    ['check', 'rules', 'stowage.rules.yaml'],
    ['test', 'rules', 'stowage.test.yaml'],
  ]) {
    const { status } = promtool(args);
    if (status !== 0) process.exitCode = 1;
  }
}
