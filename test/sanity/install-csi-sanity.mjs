// csi-sanity by exact version, built once by Go and kept under .cache/.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const PACKAGE = 'github.com/kubernetes-csi/csi-test/v5/cmd/csi-sanity';
export const VERSION = 'v5.4.0';

/** A cold build takes 90 s on two cores, the download apart. */
const BUILD_MILLISECONDS = 15 * 60_000;

/**
 * @param {string} root folder of the project
 * @returns {Promise<string>} path of the executable
 */
export async function installCsiSanity(root) {
  const folder = path.join(root, '.cache', `csi-sanity-${VERSION}`);
  const executable = path.join(folder, 'csi-sanity');
  if (existsSync(executable)) return executable;
  console.log(`building csi-sanity ${VERSION} with Go`);
  try {
    await run('go', ['install', `${PACKAGE}@${VERSION}`], {
      env: { ...process.env, GOBIN: folder },
      timeout: BUILD_MILLISECONDS,
    });
  } catch (error) {
    throw new Error(`cannot build csi-sanity: is Go installed, and its module proxy in reach? ${error.message}`);
  }
  return executable;
}
