import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { build } from 'esbuild';
import type { Vm } from '../vm/vm.ts';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));

/** Bundles a program of this folder for a virtual machine, which sees the repository under the same path. */
export async function bundled(program: 'agent-command' | 'node-command'): Promise<string> {
  const outfile = path.join(REPOSITORY, '.cache/lab', `${program}.mjs`);
  await build({
    entryPoints: [fileURLToPath(new URL(`${program}.ts`, import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['lmdb'],
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return outfile;
}

interface Run {
  readonly ending: 'done' | 'killed';
  readonly effects: readonly string[];
  /** What it found of a run before, once it had recovered from it. */
  readonly left: readonly string[];
  /** What it read of the data. */
  readonly kept: readonly string[];
}

/** @throws with what it said where it neither came to its end nor was killed */
export async function runToDeath(vm: Vm, program: string, command: object): Promise<Run> {
  const { code, signal, stdout, stderr } = await vm.run([process.execPath, program, JSON.stringify(command)]);
  const lines = stdout.split('\n');
  const after = (word: string): readonly string[] =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  const said = { effects: after('effect'), left: after('left'), kept: after('kept') };
  if (signal === 'SIGKILL' || code === 137) return { ending: 'killed', ...said };
  if (code === 0 && lines.includes('done')) return { ending: 'done', ...said };
  throw new Error(`${vm.name}: ${JSON.stringify(command)}: status ${String(code ?? signal)}\n${stdout}${stderr}`);
}

/** More than any command has. */
const MOST_EFFECTS = 200;

/**
 * Kills a program after each effect of a command, and starts it again over what it left, until it comes to its end.
 * @returns how often it was killed
 */
export async function killBetweenSteps(vm: Vm, program: string, command: object): Promise<number> {
  let [kills, effects] = [0, 1];
  let before: readonly string[] | undefined;
  for (;;) {
    const run = await runToDeath(vm, program, { ...command, effects });
    if (run.ending === 'done') return kills;
    kills += 1;
    if (kills > MOST_EFFECTS) throw new Error(`${vm.name}: no end after ${String(kills)} kills: ${run.effects.join()}`);
    effects = nextEffects(before, run.effects);
    before = run.effects;
  }
}

/**
 * What every start does first, such as a wipe that begins anew, gets no further however often it is repeated: a start
 * that did the same again is followed by one that does an effect more. Behind that, one at a time.
 */
function nextEffects(before: readonly string[] | undefined, did: readonly string[]): number {
  if (!before) return 1;
  const differs = did.findIndex((effect, at) => effect !== before[at]);
  const isSameAgain = before.every((effect, at) => effect === did[at]);
  return isSameAgain ? did.length + 1 : Math.max(differs, 0) + 1;
}
