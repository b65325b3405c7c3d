import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { run, temporaryFolder } from '../testing/run.ts';

const KUBECONFIG = JSON.stringify({
  ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'here' },
  clusters: [{ name: 'here', cluster: { server: 'https://127.0.0.1:1' } }],
  users: [{ name: 'me', user: { token: 'a-token' } }],
  contexts: [{ name: 'here', context: { cluster: 'here', user: 'me' } }],
});

it.each([
  [
    'cluster:marker',
    ['--kubernetes', 'config'],
    /^error: --repo: cluster:marker names no objects of a cluster: write /m,
  ],
  ['cluster:a/B', ['--kubernetes', 'config'], /^error: --repo: cluster:a\/B names no objects of a cluster: write /m],
  ['cluster:', ['--kubernetes', 'nowhere'], /^error: --kubernetes: \S*nowhere is not read as a kubeconfig/m],
  ['cluster:', ['--once'], /^error: --once: cluster: arrives one by one/m],
  ['cluster:', ['--once', '--kubernetes', 'config'], /^error: --once: cluster: arrives one by one/m],
])('serve --repo %s %j could not run', async (repo, options, message) => {
  const cwd = await temporaryFolder();
  await writeFile(path.join(cwd, 'config'), KUBECONFIG);
  const { status, stderr } = await run(['serve', '--repo', repo, '--listen', '127.0.0.1:0', ...options], { cwd });
  expect(stderr).toMatch(message);
  expect(status).toBe(2);
});
