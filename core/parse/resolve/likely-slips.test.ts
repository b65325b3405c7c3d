import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../index.ts';
import { marked } from '../testing/marked.ts';
import { backend, storageClass, topology } from '../testing/objects.ts';
import { told } from '../testing/told.ts';

const findingsIn = (text: string) =>
  readConfiguration([
    { path: 'f.yaml', text },
    { path: 'backend.yaml', text: backend('main') },
  ]).findings;

const drives = (...capacities: readonly string[]): string => `apiVersion: stowage.dev/v1alpha1
kind: Enclosure
metadata: { name: e }
spec:
  storageGroup: sg-a
  portals: [{ transport: nvmetcp, address: 10.0.0.1 }]
  drives:
${capacities.map((capacity, at) => `    - { id: wwn-0x500000000000000${String(at)}, mediaType: HDD, protocol: SAS, capacity: ${capacity} }\n`).join('')}`;

const uplink = (bandwidth: string): string =>
  topology('t', `  bandwidthDomains: [{ name: b, bandwidth: ${bandwidth} }]\n`);

const nfs = (spec: string): string =>
  backend('b', `  nfs: { servers: [10.0.0.9], exportPath: /e }\n  state: suspended\n${spec}`);

describe('a quantity that looks wrong is a warning where it stands:', () => {
  it.each<[string, string, string, string | undefined]>([
    ['a drive 1000 times too small', drives('18T', '18T', '▸18G'), '18G', 'Did you mean 18T?'],
    ['a drive 1000 times too large', drives('18T', '▸18P', '18T'), '18P', 'Did you mean 18T?'],
    ['a drive in binary units', drives('16Ti', '16Ti', '▸16Gi'), '16Gi', 'Did you mean 16Ti?'],
    ['a drive without a unit', drives('18T', '18T', '▸"18000000000"'), '18000000000', undefined],
    ['drives that all have the slip', drives('▸18G', '18G', '18G'), '18G looks wrong', 'Look at the unit.'],
    ['an uplink without a unit', uplink('▸"400"'), '400 looks wrong', 'Write the unit: 400G, or 400T.'],
    ['an uplink of peta', uplink('▸400P'), '400P looks wrong', 'Look at the unit.'],
    ['a volume size without a unit', storageClass('c', '  maxVolumeSize: ▸"64"\n'), '64 looks wrong', undefined],
    [
      'a reservation without a unit',
      uplink('400G') + '---\n' + storageClass('c', '  reserveBandwidth: ▸"200"\n'),
      '200 looks wrong',
      undefined,
    ],
    [
      'all volumes of a backend without a unit',
      nfs('  limits: { maxTotalSize: ▸"200" }\n'),
      '200 looks wrong',
      undefined,
    ],
    ['a volume size of exa', storageClass('c', '  maxVolumeSize: ▸64E\n'), '64E looks wrong', undefined],
  ])('%s', (_, from, says, help) => {
    const { text, place } = marked(from);
    const findings = findingsIn(text);
    expect(told(findings)).toEqual([`f.yaml:${place} warning schema/suspicious-quantity`]);
    expect(findings[0]?.message).toContain(says);
    if (help !== undefined) expect(findings[0]?.help).toBe(help);
  });

  it.each([
    ['drives of many sizes', drives('1T', '18T', '30T', '2T')],
    ['a small drive alone', drives('500G')],
    ['as many small ones as large ones', drives('480G', '18T', '480G', '18T')],
    ['a slow uplink', uplink('10M')],
    ['sizes of volumes', storageClass('c', '  minVolumeSize: 10Gi\n  maxVolumeSize: 64Ti\n')],
  ])('none is %s', (_, text) => {
    expect(told(findingsIn(text))).toEqual([]);
  });

  it('of a thousand drives is told once', () => {
    const findings = findingsIn(drives('18T', '18T', '18T', '18G', '18G'));
    expect(findings.map(({ message }) => message)).toEqual([
      'a capacity of 18G (2 drives) is far smaller than 18T, which is usual for an HDD here',
    ]);
  });
});

