import { describe, expect, it } from 'vitest';
import { gib } from '../../core/model/capacity.ts';
import type { VolumeId } from '../../core/model/ids.ts';
import type { Volume } from '../../core/model/volume.ts';
import { vacate } from '../../core/placement/inventory-index.ts';
import { ok } from '../services/outcome.ts';
import { takeTurns } from '../take-turns.ts';
import { considerProposal, resumeActive } from './activate.ts';
import { NO_CLAIM_LOOKUP } from './claims.ts';
import type { DriverContext } from './context.ts';
import { createVolume } from './create-volume.ts';
import { deleteVolume } from './delete-volume.ts';
import { expandVolume } from './expand-volume.ts';
import { createGate } from './gate.ts';
import { takeLead } from './journal.ts';
import { loadState } from './load-state.ts';
import { createLocks } from './locks.ts';
import { createAttempts } from './operations/attempts.ts';
import { createDriverWorld, createRequest } from './testing/driver-world.ts';
import type { DriverWorld } from './testing/driver-world.ts';
import type { VolumeBackend } from './volume-backend.ts';

let ids = 0;

/** Hosts that do whatever they are told: none of them refuses what should never have been asked. */
const OBEDIENT = {
  create: () => Promise.resolve(ok(undefined)),
  grow: () => Promise.resolve([]),
  release: () => Promise.resolve(ok(undefined)),
  drives: { answers: () => true, answering: () => ['box-a', 'box-b'] },
} as unknown as VolumeBackend;

/** What a driver that has just started works with. */
async function started({ store }: DriverWorld): Promise<DriverContext> {
  const context: DriverContext = {
    state: await loadState(store),
    journal: await takeLead(store),
    backend: OBEDIENT,
    observe: () => Promise.reject(new Error('nobody asks')),
    locks: createLocks(),
    attempts: createAttempts(() => new Date(0)),
    gate: createGate(),
    activations: createGate(),
    outside: {
      now: () => new Date(0),
      newId: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
      randomHex: (bytes) => 'ab'.repeat(bytes),
      secrets: { read: () => Promise.resolve(undefined) },
      claims: NO_CLAIM_LOOKUP,
      takeTurns,
    },
  };
  await resumeActive(store, context);
  await considerProposal(context);
  return context;
}

/** A part of the one SSD that there is in the group. */
const slice = (name: string) => createRequest(name, 10, { type: 'slice', storageGroup: 'sg-a' });

async function created(context: DriverContext, name: string): Promise<Volume> {
  const outcome = await createVolume(context, slice(name));
  const volume = outcome.kind === 'ok' ? context.state.volumes.get(outcome.value.id) : undefined;
  if (!volume) throw new Error(`${name} is not there`);
  return volume;
}

/** What a bug would do: the index takes for free what a volume holds. */
function forgetInIndex({ state: { index } }: DriverContext, { legs }: Volume): void {
  if (!index) throw new Error('there is no index');
  vacate(index, legs);
}

const stored = ({ state }: DriverContext): readonly VolumeId[] => [...state.volumes.keys()];
const grow = (context: DriverContext, { id }: Volume, size: number) =>
  expandVolume(context, { volume: id, size: { required: gib(size), limit: undefined } });

const WRONG = { code: 'internal', message: expect.stringMatching(/chosen wrongly.*overlap: /) as unknown };

describe('what is chosen wrongly', () => {
  it('is refused before anything of it is taken', async () => {
    const world = await createDriverWorld();
    const context = await started(world);
    const first = await created(context, 'pvc-1');
    forgetInIndex(context, first);
    await expect(createVolume(context, slice('pvc-2'))).rejects.toMatchObject(WRONG);
    await expect(createVolume(context, slice('pvc-2'))).rejects.toMatchObject(WRONG);
    expect([stored(context), stored(await started(world))]).toEqual([[first.id], [first.id]]);
  });

  it('is refused by what the store says, after a start', async () => {
    const world = await createDriverWorld();
    const first = await created(await started(world), 'pvc-1');
    const again = await started(world);
    forgetInIndex(again, first);
    await expect(createVolume(again, slice('pvc-2'))).rejects.toMatchObject(WRONG);
  });

  it('is where another volume was, and no longer is', async () => {
    const context = await started(await createDriverWorld());
    const first = await created(context, 'pvc-1');
    const behind: Promise<unknown>[] = [];
    await deleteVolume(context, first.id, (work) => behind.push(work()));
    await Promise.all(behind);
    expect((await created(context, 'pvc-2')).legs[0]?.extent).toEqual(first.legs[0]?.extent);
  });

  it('does not grow either', async () => {
    const context = await started(await createDriverWorld());
    const [first, second] = [await created(context, 'pvc-1'), await created(context, 'pvc-2')];
    forgetInIndex(context, second);
    await expect(grow(context, first, 15)).rejects.toMatchObject(WRONG);
    expect(context.state.volumes.get(first.id)).toMatchObject({ size: 10, phase: { kind: 'ready' } });
    expect(await grow(context, second, 15)).toMatchObject({ kind: 'ok' });
  });
});
