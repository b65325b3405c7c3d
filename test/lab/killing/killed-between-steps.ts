import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { build } from 'esbuild';
import type { Vm } from '../vm/vm.ts';
import { nextEffects } from './next-effects.ts';

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
const MOST_KILLS = 200;

/**
 * Kills a program after each effect of a command, and starts it again over what it left, until it comes to its end.
 * @returns how often it was killed
 */
export async function killBetweenSteps(vm: Vm, program: string, command: object): Promise<number> {
  const killed: (readonly string[])[] = [];
  let effects = 1;
  for (;;) {
    const run = await runToDeath(vm, program, { ...command, effects });
    if (run.ending === 'done') return killed.length;
    effects = nextEffects(killed, run.effects);
    killed.push(run.effects);
    if (killed.length > MOST_KILLS) {
      throw new Error(`${vm.name}: no end after ${String(killed.length)} kills: ${run.effects.join()}`);
    }
  }
}
