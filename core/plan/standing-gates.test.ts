import { expect, it } from 'vitest';
import { gib } from '../model/capacity.ts';
import type { DeclaredObject } from '../model/configuration.ts';
import type { PlannedVolume } from '../model/plan.ts';
import { planChange } from './plan-change.ts';

const object = (kind: string, name: string, spec: object): DeclaredObject =>
  ({ apiVersion: 'stowage.dev/v1alpha1', kind, metadata: { name }, spec }) as DeclaredObject;

const backend = (limits: object, pools: readonly object[] = []): DeclaredObject =>
  object('Backend', 'main', { composable: {}, limits, ...(pools.length > 0 ? { pools } : {}) });

const row = (bandwidth?: string): DeclaredObject =>
  object('Topology', 'hall', {
    bandwidthDomains: [{ name: 'row-1', ...(bandwidth === undefined ? {} : { bandwidth }) }],
  });

const box = (bandwidthDomain?: string): DeclaredObject =>
  object('Enclosure', 'box', {
    storageGroup: 'sg',
    ...(bandwidthDomain === undefined ? {} : { bandwidthDomain }),
    drives: [
      { id: 'gold-1', mediaType: 'SSD', capacity: '1Ti', tags: ['gold'] },
      { id: 'plain-1', mediaType: 'SSD', capacity: '1Ti' },
    ],
  });

const volume = (name: string, drive: string, changes: Partial<PlannedVolume> = {}): PlannedVolume =>
  ({
    ...{ name, size: gib(10), phase: { kind: 'ready' }, backend: 'main', layout: 'slice', survives: [] },
    ...{ encryption: undefined, legs: [{ drive, enclosure: 'box', extent: { start: 1, length: 11 } }] },
    ...changes,
  }) as PlannedVolume;

const VOLUMES = [
  volume('pvc-1', 'gold-1', { bandwidthPerLeg: 2e9 }),
  volume('pvc-2', 'plain-1'),
  volume('pvc-3', 'plain-1', { bandwidthPerLeg: 1e9, phase: { kind: 'releasing' } }),
];

const BANDWIDTH =
  'plan/bandwidth-short 1 volume (pvc-1; 10 GiB) has reserved 2 Gbit/s of bandwidth domain row-1, which would have 1 Gbit/s';
const none = [row('10G'), box('row-1'), backend({})];

it.each<[string, readonly DeclaredObject[], readonly DeclaredObject[], readonly string[]]>([
  [
    'nothing where all have room',
    none,
    [row('2G'), box('row-1'), backend({ maxVolumes: 2, maxTotalSize: '20Gi' })],
    [],
  ],
  ['an uplink that gets slower', none, [row('1G'), box('row-1'), backend({})], [BANDWIDTH]],
  [
    'an enclosure that moves behind a slow one',
    [row('1G'), box(), backend({})],
    [row('1G'), box('row-1'), backend({})],
    [BANDWIDTH],
  ],
  [
    'no uplink that was too slow before',
    [row('1G'), box('row-1'), backend({})],
    [row('1G'), box('row-1'), backend({ maxVolumes: 5 })],
    [],
  ],
  ['no uplink whose speed is not said', none, [row(), box('row-1'), backend({})], []],
  [
    'a backend with too many volumes',
    none,
    [row('10G'), box('row-1'), backend({ maxVolumes: 1 })],
    ['plan/over-limit backend main has 2 volumes, more than limits.maxVolumes of 1'],
  ],
  [
    'a backend with too many bytes',
    none,
    [row('10G'), box('row-1'), backend({ maxTotalSize: '19Gi' })],
    ['plan/over-limit volumes of backend main have 20 GiB, more than limits.maxTotalSize of 19 GiB'],
  ],
  [
    'a pool with too many bytes, by the drives of volumes',
    none,
    [
      row('10G'),
      box('row-1'),
      backend({}, [
        { name: 'gold', requiredTags: ['gold'], limits: { maxTotalSize: '9Gi' } },
        { name: 'all', storageGroups: ['sg'], limits: { maxVolumes: 1 } },
        { name: 'other', storageGroups: ['sg-x'], limits: { maxVolumes: 1 } },
      ]),
    ],
    [
      'plan/over-limit volumes of pool main:gold have 10 GiB, more than limits.maxTotalSize of 9 GiB',
      'plan/over-limit pool main:all has 2 volumes, more than limits.maxVolumes of 1',
    ],
  ],
])('a plan warns of %s', (_, live, desired, told) => {
  const { gates } = planChange({ live, desired, volumes: VOLUMES });
  expect(gates.map(({ code, message }) => `${code} ${message}`)).toEqual(told);
  expect(gates.every(({ severity }) => severity === 'warning')).toBe(true);
});
