// @ts-check
import { writeFile } from 'node:fs/promises';

/**
 * Writes a kubeconfig for whoever has the token. Answers with its path.
 * @param {string} file
 * @param {{ readonly server: string, readonly caFile: string, readonly token: string }} access
 */
export async function writeKubeconfig(file, { server, caFile, token }) {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'rig', cluster: { server, 'certificate-authority': caFile } }],
    users: [{ name: 'user', user: { token } }],
    contexts: [{ name: 'rig', context: { cluster: 'rig', user: 'user' } }],
    'current-context': 'rig',
  };
  await writeFile(file, JSON.stringify(config), { mode: 0o600 });
  return file;
}
