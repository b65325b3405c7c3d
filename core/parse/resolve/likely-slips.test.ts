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
