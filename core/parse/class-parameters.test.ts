import { describe, expect, it } from 'vitest';
import { parseClassParameters } from './class-parameters.ts';

const parameters = (declared: Record<string, string>) => {
  const parsed = parseClassParameters(declared);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.parameters;
};

describe('the parameters of a class', () => {
  it('have the defaults of the reference page', () => {
    expect(parameters({})).toEqual({
      type: 'hdd',
      rpm: 0,
      fsType: 'ext4',
      striping: true,
      redundancy: false,
      raidMaxDrives: 16,
      sgResiliency: true,
      jbodResiliency: true,
      encrypt: false,
      minVolumeBytes: undefined,
      maxVolumeBytes: undefined,
      softDomains: false,
      requiredTags: [],
      excludedTags: [],
      storageGroups: undefined,
      transports: ['roce', 'nvmetcp', 'iscsi'],
      fillDrive: false,
      workloadSpread: undefined,
      workloadAffinity: undefined,
      workloadLabel: undefined,
      reserveBandwidth: { kind: 'none' },
      pools: { selector: [], storagePools: [], additionalStoragePools: [], excludeStoragePools: [] },
    });
  });

  it.each<[Record<string, string>, object]>([
    [
      { type: 'slice', rpm: '7200' },
      { type: 'slice', rpm: 7200 },
    ],
    [
      { striping: 'false', redundancy: 'true', raidMaxDrives: '128' },
      { striping: false, redundancy: true, raidMaxDrives: 128 },
    ],
    [
      { sgResiliency: 'false', jbodResiliency: 'false' },
      { sgResiliency: false, jbodResiliency: false },
    ],
    [
      { encrypt: 'true', softDomains: 'true', fillDrive: 'true' },
      { encrypt: true, softDomains: true, fillDrive: true },
    ],
    [
      { minVolumeSize: '1Gi', maxVolumeSize: '1.5T' },
      { minVolumeBytes: 2n ** 30n, maxVolumeBytes: 1_500_000_000_000n },
    ],
    [
      { requiredTags: 'nvme, fast,nvme', excludedTags: 'worn' },
      { requiredTags: ['fast', 'nvme'], excludedTags: ['worn'] },
    ],
    [{ storageGroup: 'sg-b ,sg-a' }, { storageGroups: new Set(['sg-a', 'sg-b']) }],
    [{ networkTransportsAllowed: 'iscsi,roce' }, { transports: ['roce', 'iscsi'] }],
    [
      { workloadSpread: 'rack:required', workloadAffinity: 'zone', workloadLabel: 'app.kubernetes.io/name' },
      {
        workloadSpread: { level: 'rack', required: true },
        workloadAffinity: { level: 'zone', required: false },
        workloadLabel: 'app.kubernetes.io/name',
      },
    ],
    [{ reserveBandwidth: '0' }, { reserveBandwidth: { kind: 'none' } }],
    [{ reserveBandwidth: '200M' }, { reserveBandwidth: { kind: 'volume', bitsPerSecond: 1_600_000_000 } }],
    [{ reserveBandwidth: 'media' }, { reserveBandwidth: { kind: 'media' } }],
    [{ fsType: 'xfs' }, { fsType: 'xfs' }],
    [{ fsType: 'ext4', 'csi.storage.k8s.io/fstype': 'xfs' }, { fsType: 'xfs' }],
    [{ 'csi.storage.k8s.io/pvc/name': 'claim', 'csi.storage.k8s.io/anything': '%' }, { type: 'hdd' }],
  ])('%j', (declared, expected) => {
    expect(parameters(declared)).toMatchObject(expected);
  });

  it('name virtual pools by patterns, and select them by labels', () => {
    const { pools } = parameters({
      selector: 'tier in (gold,silver)',
      storagePools: 'main:fast, faster;*:bulk*',
      excludeStoragePools: 'main:old',
    });
    expect(pools).toEqual({
      selector: [{ operator: 'In', key: 'tier', values: ['gold', 'silver'] }],
      storagePools: [
        { backend: 'main', pool: 'fast' },
        { backend: 'main', pool: 'faster' },
        { backend: '*', pool: 'bulk*' },
      ],
      additionalStoragePools: [],
      excludeStoragePools: [{ backend: 'main', pool: 'old' }],
    });
  });
});