describe('a parameter that changes nothing is a warning:', () => {
  it.each([
    ['rpm of an SSD', '  ▸rpm: "7200"\n'],
    ['rpm of a slice', '  type: slice\n  ▸rpm: "7200"\n'],
    ['striping of a slice', '  type: slice\n  ▸striping: "true"\n'],
    ['raidMaxDrives of a slice', '  type: slice\n  ▸raidMaxDrives: "4"\n'],
    ['raidMaxDrives without striping', '  striping: "false"\n  ▸raidMaxDrives: "4"\n'],
    ['fsType beside another of Kubernetes', '  ▸fsType: ext4\n  csi.storage.k8s.io/fstype: xfs\n'],
    ['fillDrive of a slice', '  type: slice\n  ▸fillDrive: "true"\n'],
    ['sgResiliency of one drive', '  striping: "false"\n  ▸sgResiliency: "true"\n'],
    ['jbodResiliency of one slice', '  type: slice\n  ▸jbodResiliency: "true"\n'],
  ])('%s', (_, parameters) => {
    const declared = storageClass('c', parameters);
    const { text, place } = marked(parameters.includes('type:') ? declared.replace('  type: ssd\n', '') : declared);
    expect(told(findingsIn(text))).toEqual([`f.yaml:${place.replace(/\d+$/, '')}${column(text, place)}`]);
  });

  it.each([
    ['fsType beside the same', '  type: ssd\n  fsType: xfs\n  csi.storage.k8s.io/fstype: xfs\n'],
    ['rpm of an HDD', '  type: hdd\n  rpm: "7200"\n'],
    ['sgResiliency of a mirrored slice', '  type: slice\n  redundancy: "true"\n  sgResiliency: "true"\n'],
    ['jbodResiliency of what may be striped', '  type: ssd\n  jbodResiliency: "false"\n'],
    ['raidMaxDrives of what may be striped', '  type: hdd\n  raidMaxDrives: "4"\n'],
  ])('none is %s', (_, parameters) => {
    expect(told(findingsIn(storageClass('c', parameters).replace('  type: ssd\n', '')))).toEqual([]);
  });
});

/** The value after the key that starts at the place. */
function column(text: string, place: string): string {
  const [line = 0, start = 0] = place.split(':').map(Number);
  const source = text.split('\n')[line - 1] ?? '';
  return `${String(source.indexOf(': ', start) + 3)} warning class/no-effect`;
}

describe('levels and limits that classes and backends name', () => {
  const findings = (text: string) =>
    findingsIn(text).map(({ code, message, help }) => `${code} ${message}${help === undefined ? '' : `. ${help}`}`);
  const racks = topology('t', '  levels: [zone, rack]\n');

  it.each([
    ['zone', 'rack:required'],
    ['storageGroup:required', 'enclosure'],
  ])('are known: %s, %s', (spread, affinity) => {
    const declared = storageClass('c', `  workloadSpread: ${spread}\n  workloadAffinity: ${affinity}\n`);
    expect(findings(`${racks}---\n${declared}`)).toEqual([]);
  });

  it('are told where there are none, at the level itself', () => {
    const { text, place } = marked(storageClass('c', '  workloadSpread: ▸"rak:required"\n'));
    const found = findingsIn(`${text}---\n${racks}`);
    expect(told(found)).toEqual([
      `f.yaml:${place.replace(/\d+$/, (column) => String(Number(column) + 1))} reference/not-found`,
    ]);
    expect(found[0]).toMatchObject({ message: 'no level is called rak', help: 'Did you mean rack?' });
  });

  it('reserve nothing where no uplink says how fast it is', () => {
    const declared = storageClass('c', '  reserveBandwidth: 200M\n');
    const silent = topology('t', '  bandwidthDomains: [{ name: row }]\n');
    expect(findings(`${silent}---\n${declared}`)).toEqual([
      'class/no-effect reserveBandwidth has no effect: no bandwidth domain of the Topology declares its bandwidth. Say how fast its uplink is, as spec.bandwidthDomains[].bandwidth, or leave it out.',
    ]);
    expect(findings(`${uplink('10G')}---\n${declared}`)).toEqual([]);
    expect(findings(`${silent}---\n${storageClass('c', '  reserveBandwidth: "0"\n')}`)).toEqual([]);
  });

  it('are never reached where another is lower', () => {
    const limited = `  composable: { storageGroups: [sg-x] }
  limits: { maxVolumeSize: 2Ti, maxVolumes: 10, maxTotalSize: 1Ti }
  pools:
    - { name: a, limits: { maxVolumeSize: 3Ti, maxVolumes: 10, maxTotalSize: 1Ti } }
    - { name: b, limits: { maxVolumes: 11 } }
`;
    expect(findings(backend('b', limited)).filter((each) => each.startsWith('backend/'))).toEqual([
      'backend/no-effect maxVolumeSize has no effect: all volumes together may have no more than 1 TiB. Leave it out, or raise maxTotalSize.',
      'backend/no-effect maxVolumeSize has no effect: all volumes together may have no more than 1 TiB. Leave it out, or raise maxTotalSize.',
      'backend/no-effect maxVolumeSize of the pool has no effect: the backend takes less, 2Ti. Leave it out, or raise that of the backend.',
      'backend/no-effect maxVolumes of the pool has no effect: the backend takes less, 10. Leave it out, or raise that of the backend.',
    ]);
  });
});
