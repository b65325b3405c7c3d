import { describe, expect, it } from 'vitest';
import { gib } from '../model/capacity.ts';
import type { ClassParameters } from '../model/class.ts';
import { NO_POLICY_CONSTRAINTS } from '../model/constraints.ts';
import type { PolicyConstraints } from '../model/constraints.ts';
import type { BandwidthDomainName, LevelName } from '../model/ids.ts';
import type { Claim, Volume } from '../model/volume.ts';
import { buildInventoryIndex } from '../placement/inventory-index.ts';
import { place } from '../placement/place.ts';
import { requestOf } from '../placement/testing/inventory.ts';
import { bookVolume, openAccounts } from './accounts.ts';
import type { Accounts } from './accounts.ts';
import { amongVolumes } from './standing-constraints.ts';
import type { Asker } from './standing-constraints.ts';
import { smallFleet, volumeOn } from './testing/volumes.ts';
import type { Limits } from './testing/volumes.ts';

function accountsOf(volumes: readonly Volume[], limits: Limits = {}): Accounts {
  const accounts = openAccounts(buildInventoryIndex(smallFleet(limits)));
  for (const volume of volumes) bookVolume(accounts, volume);
  return accounts;
}

const RACK = 'rack' as LevelName;
const claimOf = (name: string, labels?: Readonly<Record<string, string>>): Claim => ({
  namespace: 'blue',
  name,
  labels: labels && new Map(Object.entries(labels)),
});

const asked = (
  accounts: Accounts,
  parameters: Partial<ClassParameters>,
  { size = 10, claim, asker }: { readonly size?: number; readonly claim?: Claim; readonly asker?: Asker } = {},
): PolicyConstraints => amongVolumes(accounts, requestOf(size, parameters, { claim }), NO_POLICY_CONSTRAINTS, asker);

describe('volumes of one workload', () => {
  const db = (ordinal: number, drives: readonly string[], changes: Partial<Volume> = {}): Volume =>
    volumeOn(drives, {
      id: `db-${String(ordinal)}`,
      claim: { namespace: 'blue', name: `data-db-${String(ordinal)}` },
      ...changes,
    });
  const spread = { workloadSpread: { level: RACK, required: true } };

  it.each<[string, readonly Volume[], Partial<ClassParameters>, Claim, Readonly<Record<string, number>>]>([
    ['lie nowhere where there are none', [], spread, claimOf('data-db-0'), {}],
    [
      'are told by template and set, and counted once in each domain',
      [db(0, ['a-000', 'b-000']), db(1, ['b-001', 'c-001'])],
      spread,
      claimOf('data-db-2'),
      { r0: 2, r1: 1 },
    ],
    ['are not those of another template', [db(0, ['a-000'])], spread, claimOf('wal-db-0'), {}],
    [
      'are not those of another namespace',
      [db(0, ['a-000'], { claim: { namespace: 'green', name: 'data-db-0' } })],
      spread,
      claimOf('data-db-1'),
      {},
    ],
    [
      'are not those that are being released',
      [db(0, ['a-000'], { phase: { kind: 'releasing' } })],
      spread,
      claimOf('data-db-1'),
      {},
    ],
    [
      'are told by a label, where the class says so',
      [db(0, ['a-000'], { workload: 'orders' }), db(1, ['c-000'])],
      { ...spread, workloadLabel: 'app' },
      claimOf('data-db-2', { app: 'orders' }),
      { r0: 1 },
    ],
    ['may lie on drives that are gone', [db(0, ['gone-000'])], spread, claimOf('data-db-1'), {}],
    [
      'lie in storage groups and enclosures too',
      [db(0, ['a-000'])],
      { workloadAffinity: { level: 'enclosure' as LevelName, required: false } },
      claimOf('data-db-1'),
      { a: 1 },
    ],
  ])('%s', (_, volumes, parameters, claim, present) => {
    const { workload, findings } = asked(accountsOf(volumes), parameters, { claim });
    expect(findings).toEqual([]);
    expect(workload.map((each) => Object.fromEntries(each.present))).toEqual([present]);
  });

  it('keep apart and together at levels of their own', () => {
    const parameters = {
      workloadSpread: { level: 'enclosure' as LevelName, required: true },
      workloadAffinity: { level: RACK, required: false },
    };
    expect(asked(accountsOf([]), parameters, { claim: claimOf('data-db-0') }).workload).toMatchObject([
      { kind: 'apart', level: 'enclosure', hard: true, source: { kind: 'parameter', name: 'workloadSpread' } },
      { kind: 'together', level: 'rack', hard: false, source: { kind: 'parameter', name: 'workloadAffinity' } },
    ]);
  });

  it.each<[string, Claim | undefined, string]>([
    [
      'nobody says whose claim it is',
      undefined,
      'nothing says which claim it is for: run external-provisioner with --extra-create-metadata',
    ],
    ['labels cannot be read', claimOf('c'), 'the labels of claim blue/c cannot be read: repeat the request'],
    ['the label is missing', claimOf('c', { other: 'x' }), 'claim blue/c has no label app: put the label on the claim'],
  ])('are refused where it is required and %s, and not asked about where it is preferred', (_, claim, why) => {
    const parameters = { ...spread, workloadLabel: 'app' };
    const given = claim && { claim };
    expect(asked(accountsOf([]), parameters, given).findings).toEqual([
      {
        code: 'class/workload-unknown',
        severity: 'error',
        message: `workloadSpread rack:required needs to know the workload of the volume, and ${why}, or leave :required out`,
      },
    ]);
    const preferred = { ...parameters, workloadSpread: { level: RACK, required: false } };
    expect(asked(accountsOf([]), preferred, given)).toMatchObject({ workload: [], findings: [] });
    expect(asked(accountsOf([]), parameters, { ...given, asker: 'nobody' })).toMatchObject({
      workload: [],
      findings: [],
    });
  });
});

