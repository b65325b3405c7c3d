// @ts-check
/**
 * The steps of deploy/Containerfile's first stage, one after another in an empty folder: what it copies is enough to
 * build, and what it builds is what an image needs. Needs npm and a registry, and no container engine.
 *
 *     npm run test:image
 *
 * Ends with `N passed, N failed`; exit status 0 or 1.
 */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { contextCopy, readStages } from './containerfile.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const INSTALLED = '/opt/stowage';

const folder = await mkdtemp(path.join(tmpdir(), 'stowage-image-'));
try {
  const [build] = readStages();
  const workplace = path.join(folder, 'build');
  const image = path.join(folder, 'image');
  await mkdir(workplace);
  const results = [];
  for (const instruction of build?.instructions ?? []) {
    const copy = contextCopy(instruction);
    if (copy) await copyInto(workplace, copy);
    else if (instruction.word === 'RUN') results.push(run(instruction.rest.replaceAll(INSTALLED, image), workplace));
  }
  results.push(run(`${image}/bin/stowage --version`, folder));
  const failed = results.filter((ok) => !ok).length;
  console.log(`${String(results.length - failed)} passed, ${String(failed)} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true });
}

/**
 * A folder's contents go into the target, as COPY has it; a file goes there by its name.
 * @param {string} workplace
 * @param {{ readonly sources: readonly string[], readonly target: string }} copy
 */
async function copyInto(workplace, { sources, target }) {
  for (const source of sources) {
    const isFolder = target.endsWith('/');
    await cp(path.join(ROOT, source), path.join(workplace, target, isFolder ? path.basename(source) : ''), {
      recursive: true,
    });
  }
}

/**
 * @param {string} command
 * @param {string} cwd
 */
function run(command, cwd) {
  console.log(`▶ ${command}`);
  const { PATH = '', HOME = '' } = process.env;
  const { status } = spawnSync('sh', ['-c', command], {
    cwd,
    stdio: 'inherit',
    env: { PATH, HOME, SOURCE_DATE_EPOCH: '0' },
  });
  return status === 0;
}
