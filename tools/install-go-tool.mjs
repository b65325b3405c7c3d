// @ts-check
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';

const run = promisify(execFile);

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A cold build of the largest takes 90 s on two cores, the download apart. */
const BUILD_MILLISECONDS = 15 * 60_000;

/**
 * A program written in Go by exact version, built once and kept under .cache/. Answers with the path of its executable.
 *
 * @param {{ readonly package: string, readonly version: string }} tool
 */
export async function installGoTool({ package: source, version }) {
  const name = path.basename(source);
  const folder = path.join(ROOT, '.cache', `${name}-${version}`);
  const executable = path.join(folder, name);
  if (existsSync(executable)) return executable;
  console.error(`building ${name} ${version} with Go`);
  try {
    await run('go', ['install', `${source}@${version}`], {
      env: { ...process.env, GOBIN: folder },
      timeout: BUILD_MILLISECONDS,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`cannot build ${name}: is Go installed, and its module proxy in reach? ${reason}`, {
      cause: error,
    });
  }
  return executable;
}
