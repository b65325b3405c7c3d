import { describe, expect, it } from 'vitest';
import { backend, driveId, policy, storageClass, topology } from '../../core/parse/testing/objects.ts';
import { told } from '../../core/parse/testing/told.ts';
import { checkFiles } from './check-files.ts';

const box = (name: string, rest = ''): string => `apiVersion: stowage.dev/v1alpha1
kind: Enclosure
metadata: { name: ${name} }
spec:
  storageGroup: sg-${name}
  portals: [{ transport: nvmetcp, address: 10.0.0.1 }]
  drives:
    - { id: ${driveId(name)}, mediaType: SSD, protocol: NVMe, capacity: 4T${rest} }
`;

const GOLD =
  '  composable: {}\n  pools: [{ name: all }, { name: gold, labels: { tier: gold }, requiredTags: [gold] }]\n';

const check = (classText: string, ...others: readonly string[]) =>
  checkFiles([
    { path: 'class.yaml', text: classText },
    { path: 'others.yaml', text: [backend('main', GOLD), ...others].join('---\n') },
  ]).findings;

describe('a class of which no volume could be placed on empty drives is a warning that says what empties it:', () => {
  it.each<[string, string, readonly string[], string, string]>([
    ['no drive of the media', '  redundancy: "false"\n', [box('a').replace('SSD', 'HDD')], '6:9', 'an SSD'],
    ['no drive with the tags', '  requiredTags: fast\n', [box('a', ', tags: [slow]')], '7:17', 'tagged fast'],
    ['a transport that nobody exports by', '  networkTransportsAllowed: roce\n', [box('a')], '7:29', 'by roce'],
    [
      'one box, and mirrors over two',
      '  redundancy: "true"\n',
      [box('a')],
      '7:15',
      'needs 2 free SSDs of 2 GiB or more, there is 1',
    ],
    ['a size that no drive has', '  minVolumeSize: 9Ti\n  striping: "false"\n', [box('a')], '7:18', '9.0 TiB'],
    ['a pool that no drive is in', '  selector: tier=gold\n', [box('a')], '7:13', 'in a pool that the class takes'],
    [
      'a size that no drive of a mirror has',
      '  redundancy: "true"\n  minVolumeSize: 9Ti\n',
      [box('a'), box('b')],
      '8:18',
      'needs',
    ],
    ['drives that are all being drained', '', [box('a', ', state: draining')], '3:19', 'enabled'],
    [
      'a policy that wants what no drive has',
      '',
      [box('a'), policy('p', `  scope: Drive\n  validations: [{ expression: "'gold' in drive.tags" }]\n`)],
      '3:19',
      'gold',
    ],
    [
      'racks that are one',
      '  redundancy: "true"\n',
      [
        box('a').replace('spec:\n', 'spec:\n  domain: r1\n'),
        box('b').replace('spec:\n', 'spec:\n  domain: r1\n'),
        topology('t', '  levels: [rack]\n  domains: [{ name: r1, level: rack }]\n'),
        policy('p', `  scope: Placement\n  validations: [{ expression: "placement.survives('rack')" }]\n`),
      ],
      '7:15',
      'needs 2 racks with a free SSD of 2 GiB or more, there is 1; it would fit without rule p[0]',
    ],
  ])('%s', (_, parameters, others, place, says) => {
    const findings = check(storageClass('c', parameters), ...others);
    expect(told(findings)).toEqual([`class.yaml:${place} warning class/unsatisfiable`]);
    expect(findings[0]?.message).toContain(says);
  });

  it.each<[string, string, readonly string[]]>([
    ['drives enough', '', [box('a')]],
    ['two boxes for a mirror', '  redundancy: "true"\n', [box('a'), box('b')]],
    ['no drive declared yet: agents may find some', '', []],
    [
      'a rule that refuses this size alone',
      '',
      [box('a'), policy('p', `  scope: Request\n  validations: [{ expression: "request.sizeGiB > 10" }]\n`)],
    ],
  ])('none where there are %s', (_, parameters, others) => {
    expect(told(check(storageClass('c', parameters), ...others))).toEqual([]);
  });
});

describe('what Kubernetes does not let a class change', () => {
  const base = storageClass('c', '  encrypt: "false"\n');
  const against = (text: string, before = base) => {
    const { objects } = checkFiles([{ path: 'class.yaml', text: before }]);
    return checkFiles([{ path: 'class.yaml', text }], { base: objects }).findings;
  };

  it.each([
    ['a parameter', base.replace('type: ssd', 'type: hdd'), ['class.yaml:6:9 class/immutable']],
    ['a parameter that is added', `${base}  striping: "false"\n`, ['class.yaml:8:13 class/immutable']],
    ['a parameter that is gone', base.replace('  encrypt: "false"\n', ''), ['class.yaml:6:3 class/immutable']],
    ['reclaimPolicy', `${base}reclaimPolicy: Retain\n`, ['class.yaml:8:16 class/immutable']],
    ['its driver', base.replace('csi.stowage.dev', 'csi.example.org'), ['class.yaml:4:14 class/immutable']],
    ['its binding', `${base}volumeBindingMode: WaitForFirstConsumer\n`, ['class.yaml:8:20 class/immutable']],
  ])('%s, is an error with --base', (_, text, expected) => {
    const findings = against(text);
    expect(told(findings)).toEqual(expected);
    expect(findings[0]?.help).toContain('such as c-2');
  });

  it.each([
    ['what it was', base],
    ['a default that is written out', `${base}reclaimPolicy: Delete\n`],
    ['allowVolumeExpansion', `${base}allowVolumeExpansion: true\n`],
    ['mount options', `${base}mountOptions: [noatime]\n`],
    ['a new name', base.replace('name: c', 'name: c-2').replace('type: ssd', 'type: slice')],
  ])('%s, may be', (_, text) => {
    expect(told(against(text))).toEqual([]);
  });

  it('is said with what it was and what it becomes', () => {
    const [finding] = against(base.replace('type: ssd', 'type: hdd'));
    expect(finding?.message).toBe(
      'parameter type was ssd and becomes hdd: Kubernetes does not let a StorageClass change it',
    );
  });
});
