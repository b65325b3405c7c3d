// @ts-check
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kubeconform } from './kubeconform.mjs';
import { measureCommand } from './process.mjs';
import { median, rounded } from './statistics.mjs';
import { writeFiles } from './validate-files.mjs';

/** @typedef {'ours' | 'oneThread' | 'allCores'} Contender */
/** @typedef {Record<Contender, (folder: string) => import('./process.mjs').Command>} Contenders */
/** @typedef {Record<Contender, { readonly milliseconds: number, readonly mebibytes: number }>} Measured */

const STOWAGE = fileURLToPath(new URL('../bin/stowage', import.meta.url));

/** `turns` is how often each contender reads them. */
const SIZES = [
  { files: 10, turns: 15 },
  { files: 1_000, turns: 5 },
  { files: 10_000, turns: 3 },
];
/** 1 says that time is linear. */
const GROWTH = 'times the time per file of the next smaller size';
const SMOKE_SIZES = [
  { files: 10, turns: 1 },
  { files: 100, turns: 1 },
];

/**
 * `stowage validate` on files of one enclosure each, whole processes. It has one thread, so its rival is measured with
 * one and with all cores. The rival looks at schemas alone; ours resolves what the files say of each other as well.
 * @param {import('./benchmarks.mjs').BenchOptions} options
 */
export async function* validateFiles({ smoke }) {
  const folder = await mkdtemp(join(tmpdir(), 'stowage-validate-'));
  try {
    const contenders = {
      ours: (/** @type {string} */ files) => ({
        program: process.execPath,
        args: [STOWAGE, 'validate', files],
        env: {},
      }),
      ...(await kubeconform(join(folder, 'schemas'))),
    };
    await expectBothRefuse(contenders, join(folder, 'broken'));
    const sizes = smoke ? SMOKE_SIZES : SIZES;
    const perFile = [];
    for (const { files, turns } of sizes) {
      const measured = await measureSize(contenders, join(folder, String(files)), { files, turns, policy: false });
      yield* figuresOf(`validate-${String(files)}`, files, measured);
      perFile.push(measured.ours.milliseconds / files);
      const asked = await measureSize(contenders, join(folder, `${String(files)}-policy`), {
        files,
        turns,
        policy: true,
      });
      yield* figuresOf(`validate-${String(files)}-policy`, files, asked);
    }
    yield { name: 'validate-growth', value: rounded((perFile.at(-1) ?? 0) / (perFile.at(-2) ?? 0)), unit: GROWTH };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * In turns, so that what else the machine does falls on all.
 * @param {Contenders} contenders
 * @param {string} folder
 * @param {{ readonly files: number, readonly turns: number, readonly policy: boolean }} size
 * @returns {Promise<Measured>}
 */
async function measureSize({ ours, oneThread, allCores }, folder, { files, turns, policy }) {
  await writeFiles(folder, files, { policy });
  /** @type {Record<Contender, Awaited<ReturnType<typeof measureCommand>>[]>} */
  const runs = { ours: [], oneThread: [], allCores: [] };
  for (let turn = 0; turn < turns; turn++) {
    runs.ours.push(await measureCommand(ours(folder)));
    runs.oneThread.push(await measureCommand(oneThread(folder)));
    runs.allCores.push(await measureCommand(allCores(folder)));
  }
  await rm(folder, { recursive: true });
  const summary = (/** @type {Contender} */ contender) => ({
    milliseconds: median(runs[contender].map(({ milliseconds }) => milliseconds)),
    mebibytes: Math.max(...runs[contender].map(({ mebibytes }) => mebibytes)),
  });
  return { ours: summary('ours'), oneThread: summary('oneThread'), allCores: summary('allCores') };
}

/**
 * @param {string} name
 * @param {number} files
 * @param {Measured} measured
 * @returns {Generator<import('./benchmarks.mjs').Figure>}
 */
function* figuresOf(name, files, { ours, oneThread, allCores }) {
  const value = rounded(ours.milliseconds);
  const against = (/** @type {Measured[Contender]} */ theirs) => rounded(ours.milliseconds / theirs.milliseconds);
  yield { name: `${name}-rate`, value: rounded((files / ours.milliseconds) * 1000), unit: 'files/s' };
  yield { name: `${name}-time`, value, unit: 'ms', rival: 'kubeconform, one thread', ratio: against(oneThread) };
  yield { name: `${name}-time`, value, unit: 'ms', rival: 'kubeconform, all cores', ratio: against(allCores) };
  const memory = { name: `${name}-memory`, value: rounded(ours.mebibytes), unit: 'MiB' };
  yield { ...memory, rival: 'kubeconform, all cores', ratio: rounded(ours.mebibytes / allCores.mebibytes) };
}

/**
 * A rival that overlooks what ours looks at would be compared in vain.
 * @param {Contenders} contenders
 * @param {string} folder
 */
async function expectBothRefuse(contenders, folder) {
  await writeFiles(folder, 2, { policy: false });
  const file = join(folder, 'rack-1', 'box-1.yaml');
  const text = await readFile(file, 'utf8');
  for (const broken of [text.replace('drives:', 'disks:'), text.replace('SAS', 'SCSI'), text.replace('18T', '18 T')]) {
    await writeFile(file, broken);
    for (const [contender, command] of Object.entries(contenders)) {
      const refused = await measureCommand(command(folder)).then(
        () => false,
        () => true,
      );
      if (!refused) throw new Error(`${contender} takes a file that is broken`);
    }
  }
}
