/**
 * `npm run bench -- datapath`: writes a figure per line to the file that LAB_FIGURES names. Throughput of a volume beside
 * a mirror of the same make in the same machine, run in turns; and what staging takes, layout by layout.
 */
import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Layout } from '../../../core/model/volume.ts';
import { startFleet } from '../fleet/fleet.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { discard, useNew } from '../fleet/in-use.ts';
import { PARAMETERS, SIZES } from '../fleet/layouts.ts';
import { targetPath } from '../fleet/volumes.ts';
import type { NewVolume } from '../fleet/volumes.ts';
import { mirrorByHand, partitionByHand } from './by-hand.ts';
import { throughput, WORKLOADS } from './fio.ts';

const FIGURES = process.env['LAB_FIGURES'] ?? '/dev/stdout';
const SMOKE = process.env['LAB_SMOKE'] === '1';
// Runs of two seconds differ by a third from each other on a busy machine, and their medians by chance by a fifth.
const [TURNS, SECONDS] = SMOKE ? [1, 1] : [9, 5];
const GIBIBYTES = 2;
/** What lies between the two is the same; more than this is not noise. */
const LEAST_RATIO = 0.85;
const NODE = 'node-a';

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly rival?: string;
  readonly ratio?: number;
}

const tell = (figure: Figure): Promise<void> => appendFile(FIGURES, `${JSON.stringify(figure)}\n`);

describe('the data path', () => {
  let fleet: Fleet;
  beforeAll(async () => {
    fleet = await startFleet({
      nodes: [NODE],
      beforeAgents: async (lab) => {
        for (const name of ['box-1', 'box-2'] as const) await partitionByHand(lab.hosts[name], GIBIBYTES);
      },
    });
  }, 300_000);
  afterAll(() => fleet.stop());

  it.each([false, true])(
    'is as fast as the same made by hand, encrypted: %s',
    (encrypted) => compare(fleet, encrypted),
    1_200_000,
  );

  it.each(Object.keys(PARAMETERS) as Layout[])(
    'stages %s',
    async (layout) => {
      const wanted: NewVolume = {
        name: `stage-${layout}`,
        gib: SIZES[layout].gib,
        use: 'ext4',
        parameters: { ...PARAMETERS[layout], encrypt: 'true' },
      };
      const volume = await fleet.controller.create(wanted);
      const context = await fleet.controller.publish(volume, NODE);
      const node = fleet.nodes[NODE];
      for (const time of ['first', 'again'] as const) {
        await timed(fleet, `stage-${layout}-${time}`, () => node.stage(volume, context));
        await timed(fleet, `unstage-${layout}-${time}`, () => node.unstage(volume));
      }
      await fleet.controller.unpublish(volume, NODE);
      await fleet.controller.remove(volume);
    },
    300_000,
  );
});

/** Throughput of a volume and of the same by hand, in turns, workload by workload. */
async function compare(fleet: Fleet, encrypted: boolean): Promise<void> {
  const vm = fleet.node(NODE);
  const parameters = {
    type: 'ssd',
    redundancy: 'true',
    networkTransportsAllowed: 'nvmetcp',
    encrypt: String(encrypted),
  };
  const inUse = await useNew(
    fleet,
    { name: `bench-${String(encrypted)}`, gib: GIBIBYTES, use: 'block', parameters },
    NODE,
  );
  const hand = await mirrorByHand(vm, [fleet.box('box-1'), fleet.box('box-2')], {
    gibibytes: GIBIBYTES,
    encrypted,
  });
  for (const workload of WORKLOADS) {
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < TURNS; turn++) {
      const runs = [
        async () => ours.push(await throughput(vm, targetPath(inUse.volume), workload, SECONDS)),
        async () => theirs.push(await throughput(vm, hand.device, workload, SECONDS)),
      ];
      // Whoever comes second finds the machines warm.
      for (const run of turn % 2 === 0 ? runs : runs.reverse()) await run();
    }
    const [value, rival] = [median(ours), median(theirs)];
    const name = `datapath-${encrypted ? 'encrypted' : 'plain'}-${workload.name}`;
    await tell({ name, value, unit: 'KiB/s', rival: 'made by hand', ratio: rounded(value / rival) });
    if (!SMOKE) expect.soft(value / rival, name).toBeGreaterThan(LEAST_RATIO);
  }
  await hand.takeDown();
  await discard(fleet, inUse);
}

/** How long it takes, and where that goes. */
async function timed(fleet: Fleet, name: string, work: () => Promise<void>): Promise<void> {
  const [said, start] = [(await nodeLog(fleet)).length, performance.now()];
  await work();
  await tell({ name, value: Math.round(performance.now() - start), unit: 'ms' });
  const steps = stepsIn((await nodeLog(fleet)).slice(said));
  for (const [step, value] of steps) await tell({ name: `${name}-${step}`, value, unit: 'ms' });
}

const nodeLog = (fleet: Fleet): Promise<string> => readFile(path.join(fleet.lab.folder, NODE, 'node.log'), 'utf8');

/** What the node said of its steps. Legs are connected side by side, so the longest counts; they are disconnected in turn. */
function stepsIn(log: string): ReadonlyMap<string, number> {
  const steps = new Map<string, number>();
  for (const [, step = '', milliseconds = '0'] of log.matchAll(/(\w+) took (\d+) ms/g)) {
    const before = steps.get(step) ?? 0;
    steps.set(step, step === 'connectLeg' ? Math.max(before, Number(milliseconds)) : before + Number(milliseconds));
  }
  return steps;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const rounded = (value: number): number => Math.round(value * 100) / 100;
