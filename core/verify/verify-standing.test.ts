import { expect, it } from 'vitest';
import { gib } from '../model/capacity.ts';
import type { ClassParameters } from '../model/class.ts';
import type { Configuration } from '../model/configuration.ts';
import type { LevelName } from '../model/ids.ts';
import { NO_LIMITS } from '../model/inventory.ts';
import type { VolumeLimits } from '../model/inventory.ts';
import type { PlacedLeg, Placement, VolumeRequest } from '../model/volume.ts';
import { groundOf } from './ground.ts';
import { verifyStanding } from './verify-standing.ts';
import type { Standing } from './verify-standing.ts';

const leg = (drive: string): PlacedLeg =>
  ({ drive, enclosure: drive.charAt(0), extent: { start: 1, length: 11 }, stranded: 0 }) as unknown as PlacedLeg;

const box = (name: string, rack: string | undefined) => ({
  ...{ name, storageGroup: `sg-${name}`, domains: new Map(rack === undefined ? [] : [['rack', rack]]) },
  ...{ bandwidthDomain: name === 'a' ? 'row' : undefined, portals: [] },
  drives: [
    { id: `${name}1`, mediaType: 'SSD', protocol: 'NVMe', tags: ['gold'] },
    { id: `${name}2`, mediaType: 'HDD', protocol: 'SAS', tags: [] },
  ],
});

interface World {
  readonly backend?: Partial<VolumeLimits>;
  readonly gold?: Partial<VolumeLimits>;
  readonly used?: { readonly volumes: number; readonly size: number };
  readonly bandwidth?: bigint;
  readonly reserved?: number;
  readonly perLeg?: number;
  readonly siblings?: readonly (readonly string[])[] | undefined;
  readonly parameters?: Partial<ClassParameters>;
  readonly legs?: readonly string[];
  readonly layout?: Placement['layout'];
}

/** What is found wrong with 10 GiB on the legs, in a world like this. */
function foundIn(world: World): readonly string[] {
  const { backend, gold, used = { volumes: 1, size: 10 }, bandwidth, reserved = 0, perLeg = 0 } = world;
  const { siblings = [], parameters, legs = ['a1'], layout = 'slice' } = world;
  const configuration = {
    backends: [
      {
        ...{
          name: 'main',
          state: 'normal',
          labels: new Map(),
          driver: { kind: 'composable' },
          ...NO_LIMITS,
          ...backend,
        },
        pools: [{ name: 'gold', labels: new Map(), requiredTags: ['gold'], ...NO_LIMITS, ...gold }],
      },
    ],
    enclosures: [box('a', 'r1'), box('b', 'r2'), box('c', undefined)],
    topology: { nodes: new Map(), bandwidthDomains: new Map([['row', { name: 'row', bitsPerSecond: bandwidth }]]) },
  } as unknown as Configuration;
  const request = {
    parameters: { reserveBandwidth: { kind: 'none' }, ...parameters } as ClassParameters,
  } as unknown as VolumeRequest;
  const placement = { backend: 'main', layout, size: gib(10), legs: legs.map(leg) } as unknown as Placement;
  const known = 'siblings' in world && world.siblings === undefined ? undefined : siblings;
  const standing: Standing = {
    siblings: known?.map((drives) => ({ legs: drives.map(leg) })),
    reservedOf: () => reserved,
    usedOf: () => used,
    bandwidthPerLeg: perLeg,
  };
  return verifyStanding(groundOf(configuration), request, placement, standing).map(({ code }) => code);
}

const GIB = 2n ** 30n;
const spread = (level: string, required = true) => ({ workloadSpread: { level: level as LevelName, required } });
const affinity = (level: string) => ({ workloadAffinity: { level: level as LevelName, required: true } });
const reserve = (bitsPerSecond: number) => ({ reserveBandwidth: { kind: 'volume', bitsPerSecond } as const });
const MEDIA = { reserveBandwidth: { kind: 'media' } as const };

it.each<[string, World, readonly string[]]>([
  ['the last volume that a backend may have', { backend: { maxVolumes: 2 } }, []],
  ['one volume too many for a backend', { backend: { maxVolumes: 1 } }, ['over-limit']],
  ['the last bytes that a backend may have', { backend: { maxTotalBytes: 20n * GIB } }, []],
  ['too many bytes for a backend', { backend: { maxTotalBytes: 20n * GIB - 1n } }, ['over-limit']],
  ['a volume that is too large for a pool', { gold: { maxVolumeBytes: 9n * GIB } }, ['over-limit']],
  ['one volume too many for a pool', { gold: { maxVolumes: 1 } }, ['over-limit']],
  ['one volume too many for a pool that it has no drive of', { gold: { maxVolumes: 1 }, legs: ['a2'] }, []],
  ['all that an uplink has left', { bandwidth: 10n, reserved: 6, perLeg: 2, legs: ['a1', 'a2'] }, []],
  ['more than an uplink has left', { bandwidth: 10n, reserved: 7, perLeg: 2, legs: ['a1', 'a2'] }, ['over-bandwidth']],
  ['nothing of an uplink that is short', { bandwidth: 10n, reserved: 17 }, []],
  ['an uplink whose speed is not said', { reserved: 7e12, perLeg: 2 }, []],
  ['a drive behind no uplink', { bandwidth: 1n, perLeg: 2, legs: ['b1'] }, []],
  ['what the class asks', { parameters: reserve(10), perLeg: 10 }, []],
  ['less than the class asks', { parameters: reserve(10), perLeg: 9 }, ['too-little-reserved']],
  [
    'a share for each stripe',
    { parameters: reserve(10), perLeg: 5, layout: 'striped-mirror', legs: ['a1', 'b1', 'a2', 'b2'] },
    [],
  ],
  ['what an HDD delivers', { parameters: MEDIA, perLeg: 2e9, legs: ['a2'] }, []],
  ['less than an SSD delivers', { parameters: MEDIA, perLeg: 2e9 }, ['too-little-reserved']],
  ['the first volume of a workload', { parameters: { ...spread('rack'), ...affinity('enclosure') } }, []],
  ['a rack where no other lies', { parameters: spread('rack'), siblings: [['b1']] }, []],
  ['a rack where another lies', { parameters: spread('rack'), siblings: [['b1'], ['a2', 'b2']] }, ['workload-domain']],
  [
    'a rack where another lies, where that is not required',
    { parameters: spread('rack', false), siblings: [['a2']] },
    [],
  ],
  ['a rack that nobody knows', { parameters: spread('rack'), siblings: [['b1']], legs: ['c1'] }, ['workload-domain']],
  [
    'a storage group where another lies',
    { parameters: spread('storageGroup'), siblings: [['a2']] },
    ['workload-domain'],
  ],
  ['an enclosure of others', { parameters: affinity('enclosure'), siblings: [['a2'], ['b2']], legs: ['a1', 'b1'] }, []],
  [
    'an enclosure of no other',
    { parameters: affinity('enclosure'), siblings: [['a2']], legs: ['a1', 'b1'] },
    ['workload-domain'],
  ],
  ['a workload that nobody knows', { parameters: spread('rack'), siblings: undefined }, ['workload-unknown']],
])('finds what is wrong with %s', (_, world, found) => {
  expect(foundIn(world)).toEqual(found);
});
