// @ts-check
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const VITEST = fileURLToPath(new URL('../../../node_modules/vitest/vitest.mjs', import.meta.url));
const COMMAND = [VITEST, 'run', '--config', 'vitest.cluster.config.ts', '--reporter', 'json'];

/** @type {import('../flow.mjs').Flow} */
export const flow = {
  about: 'the API server does all that the simulated one does, for the client that the driver has',
  smoke: true,
  kills: false,
  run: async ({ rig, check }) => {
    const env = {
      ...process.env,
      CONTROLLER_KUBECONFIG: rig.kubeconfig,
      ADMIN_KUBECONFIG: rig.plane.adminKubeconfig,
    };
    const { stdout } = await promisify(execFile)(process.execPath, COMMAND, { cwd: ROOT, env }).catch(
      (/** @type {{ stdout: string, stderr: string }} */ failed) => {
        if (!failed.stdout.startsWith('{')) throw new Error(failed.stderr);
        return failed;
      },
    );
    const { testResults, numPassedTests } = JSON.parse(stdout);
    const problems = testResults.flatMap(problemsOf);
    check(
      `${String(numPassedTests)} points of the contract hold`,
      numPassedTests > 0 ? problems : ['none', ...problems],
    );
  },
};

/** @param {Record<string, any>} file of vitest's report */
const problemsOf = ({ message, assertionResults }) => [
  ...(message === '' ? [] : [message]),
  ...assertionResults.flatMap((/** @type {Record<string, any>} */ { status, title, failureMessages }) =>
    status === 'passed' ? [] : [`${title}: ${String(failureMessages[0] ?? status).split('\n    at ')[0]}`],
  ),
];
