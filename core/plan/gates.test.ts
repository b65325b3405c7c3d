import { describe, expect, it } from 'vitest';
import { gib } from '../model/capacity.ts';
import type { DeclaredObject } from '../model/configuration.ts';
import { ENCLOSURE_LEVEL, STORAGE_GROUP_LEVEL } from '../model/ids.ts';
import type { BackendName, DriveId, EnclosureName, LevelName } from '../model/ids.ts';
import type { PlannedVolume } from '../model/plan.ts';
import { planChange } from './plan-change.ts';

const object = (kind: string, name: string, spec: Readonly<Record<string, unknown>>) => ({
  apiVersion: 'stowage.dev/v1alpha1',
  kind,
  metadata: { name },
  spec,
});

const backend = (secretRef?: { readonly name: string; readonly namespace?: string }): DeclaredObject =>
  object('Backend', 'main', { composable: secretRef ? { encryption: { secretRef } } : {} });

const topology = object('Topology', 'hall', {
  levels: ['zone', 'rack'],
  domains: [
    { name: 'z1', level: 'zone' },
    { name: 'r1', level: 'rack', parent: 'z1' },
    { name: 'r2', level: 'rack', parent: 'z1' },
  ],
});

interface Box {
  readonly group?: string;
  readonly rack?: string | undefined;
  readonly mediaType?: string;
  readonly capacity?: string;
}

/** A box with one drive, `e1-0` in `e1`. */
const box = (name: string, { group = name, rack, mediaType = 'SSD', capacity = '100Gi' }: Box = {}): DeclaredObject =>
  object('Enclosure', name, {
    storageGroup: group,
    ...(rack === undefined ? {} : { domain: rack }),
    drives: [{ id: `${name}-0`, mediaType, capacity }],
  });

/** A volume with one leg on the drive of each box. */
const volume = (boxes: readonly string[], rest: Partial<PlannedVolume> = {}): PlannedVolume => ({
  name: 'pvc-1',
  size: gib(10),
  phase: { kind: 'ready' },
  backend: 'main' as BackendName,
  layout: boxes.length === 1 ? 'single' : 'mirror',
  survives: [],
  encryption: undefined,
  legs: boxes.map((name) => ({
    enclosure: name as EnclosureName,
    drive: `${name}-0` as DriveId,
    extent: { start: gib(1), length: gib(11) },
  })),
  ...rest,
});

const gates = (live: readonly DeclaredObject[], desired: readonly DeclaredObject[], held: PlannedVolume): string[] =>
  planChange({ live, desired, volumes: [held] }).gates.map(
    ({ severity, code, object: about, message }) => `${severity} ${code} ${about?.name ?? '-'}: ${message}`,
  );

describe('the Secret that keys derive from', () => {
  const encrypted = volume(['e1'], { encryption: {} });
  const change = (before: DeclaredObject, after: DeclaredObject, held = encrypted): string[] =>
    gates([before, box('e1')], [after, box('e1')], held);

  it('stays as it is while encrypted volumes are there', () => {
    const live = backend({ name: 'keys' });
    const unreadable = ', which makes 1 volume (pvc-1; 10 GiB) unreadable';
    expect(change(live, backend({ name: 'other' }))).toEqual([
      `error plan/holds-data main: backend main takes its keys from Secret stowage-system/other instead of stowage-system/keys${unreadable}`,
    ]);
    expect(change(live, backend({ name: 'keys', namespace: 'elsewhere' }))).toEqual([
      `error plan/holds-data main: backend main takes its keys from Secret elsewhere/keys instead of stowage-system/keys${unreadable}`,
    ]);
    expect(change(live, backend())).toEqual([
      `error plan/holds-data main: backend main names no Secret for encryption instead of stowage-system/keys${unreadable}`,
    ]);
  });

  it('may change where nothing is encrypted, and may write its namespace out', () => {
    expect(change(backend({ name: 'keys' }), backend({ name: 'other' }), volume(['e1']))).toEqual([]);
    expect(change(backend({ name: 'keys' }), backend({ name: 'keys', namespace: 'stowage-system' }))).toEqual([]);
  });
});

describe('drives under legs', () => {
  const change = (after: Box, held: PlannedVolume): string[] =>
    gates([backend(), box('e1')], [backend(), box('e1', after)], held);
  const legs = 'but holds legs of 1 volume (pvc-1; 10 GiB)';

  it.each(['slice', 'single'] as const)('do not become HDDs under a %s', (layout) => {
    expect(change({ mediaType: 'HDD' }, volume(['e1'], { layout }))).toEqual([
      `error plan/holds-data e1: 1 drive of enclosure e1 (e1-0) is declared with another mediaType, ${legs}`,
    ]);
  });

  it('are no HDDs under a slice, also where nothing runs to compare with', () => {
    const declared = [backend(), box('e1', { mediaType: 'HDD' })];
    expect(gates([], declared, volume(['e1'], { layout: 'slice' }))).toHaveLength(1);
    expect(gates([], declared, volume(['e1']))).toEqual([]);
  });

  it('do not end before the data does', () => {
    // 12 GiB of extents and the backup partition table behind them.
    expect(change({ capacity: '12Gi' }, volume(['e1']))).toEqual([
      `error plan/holds-data e1: 1 drive of enclosure e1 (e1-0) is declared with a capacity that ends before the data, ${legs}`,
    ]);
    expect(change({ capacity: '13Gi' }, volume(['e1']))).toEqual([]);
  });
});

describe('what volumes survive', () => {
  const survives = ['rack' as LevelName, STORAGE_GROUP_LEVEL, ENCLOSURE_LEVEL];
  const mirror = volume(['e1', 'e2'], { survives });
  const hall = (second: Box): DeclaredObject[] => [backend(), topology, box('e1', { rack: 'r1' }), box('e2', second)];
  const live = hall({ rack: 'r2' });

  it.each<[string, Box, string]>([
    ['into the same rack', { rack: 'r1' }, 'rack'],
    ['into a coarser domain, so that its rack is not known', { rack: 'z1' }, 'rack'],
    ['out of every rack', {}, 'rack'],
    ['into the same storage group', { rack: 'r2', group: 'e1' }, 'storageGroup'],
  ])('warns of an enclosure that goes %s', (_, second, level) => {
    const warnings = gates(live, hall(second), mirror);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(
      `warning plan/no-longer-survives -: 1 volume (pvc-1; 10 GiB) would no longer survive the loss of a domain of level ${level}:`,
    );
  });

  it('says nothing of a move that breaks no promise, nor twice of one that runs already', () => {
    expect(gates(live, hall({ rack: 'r2', group: 'other' }), mirror)).toEqual([]);
    expect(gates(live, hall({ rack: 'r1' }), volume(['e1', 'e2']))).toEqual([]);
    expect(gates(hall({ rack: 'r1' }), hall({ rack: 'r1', group: 'other' }), mirror)).toEqual([]);
  });
});