describe('the bandwidth that is reserved', () => {
  it.each<[string, Partial<ClassParameters>, number, number | undefined]>([
    ['is none', {}, 1, undefined],
    ['is shared by stripes, and rounded up', { reserveBandwidth: { kind: 'volume', bitsPerSecond: 1000 } }, 3, 334],
    ['is the same for both legs of a mirror', { reserveBandwidth: { kind: 'volume', bitsPerSecond: 1000 } }, 1, 1000],
    ['is what an HDD delivers, for each', { reserveBandwidth: { kind: 'media' } }, 4, 2e9],
    ['is what an NVMe drive delivers', { type: 'ssd', reserveBandwidth: { kind: 'media' } }, 1, 24e9],
    ['is nothing where no drive would do', { reserveBandwidth: { kind: 'media' }, requiredTags: ['none'] }, 1, 0],
  ])('%s', (_, parameters, stripes, perLeg) => {
    expect(asked(accountsOf([]), parameters).bandwidth[0]?.perLeg(stripes)).toBe(perLeg);
  });

  it('leaves less of uplinks that are declared, at any moment', () => {
    const accounts = accountsOf([]);
    const [constraint] = asked(accounts, { reserveBandwidth: { kind: 'volume', bitsPerSecond: 1 } }).bandwidth;
    bookVolume(accounts, volumeOn(['a-000', 'c-000'], { id: '1', bandwidthPerLeg: 4e9 }));
    expect([...(constraint?.left ?? [])]).toEqual([['row-0' as BandwidthDomainName, 6e9]]);
  });
});

describe('limits', () => {
  const gold = volumeOn(['a-000'], { id: '1', size: gib(40) });
  const plain = volumeOn(['b-001'], { id: '2', size: gib(40) });
  const GIB = 2n ** 30n;

  it.each<[string, Limits, number, string]>([
    ['of nobody stand in no way', {}, 70, 'placed'],
    ['let a backend have as many as it may', { backend: { maxVolumes: 3 } }, 10, 'placed'],
    [
      'keep a backend from having more volumes',
      { backend: { maxVolumes: 2 } },
      10,
      'needs a drive that is in a backend that may have one more volume: backend main has 2 of 2 volumes (limits.maxVolumes); none of 12 left is',
    ],
    ['let a backend be filled to the last GiB', { backend: { maxTotalBytes: 100n * GIB } }, 20, 'placed'],
    [
      'keep a backend from having more bytes',
      { backend: { maxTotalBytes: 100n * GIB } },
      21,
      'needs a drive that is in a backend with room for the size: backend main may have 100 GiB in all (limits.maxTotalSize); none of 12 left is',
    ],
    ['of a full pool leave the drives of others', { gold: { maxVolumes: 1 } }, 70, 'placed'],
    [
      'keep a pool from having more volumes',
      { gold: { maxVolumes: 1 } },
      90,
      'needs a free HDD of 91 GiB or more, there is none',
    ],
    [
      'keep a pool from having more bytes',
      { gold: { maxTotalBytes: 129n * GIB } },
      90,
      'needs a free HDD of 91 GiB or more, there is none',
    ],
    [
      'keep large volumes from a pool',
      { gold: { maxVolumeBytes: 89n * GIB } },
      90,
      'needs a free HDD of 91 GiB or more, there is none',
    ],
  ])('%s', (_, limits, size, told) => {
    const accounts = accountsOf([gold, plain], limits);
    const request = requestOf(size, { striping: false });
    const outcome = place(accounts.index, request, amongVolumes(accounts, request, NO_POLICY_CONSTRAINTS));
    expect(outcome.kind === 'refused' ? outcome.message : outcome.kind).toBe(told);
  });

  it.each<[string, Limits, string]>([
    [
      'has no more volumes',
      { gold: { maxVolumes: 1 } },
      'clear of pools that may have no more volumes: pool main:gold has 1 of 1 volumes (limits.maxVolumes)',
    ],
    [
      'has no room',
      { gold: { maxTotalBytes: 129n * GIB } },
      'clear of pools without room for the size: pool main:gold may have 129 GiB in all (limits.maxTotalSize)',
    ],
    [
      'takes no such volume',
      { gold: { maxVolumeBytes: 89n * GIB } },
      'clear of pools for smaller volumes: pool main:gold takes 89 GiB at most (limits.maxVolumeSize)',
    ],
  ])('name the pool that %s', (_, given, label) => {
    const accounts = accountsOf([gold, plain], given);
    const request = requestOf(90, { striping: false });
    const outcome = place(accounts.index, request, amongVolumes(accounts, request, NO_POLICY_CONSTRAINTS));
    const step = { label, source: { kind: 'inventory' }, ruledOut: 4 };
    expect(outcome).toMatchObject({
      kind: 'refused',
      funnel: expect.arrayContaining([expect.objectContaining(step)]) as unknown,
    });
  });

  it('are the same constraint as long as the same backends and pools are full', () => {
    const accounts = accountsOf([gold, plain], { gold: { maxVolumes: 1 }, backend: { maxTotalBytes: 100n * GIB } });
    const drives = (size: number) => asked(accounts, {}, { size }).drives;
    expect(drives(10)).toHaveLength(1);
    expect(drives(20)[0]).toBe(drives(10)[0]);
    expect(drives(30)).toHaveLength(2);
    expect(drives(30)).toContain(drives(10)[0]);
    bookVolume(accounts, { ...gold, phase: { kind: 'releasing' } });
    expect(drives(10)).toEqual([]);
  });
});
