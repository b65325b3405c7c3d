import { describe, expect, it } from 'vitest';
import { gib } from '../../../core/model/capacity.ts';
import type { Publication, Volume } from '../../../core/model/volume.ts';
import { ACTIVE, publicationOf, volumeOf } from '../../api/testing/fixture.ts';
import { mirrorOf } from '../../api/testing/found.ts';
import { countFleet } from './count-fleet.ts';
import type { CountedFleet, FleetCounts } from './count-fleet.ts';
import type { Tally } from './tally.ts';

/** The end of the steps, and how many there were. */
function counted(change: Partial<CountedFleet>) {
  const fleet = { configuration: ACTIVE.configuration, volumes: [], publications: [], reports: new Map(), ...change };
  const steps = countFleet(fleet);
  for (let count = 0; ; count++) {
    const step = steps.next();
    if (step.done === true) return { counts: step.value, steps: count };
  }
}

const shown = (tally: Tally): Readonly<Record<string, number>> =>
  Object.fromEntries([...tally].map(([labels, sum]) => [labels.join(' '), sum]));

const above = (counts: FleetCounts, of: keyof FleetCounts) =>
  Object.fromEntries(Object.entries(shown(counts[of])).filter(([, sum]) => sum > 0));

const TB = 10 ** 12;
const GIB = 2 ** 30;

describe('the fleet', () => {
  it('is counted by pool and by domain', () => {
    const { counts } = counted({ volumes: [volumeOf('db-0'), mirrorOf('db-1')] });
    expect(shown(counts.drives)).toEqual({ 'SSD enabled': 15 });
    expect(shown(counts.poolCapacity)).toEqual({ 'main default SSD': 15 * TB });
    expect(shown(counts.poolAllocated)).toEqual({ 'main default SSD': 33 * GIB });
    expect(shown(counts.domainCapacity)).toEqual({ 'rack rack-a SSD': 15 * TB });
    expect(shown(counts.domainAllocated)).toEqual({ 'rack rack-a SSD': 33 * GIB });
  });

  it('has drives of a pool only where the group and the tags are its', () => {
    const [backend] = ACTIVE.configuration.backends;
    const [pool] = backend!.pools;
    const pools = [
      { ...pool!, name: 'other-group' as never, storageGroups: new Set(['sg-z' as never]) },
      { ...pool!, name: 'other-tag' as never, requiredTags: ['slow'] },
      { ...pool!, name: 'fast' as never, requiredTags: ['fast'] },
    ];
    const configuration = { ...ACTIVE.configuration, backends: [{ ...backend!, pools }] };
    expect(shown(counted({ configuration }).counts.poolCapacity)).toEqual({ 'main fast SSD': 15 * TB });
  });

  it('leaves out levels of too many domains', () => {
    const many = Array.from({ length: 257 }, (_, at) => `rack-${String(at)}`);
    const domains = new Map(many.map((name) => [name, { name, level: 'rack', parent: undefined }]));
    const topology = { ...ACTIVE.configuration.topology, domains } as never;
    const { counts } = counted({ configuration: { ...ACTIVE.configuration, topology } });
    expect(shown(counts.domainCapacity)).toEqual({});
  });

  it.each<[string, Partial<Volume>, Readonly<Record<string, number>>]>([
    ['ready', {}, {}],
    ['creating', { phase: { kind: 'creating' } }, { create: 1 }],
    ['expanding', { phase: { kind: 'expanding', target: gib(20) } }, { expand: 1 }],
    ['releasing', { phase: { kind: 'releasing' } }, { release: 1 }],
    ['not fenced', { unfenced: [{ publication: 'p' as never, leg: 'l' as never }] }, { fence: 1 }],
  ])('has what is journaled of a volume that is %s', (_, change, journal) => {
    expect(above(counted({ volumes: [volumeOf('db-0', change)] }).counts, 'journal')).toEqual(journal);
  });

  it('has what is journaled of publications', () => {
    const published = publicationOf(volumeOf('db-0'), 'worker-1');
    const publications: Publication[] = [published, { ...published, phase: 'publishing' }];
    const { counts } = counted({ publications });
    expect(above(counts, 'journal')).toEqual({ publish: 1 });
    expect(shown(counts.publications)).toEqual({ published: 1, publishing: 1 });
  });

  it('has legs by what is proved of them', () => {
    const integrity = { dropped: ['leg-a' as never], rebuilding: [], use: 'unused' as const };
    const { counts } = counted({ volumes: [mirrorOf('db-0', { integrity }), mirrorOf('db-1')] });
    expect(shown(counts.legs)).toEqual({ current: 3, dropped: 1, rebuilding: 0 });
    expect(shown(counts.degraded)).toEqual({ '': 1 });
  });

  it('has drives that were found otherwise', () => {
    const reports = new Map([['box-2' as never, new Map()]]);
    expect(shown(counted({ reports }).counts.differing)).toEqual({ 'not-found': 3 });
  });

  it('shows 0 and not nothing where there is none', () => {
    const { counts } = counted({ configuration: undefined });
    expect(Object.keys(shown(counts.journal))).toEqual([
      'create',
      'expand',
      'release',
      'publish',
      'unpublish',
      'fence',
    ]);
    expect(shown(counts.degraded)).toEqual({ '': 0 });
  });

  it('is counted in steps, so that others are served between them', () => {
    const volumes = Array.from({ length: 2000 }, (_, at) => volumeOf(`v-${String(at)}`));
    expect(counted({ volumes }).steps).toBeGreaterThanOrEqual(3);
  });
});