describe('a parameter that is wrong is told', () => {
  it.each<[Record<string, string>, string, string]>([
    [{ Type: 'ssd' }, 'Type', 'parameters has no field Type. Did you mean type?'],
    [{ raid: '10' }, 'raid', 'parameters has no field raid'],
    [{ type: 'nvme' }, 'type', 'parameters.type cannot be "nvme". It is one of hdd, ssd, slice.'],
    [
      { redundancy: 'True' },
      'redundancy',
      'parameters.redundancy cannot be "True". Did you mean true? It is one of true, false.',
    ],
    [
      { raidMaxDrives: '1' },
      'raidMaxDrives',
      'parameters.raidMaxDrives is "1", which is not a number of drives. Write a whole number from 2 to 128.',
    ],
    [
      { raidMaxDrives: '129' },
      'raidMaxDrives',
      'parameters.raidMaxDrives is "129", which is not a number of drives. Write a whole number from 2 to 128.',
    ],
    [
      { rpm: '7.2k' },
      'rpm',
      'parameters.rpm is "7.2k", which is not a spindle speed. Write a whole number of revolutions per minute: 7200.',
    ],
    [
      { networkTransportsAllowed: 'tcp' },
      'networkTransportsAllowed',
      'parameters.networkTransportsAllowed is "tcp", which is not a list of transports. Write one to three of iscsi, nvmetcp and roce, joined by commas.',
    ],
    [
      { requiredTags: 'fast,,nvme' },
      'requiredTags',
      'parameters.requiredTags is "fast,,nvme", which is not a comma list of words. Write words of letters, digits, ., _ and -, joined by commas: sg-a,sg-b.',
    ],
    [
      { storagePools: 'main' },
      'storagePools',
      'parameters.storagePools is "main", which is not a list of pools. Write backend:pool,pool;backend:pool, where * stands for any run of characters.',
    ],
    [
      { selector: 'tier in gold' },
      'selector',
      '"tier in gold" is no clause of a selector. Write tier=gold, tier!=gold, tier in (gold,silver), tier notin (gold), tier or !tier, joined by ;.',
    ],
    [
      { minVolumeSize: '2Gi', maxVolumeSize: '1Gi' },
      'minVolumeSize',
      'minVolumeSize is larger than maxVolumeSize: no request would fit',
    ],
    [
      { requiredTags: 'a,b', excludedTags: 'b' },
      'excludedTags',
      'excludedTags and requiredTags both name b: no drive would do',
    ],
    [
      { workloadSpread: 'rack:required', workloadAffinity: 'rack' },
      'workloadAffinity',
      'workloadSpread and workloadAffinity both name rack: volumes lie apart there or together',
    ],
    [
      { workloadSpread: 'rack:preferred' },
      'workloadSpread',
      'parameters.workloadSpread is "rack:preferred", which is not a level to lie apart or together at. Write the name of a level, such as rack or enclosure; rack:required where it must be kept.',
    ],
    [
      { workloadLabel: '-app' },
      'workloadLabel',
      'parameters.workloadLabel is "-app", which is not the key of a label. Write it as on the claim: app, or app.kubernetes.io/instance.',
    ],
    [
      { reserveBandwidth: '200MB' },
      'reserveBandwidth',
      'parameters.reserveBandwidth is "200MB", which is not a bandwidth to reserve. Did you mean 200M?',
    ],
    [
      { type: 'slice', reserveBandwidth: 'media' },
      'reserveBandwidth',
      'slices of one drive share what it delivers, so media says nothing of one: give a quantity',
    ],
    [
      { reserveBandwidth: '2T' },
      'reserveBandwidth',
      'reserveBandwidth is more than 1T bytes per second: no volume is that fast',
    ],
    [
      { 'csi.storage.k8s.io/fstype': 'ntfs' },
      'csi.storage.k8s.io/fstype',
      'parameters.csi.storage.k8s.io/fstype cannot be "ntfs". It is one of ext4, xfs.',
    ],
  ])('%j', (declared, key, message) => {
    expect(parseClassParameters(declared)).toEqual({ problems: [{ key, message }] });
  });

  it('with every other', () => {
    const parsed = parseClassParameters({ type: 'nvme', raidMaxDrives: '1', colour: 'red' });
    expect('problems' in parsed && parsed.problems.map(({ key }) => key)).toEqual(['colour', 'type', 'raidMaxDrives']);
  });

  it('even where it tries to be part of every object', () => {
    const declared = JSON.parse('{"__proto__": "x", "constructor": "y"}') as Record<string, string>;
    const parsed = parseClassParameters(declared);
    expect('problems' in parsed && parsed.problems.map(({ key }) => key)).toEqual(['__proto__', 'constructor']);
  });
});
