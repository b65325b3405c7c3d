import { describe, expect, it } from 'vitest';
import { parseFiles } from './parse-files.ts';
import { marked } from './testing/marked.ts';
import { backend, enclosure, storageClass } from './testing/objects.ts';
import { told } from './testing/told.ts';

const parse = (text: string, path = 'f.yaml') => parseFiles([{ path, text }]);
const messages = (text: string) =>
  parse(text).findings.map(({ message, help }) => (help ? `${message}. ${help}` : message));

it('tells a field that is missing because it is misspelt once, at its name', () => {
  expect(messages(enclosure('one').replace('storageGroup:', 'storageGrup:'))).toEqual([
    'spec has no field storageGrup. Did you mean storageGroup?',
  ]);
});

describe('files without problems', () => {
  it('give their objects, in order, each with its file and document', () => {
    const { objects, findings, passedOver } = parseFiles([
      { path: 'a.yaml', text: `---\n${enclosure('one')}---\n# nothing\n---\n${enclosure('two')}` },
      {
        path: 'b.json',
        text: JSON.stringify({
          apiVersion: 'stowage.dev/v1alpha1',
          kind: 'Backend',
          metadata: { name: 'main' },
          spec: { composable: {} },
        }),
      },
    ]);
    expect(findings).toEqual([]);
    expect(passedOver).toEqual([]);
    expect(objects.map(({ object, file, document }) => [object.kind, object.metadata.name, file, document])).toEqual([
      ['Enclosure', 'one', 'a.yaml', 0],
      ['Enclosure', 'two', 'a.yaml', 2],
      ['Backend', 'main', 'b.json', 0],
    ]);
  });

  it("may lie beside other people's objects, which are counted", () => {
    const other = (apiVersion: string, kind: string, rest = '') =>
      `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: x }\n${rest}---\n`;
    const { objects, findings, passedOver } = parse(
      other('v1', 'ConfigMap') +
        other('storage.k8s.io/v1', 'StorageClass', 'provisioner: other.example\n') +
        other('v1', 'ConfigMap') +
        storageClass('ours'),
    );
    expect(findings).toEqual([]);
    expect(objects.map(({ object }) => object.metadata.name)).toEqual(['ours']);
    expect(passedOver).toEqual([
      { apiVersion: 'v1', kind: 'ConfigMap', count: 2 },
      { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', count: 1 },
    ]);
  });

  it('may hold what sidecars of Kubernetes read', () => {
    const keys = '  csi.storage.k8s.io/provisioner-secret-name: x\n  csi.storage.k8s.io/fstype: xfs\n';
    expect(parse(storageClass('gold', keys)).findings).toEqual([]);
  });

  it('may hold labels and annotations', () => {
    const text = backend('main').replace(
      '{ name: main }',
      '{ name: main, labels: { a: b }, annotations: { c/d: "e f" } }',
    );
    expect(parse(text).findings).toEqual([]);
  });
});

const header = (kind: string) => `apiVersion: stowage.dev/v1alpha1\nkind: ${kind}\nmetadata: { name: x }\n`;
const box = (spec: string) => `${header('Enclosure')}spec:\n${spec}`;
const portal = (fields: string) =>
  box(`  storageGroup: sg-a\n  portals: [{ ${fields} }]\n  drives: [${WHOLE_DRIVE}]\n`);
const drive = (fields: string) =>
  box(`  storageGroup: sg-a\n  portals: [{ transport: iscsi, address: a }]\n  drives:\n    - ▹{ ${fields} }\n`);
const id = 'id: wwn-0x5000c500a1b2c3d4';
const rest = `${id}, mediaType: HDD, protocol: SAS`;
const WHOLE_DRIVE = `{ ${rest}, capacity: 1T }`;
const parameter = (line: string) => storageClass('c', `  ${line}\n`);
const labels = (value: string) => `${header('Backend')}spec:\n  composable: {}\n  ${value}\n`;

const NO_OBJECT_HELP = 'Every document in the folder is an object like Kubernetes has them; keep other YAML elsewhere.';
const SIZE_HELP =
  'Write a number and k, M, G, T, P or E (powers of 1000) or Ki, Mi, Gi, Ti, Pi or Ei (of 1024): 18T, 512Gi.';
const NAME_HELP =
  'Write lower-case letters, digits, - and .; each part between dots starts and ends with a letter or digit.';
const DRIVE_HELP =
  'Write wwn-0x and 16 or 32 hex digits, eui. and 16, or nguid. and 32, in lower case. /dev/disk/by-id shows them.';

describe('a problem is told with its place, its code, and what to do', () => {
  it.each([
    ['no YAML', 'a: [▸', 'yaml/syntax', 'this is not YAML: unexpected end of the stream within a flow collection'],
    [
      'a list for an object',
      '▸- a\n',
      'yaml/not-an-object',
      `a document holds a mapping with apiVersion and kind. ${NO_OBJECT_HELP}`,
    ],
    [
      'a word for an object',
      '\n▸word',
      'yaml/not-an-object',
      `a document holds a mapping with apiVersion and kind. ${NO_OBJECT_HELP}`,
    ],
    ['no kind', '▸apiVersion: v1\n', 'yaml/not-an-object', `an object says its kind, as a string. ${NO_OBJECT_HELP}`],
    [
      'an apiVersion that is a number',
      '▸apiVersion: 1\nkind: A',
      'yaml/not-an-object',
      `an object says its apiVersion, as a string. ${NO_OBJECT_HELP}`,
    ],
    [
      'a mistyped kind',
      'apiVersion: stowage.dev/v1alpha1\nkind: ▸Enclosur',
      'schema/unknown-kind',
      'stowage.dev has no kind Enclosur. Did you mean Enclosure?',
    ],
    [
      'a kind like none',
      'apiVersion: stowage.dev/v1alpha1\nkind: ▸Pod',
      'schema/unknown-kind',
      'stowage.dev has no kind Pod. The kinds are Backend, Enclosure, PlacementPolicy, PolicyBinding, PolicyException, PolicyTest, Topology.',
    ],
    [
      'an unknown version',
      'apiVersion: ▸stowage.dev/v1\nkind: Backend',
      'schema/unknown-version',
      'there is no Backend of version stowage.dev/v1. Write stowage.dev/v1alpha1.',
    ],
    [
      'a mistyped group',
      'apiVersion: ▸stowge.dev/v1alpha1\nkind: Backend',
      'schema/unknown-version',
      'there is no Backend of version stowge.dev/v1alpha1. Write stowage.dev/v1alpha1.',
    ],
    [
      'an old StorageClass',
      'apiVersion: ▸storage.k8s.io/v1beta1\nkind: StorageClass\nprovisioner: csi.stowage.dev',
      'schema/unknown-version',
      'there is no StorageClass of version storage.k8s.io/v1beta1. Write storage.k8s.io/v1.',
    ],

    [
      'a name with capitals',
      backend('▸Main'),
      'schema/wrong-value',
      `metadata.name is "Main", which is not a name that Kubernetes takes. ${NAME_HELP}`,
    ],
    [
      'a namespace',
      backend('main, ▸namespace: x'),
      'schema/unknown-field',
      'metadata has no field namespace. Its fields are name, labels, annotations.',
    ],
    [
      'a status',
      `${backend('main')}▸status: {}\n`,
      'schema/unknown-field',
      'the object has no field status. Its fields are apiVersion, kind, metadata, spec.',
    ],
    [
      'a mistyped field',
      labels('▸lables: {}'),
      'schema/unknown-field',
      'spec has no field lables. Did you mean labels?',
    ],
    [
      'a merge key',
      labels('▸<<: {}'),
      'schema/unknown-field',
      'spec has no field <<. Merge keys are not part of YAML 1.2: write the fields out.',
    ],
    [
      'a parameter in the wrong case',
      parameter('▸FSType: xfs'),
      'schema/unknown-field',
      'parameters has no field FSType. Did you mean fsType?',
    ],

    [
      'a missing field',
      box(`  ▸storageGroup: sg-a\n  drives: [${WHOLE_DRIVE}]`),
      'schema/missing-field',
      'spec lacks portals. Where it exports drives, per transport.',
    ],
    [
      'a missing field in a list',
      drive(rest).replace('▹', '▸'),
      'schema/missing-field',
      'spec.drives[0] lacks capacity. Capacity as its maker states it, a Kubernetes quantity. Unit: bytes.',
    ],

    [
      'an empty value',
      labels('▸state:'),
      'schema/wrong-type',
      'spec.state is empty; it needs a string. Give it a value; what is optional may be left out.',
    ],
    [
      'a boolean for a string',
      parameter('encrypt: ▸true'),
      'schema/wrong-type',
      'parameters.encrypt needs a string; got the boolean true. Quote it: "true".',
    ],
    [
      'a number for a string',
      drive(`${rest}, capacity: ▸18000`),
      'schema/wrong-type',
      'spec.drives[0].capacity needs a string; got the number 18000. Quote it: "18000".',
    ],
    [
      'a string for a number',
      drive(`${rest}, capacity: 1T, rotationSpeedRPM: ▸"7200"`),
      'schema/wrong-type',
      'spec.drives[0].rotationSpeedRPM needs a whole number; got the string "7200". Take the quotes away: 7200.',
    ],
    [
      'a number with a fraction',
      drive(`${rest}, capacity: 1T, rotationSpeedRPM: ▸7.2`),
      'schema/wrong-type',
      'spec.drives[0].rotationSpeedRPM needs a whole number; got the number 7.2',
    ],
    [
      'not even a number',
      drive(`${rest}, capacity: 1T, rotationSpeedRPM: ▸.nan`),
      'schema/wrong-type',
      'spec.drives[0].rotationSpeedRPM needs a whole number; got the number NaN',
    ],
    [
      'a string for a boolean',
      `${storageClass('c')}allowVolumeExpansion: ▸"true"\n`,
      'schema/wrong-type',
      'allowVolumeExpansion needs true or false; got the string "true". Take the quotes away: true.',
    ],
    [
      'a word for a list',
      drive(`${rest}, capacity: 1T, tags: ▸fast`),
      'schema/wrong-type',
      'spec.drives[0].tags needs a list; got the string "fast". Write it as a list: [fast].',
    ],
    [
      'a list for a mapping',
      backend('main', '  composable: ▸[a]\n'),
      'schema/wrong-type',
      'spec.composable needs a mapping; got a list',
    ],
    [
      'a number whose last digit is lost',
      drive(`${rest}, capacity: ▸1.50`),
      'schema/wrong-type',
      'spec.drives[0].capacity needs a string; got the number 1.50. Quote it: "1.50".',
    ],
    [
      'a number in another notation',
      drive(`${rest}, capacity: ▸0x10`),
      'schema/wrong-type',
      'spec.drives[0].capacity needs a string; got the number 0x10. Quote it: "0x10".',
    ],
    [
      "a sidecar's key that is no string",
      parameter('csi.storage.k8s.io/x: ▸5'),
      'schema/wrong-type',
      'parameters.csi.storage.k8s.io/x needs a string; got the number 5. Quote it: "5".',
    ],

    [
      'a choice in the wrong case',
      drive(`${id}, mediaType: ▸hdd, protocol: SAS, capacity: 1T`),
      'schema/wrong-value',
      'spec.drives[0].mediaType cannot be "hdd". Did you mean HDD? It is one of HDD, SSD.',
    ],
    [
      'a choice like none',
      parameter('fsType: ▸zfs2'),
      'schema/wrong-value',
      'parameters.fsType cannot be "zfs2". It is one of ext4, xfs.',
    ],
    [
      'a kernel name for a drive',
      drive('id: ▸sda, mediaType: HDD, protocol: SAS, capacity: 1T'),
      'schema/wrong-value',
      `spec.drives[0].id is "sda", which is not a drive's identity. ${DRIVE_HELP}`,
    ],
    [
      'a capacity with a space',
      drive(`${rest}, capacity: ▸18 TB`),
      'schema/wrong-value',
      `spec.drives[0].capacity is "18 TB", which is not a quantity of bytes. Did you mean 18T?`,
    ],
    [
      'a capacity in thousandths',
      drive(`${rest}, capacity: ▸100m`),
      'schema/wrong-value',
      'spec.drives[0].capacity is "100m", which is not a quantity of bytes. In Kubernetes m means thousandths: did you mean 100M?',
    ],
    [
      'a capacity below nothing',
      drive(`${rest}, capacity: ▸-18T`),
      'schema/wrong-value',
      'spec.drives[0].capacity is "-18T", which is not a quantity of bytes. Nothing here is negative: take the minus sign away.',
    ],
    [
      'a capacity in kilobytes',
      drive(`${rest}, capacity: ▸18Kb`),
      'schema/wrong-value',
      'spec.drives[0].capacity is "18Kb", which is not a quantity of bytes. Did you mean 18k?',
    ],
    [
      'a capacity of an unknown unit',
      drive(`${rest}, capacity: ▸18X`),
      'schema/wrong-value',
      `spec.drives[0].capacity is "18X", which is not a quantity of bytes. ${SIZE_HELP}`,
    ],
    [
      'a number that is too high',
      portal('transport: iscsi, address: a, port: ▸70000'),
      'schema/wrong-value',
      'spec.portals[0].port is 70000; the most is 65535',
    ],
    [
      'a number that is too low',
      portal('transport: iscsi, address: a, port: ▸0'),
      'schema/wrong-value',
      'spec.portals[0].port is 0; the least is 1',
    ],
    [
      'an empty list',
      box('  storageGroup: sg-a\n  portals: [{ transport: iscsi, address: a }]\n  drives: ▸[]\n'),
      'schema/wrong-value',
      'spec.drives is empty',
    ],
    [
      'an empty word',
      portal("transport: iscsi, address: ▸''"),
      'schema/wrong-value',
      'spec.portals[0].address is empty',
    ],
    [
      'a long list',
      drive(`${rest}, capacity: 1T, tags: ▸[${'a,'.repeat(33)}]`),
      'schema/wrong-value',
      'spec.drives[0].tags has 33 items; the most is 32',
    ],
    [
      'a long word',
      labels(`labels: { a: ▸${'b'.repeat(64)} }`),
      'schema/wrong-value',
      'spec.labels.a has 64 characters; the most is 63',
    ],
    [
      'a large mapping',
      labels(`labels: ▸{ ${Array.from({ length: 65 }, (_, index) => `l${String(index)}: v`).join(', ')} }`),
      'schema/wrong-value',
      'spec.labels has 65 entries; the most is 64',
    ],
  ])('%s', (_, textWithMark, code, message) => {
    const { text, place } = marked(textWithMark.replace('▹', ''));
    expect(told(parse(text).findings)).toEqual([`f.yaml:${place} ${code}`]);
    expect(messages(text)).toEqual([message]);
  });

  it('and not the name of what it stands for, where the value is an alias', () => {
    expect(messages(backend('main', '  composable: {}\n  labels: { a: &x 1.50, b: *x }\n'))).toEqual([
      'spec.labels.a needs a string; got the number 1.50. Quote it: "1.50".',
      'spec.labels.b needs a string; got the number 1.5. Quote it: "1.5".',
    ]);
  });

  it('and the other place, where a key stands twice', () => {
    const { text, place } = marked(backend('main', '  composable: {}\n  ▸composable: {}\n'));
    expect(told(parse(text).findings)).toEqual([`f.yaml:${place} yaml/duplicate-key`]);
    expect(messages(text)).toEqual(['the key composable stands here a second time (f.yaml:5:3). Keep one of the two.']);
  });

  it('and its object, where it has a name', () => {
    expect(parse(backend('main', '  composable: []\n')).findings).toMatchObject([
      { object: { kind: 'Backend', name: 'main' } },
    ]);
  });
});

describe('every problem is told', () => {
  it('of every object, document and file, by place', () => {
    const { findings, objects } = parseFiles([
      { path: 'b.yaml', text: 'a: [' },
      {
        path: 'a.yaml',
        text: `${backend('main', '  composable: []\n  state: of\n')}---\nkind: x\n---\n${backend('good')}`,
      },
    ]);
    expect(told(findings)).toEqual([
      'a.yaml:5:15 schema/wrong-type',
      'a.yaml:6:10 schema/wrong-value',
      'a.yaml:8:1 yaml/not-an-object',
      'b.yaml:1:5 yaml/syntax',
    ]);
    expect(objects.map(({ object }) => object.metadata.name)).toEqual(['good']);
  });

  it('counting characters as editors do', () => {
    const text = `\uFEFF${backend('main', '  composable: {}\n  labels: { "ä😀": 5 }\n').replaceAll('\n', '\r\n')}`;
    expect(told(parse(text).findings)).toEqual(['f.yaml:6:19 schema/wrong-type']);
  });

  it('in the anchor, where an alias brings it in', () => {
    const text = backend('main', '  composable: &c { encription: {} }\n  limits: *c\n');
    expect(told(parse(text).findings)).toEqual([
      'f.yaml:5:20 schema/unknown-field',
      'f.yaml:5:20 schema/unknown-field',
    ]);
  });

  it('up to a number that somebody may read', () => {
    const fields = Array.from({ length: 100_000 }, (_, index) => `  field${String(index)}: v\n`).join('');
    const { findings } = parse(backend('main', `  composable: {}\n${fields}`));
    expect(findings).toHaveLength(100);
    expect(findings.at(-1)?.message).toBe('spec has no field field99; and 99900 more like this');
  });

  it('and two thousand over all files together', () => {
    const files = Array.from({ length: 2300 }, (_, index) => ({ path: `f${String(index)}.yaml`, text: 'a' }));
    const { findings } = parseFiles(files);
    expect(findings).toHaveLength(2000);
    expect(findings.filter(({ more }) => more === 300)).toHaveLength(1);
  });

  it('and one file hides nothing of another', () => {
    const fields = Array.from({ length: 300 }, (_, index) => `  field${String(index)}: v\n`).join('');
    const files = [
      { path: 'a.yaml', text: backend('a') + fields },
      { path: 'b.yaml', text: `${backend('b')}  slip: v\n` },
    ];
    expect(parseFiles(files).findings.map(({ place }) => place?.file)).toContain('b.yaml');
  });
});

describe('a file that is too large', () => {
  it.each([
    ['in letters of one byte', 'a'.repeat(4 * 2 ** 20 + 1), ['f.yaml:1:1 source/file-too-large']],
    ['in letters of two bytes', 'ä'.repeat(2 * 2 ** 20 + 1), ['f.yaml:1:1 source/file-too-large']],
    ['but not by a byte', `#${'ä'.repeat(2 * 2 ** 20 - 1)}`, []],
  ])('%s', (_, text, expected) => {
    expect(told(parse(text).findings)).toEqual(expected);
  });
});
