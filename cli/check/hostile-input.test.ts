/**
 * Input that was made to harm whoever reads it, through the whole check: each ends, with one clear finding and nothing
 * lost of the files beside it. Bounds are those that a user has.
 */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../core/model/limits.ts';
import { backend, storageClass } from '../../core/parse/testing/objects.ts';
import { run, temporaryFolder } from '../testing/run.ts';
import { checkFiles } from './check-files.ts';

const GOOD = { path: 'good.yaml', text: backend('main') };

const said = (text: string | Buffer, file = 'bad.yaml') => {
  const { objects, findings } = checkFiles([GOOD, { path: file, text: String(text) }]);
  expect(objects.map(({ metadata }) => metadata.name)).toContain('main');
  return findings.map(({ place, code }) => `${String(place?.line)}:${String(place?.column)} ${code}`);
};

const laughs = (levels: number, each: number): string =>
  [
    'a0: &a0 [x]',
    ...Array.from(
      { length: levels },
      (_, at) =>
        `a${String(at + 1)}: &a${String(at + 1)} [${Array.from({ length: each }, () => `*a${String(at)}`).join(', ')}]`,
    ),
  ].join('\n');

const labelled = (labels: string): string =>
  backend('bad').replace('{ name: bad }', `{ name: bad, labels: ${labels} }`);
const limited = (size: string): string =>
  backend('bad', `  composable: {}\n  limits: { maxVolumeSize: ${size} }\n`).replace(
    '  composable: {}',
    '  composable: { storageGroups: [none] }',
  );

describe('one finding, at its place, for', () => {
  it.each<[string, string, readonly string[]]>([
    ['a billion laughs', laughs(9, 9), ['6:20 yaml/too-many-aliases']],
    ['an alias to itself', 'a: &a [*a]', ['1:8 yaml/syntax']],
    ['a merge key that doubles', 'a: &a { b: c }\nd: { <<: *a }', ['1:1 yaml/not-an-object']],
    ['a hundred thousand brackets', '['.repeat(100_000), ['1:100 yaml/too-deep']],
    ['a hundred thousand dashes', '- '.repeat(100_000), ['1:201 yaml/too-deep']],
    ['depth that starts in the last line', `a: 1\nb: ${'{c: '.repeat(500)}`, ['2:400 yaml/too-deep']],
    ['10 MB in one scalar', `a: ${'x'.repeat(10 * 2 ** 20)}`, ['1:1 source/file-too-large']],
    ['3 MB in one scalar', `a: ${'x'.repeat(3 * 2 ** 20)}`, ['1:1 yaml/not-an-object']],
    ['a million commas', `a: [${','.repeat(1_000_000)}]`, ['1:5 yaml/syntax']],
    ['a million empty items', `a: [${'x,'.repeat(1_000_000)}]`, ['1:1200001 source/file-too-large']],
    ['a NUL byte', 'a: "\0"', ['1:5 yaml/syntax']],
    ['a key twice', 'apiVersion: v1\nkind: Pod\nkind: Secret\n', ['3:1 yaml/duplicate-key']],
    ['a tag that makes objects', 'a: !!js/function "x"', ['1:4 yaml/syntax']],
    ['a tag that reads files', 'a: !include /etc/passwd', ['1:4 yaml/syntax']],
    ['a tag of Python', 'a: !!python/object/apply:os.system [id]', ['1:4 yaml/syntax']],
    ['a tab', 'a:\n\tb: 1', ['2:1 yaml/syntax']],
    ['a directive of another YAML', '%YAML 9.9\n---\na: 1', ['2:1 yaml/syntax']],
    ['a key that is a prototype', '__proto__: { polluted: true }', ['1:1 yaml/not-an-object']],
    ['a field that is a prototype', backend('bad').replace('composable', '__proto__'), ['5:3 schema/unknown-field']],
    ['only a byte order mark', '\uFEFF', []],
    ['a byte order mark in the middle', 'a: \uFEFF1', ['1:1 yaml/not-an-object']],
    ['a lone surrogate', 'a: "\\uD800"', ['1:1 yaml/not-an-object']],
  ])('%s', (_, text, expected) => {
    const found = said(text);
    expect(found.map(withoutColumnOfSyntax)).toEqual(expected.map(withoutColumnOfSyntax));
  });

  it('100,000 unknown keys, of which a hundred are told', () => {
    const keys = Array.from({ length: 100_000 }, (_, at) => `  k${String(at)}: v`).join('\n');
    const { findings } = checkFiles([
      GOOD,
      { path: 'bad.yaml', text: `${backend('bad', '  composable: { storageGroups: [none] }\n')}${keys}\n` },
    ]);
    expect(findings).toHaveLength(100);
    expect(findings.at(-1)?.message).toContain('and 99900 more');
  });

  it('100,000 keys of one map', () => {
    const labels = Array.from({ length: 100_000 }, (_, at) => `k${String(at)}: v`).join(', ');
    expect(said(labelled(`{ ${labels} }`))).toHaveLength(1);
  });
});

/** The parser says where it noticed; a column more or less is no matter of safety. */
const withoutColumnOfSyntax = (found: string): string =>
  found.replace(/^(\d+):\d+ (yaml\/syntax|yaml\/too-deep|source\/file-too-large)$/, '$1 $2');

describe('the line ends and marks of other systems mean nothing', () => {
  it.each([
    ['CRLF', backend('other', '  composable: { storageGroups: [x] }\n').replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${backend('other', '  composable: { storageGroups: [x] }\n')}`],
  ])('%s', (_, text) => {
    expect(said(text)).toEqual(['5:33 reference/not-found']);
  });
});

describe('a number that JavaScript cannot hold exactly is refused, not rounded:', () => {
  const drive = (rpm: string): string =>
    `apiVersion: stowage.dev/v1alpha1\nkind: Enclosure\nmetadata: { name: e }\nspec:\n  storageGroup: g\n  portals: [{ transport: iscsi, address: a }]\n  drives:\n    - { id: wwn-0x5000c500dc1a2b01, mediaType: HDD, protocol: SAS, capacity: 8T, rotationSpeedRPM: ${rpm} }\n`;
  it.each(['9007199254740993', '1e400', '.inf', '.nan', '0x7fffffffffffffff', '-1', '7200.5'])('%s', (rpm) => {
    expect(said(drive(rpm))).toHaveLength(1);
  });

  it('and one that it can is not', () => {
    expect(said(drive('7.2e3'))).toEqual([]);
  });
});

describe('a quantity, in every form that Kubernetes has,', () => {
  it.each([
    '64Ti',
    '70368744177664',
    '64e12',
    '64E12',
    '0.064E',
    '1.5Ti',
    '+64Ti',
    '64P',
    '1Ei',
    '.5Ei',
    '5.Ti',
    '64000G',
  ])('%s is taken', (size) => {
    expect(said(limited(`"${size}"`)).filter((found) => !found.includes('reference/'))).toEqual([]);
  });

  it.each([
    '64m',
    '64u',
    '64n',
    '-64Ti',
    '64 Ti',
    '64TB',
    '64KI',
    'Ti',
    '',
    '1e',
    '1e99999',
    '0x40',
    '64Ti64',
    'Infinity',
  ])('%s is refused', (size) => {
    expect(said(limited(`"${size}"`)).filter((found) => !found.includes('reference/'))).toEqual([
      '6:28 schema/wrong-value',
    ]);
  });
});

describe('a bound that the user sets', () => {
  const check = (text: string, limits: Partial<typeof DEFAULT_LIMITS>) =>
    checkFiles([GOOD, { path: 'bad.yaml', text }], { limits: { ...DEFAULT_LIMITS, ...limits } }).findings;

  it.each<[string, string, Partial<typeof DEFAULT_LIMITS>, string, string]>([
    ['of bytes of a file', 'a: 123456', { fileBytes: 5 }, 'source/file-too-large', '--limit file-bytes'],
    ['of depth', 'a: [[[1]]]', { depth: 3 }, 'yaml/too-deep', '--limit depth'],
    ['of values', 'a: [1, 2, 3]', { values: 4 }, 'source/file-too-large', '--limit values'],
    [
      'of what aliases add',
      'a: &a [1, 2]\nb: *a',
      { aliasedValues: 2 },
      'yaml/too-many-aliases',
      '--limit aliased-values',
    ],
  ])('%s is kept, and the error names it', (_, text, limits, code, flag) => {
    const [finding] = check(text, limits).filter(({ place }) => place?.file === 'bad.yaml');
    expect(finding?.code).toBe(code);
    expect(finding?.help).toContain(flag);
  });

  it('of steps of policies is kept, and the error names it', () => {
    const rule = `apiVersion: stowage.dev/v1alpha1\nkind: PlacementPolicy\nmetadata: { name: p }\nspec:\n  scope: Config\n  kinds: [StorageClass]\n  validations: [{ expression: "'a,b,c,d,e,f'.split(',').all(x, x != '')" }]\n`;
    const [finding] = checkFiles([GOOD, { path: 'bad.yaml', text: `${storageClass('c')}---\n${rule}` }], {
      limits: { ...DEFAULT_LIMITS, policySteps: 10 },
    }).findings;
    expect(finding?.code).toBe('policy/too-many-steps');
    expect(finding?.message).toContain('--limit policy-steps');
  });

  it('of steps of rules on drives, over all that are declared, is kept, and the error stands at the rule', () => {
    const drive = (at: number): string =>
      `    - { id: "eui.${String(at).padStart(16, '0')}", mediaType: SSD, protocol: NVMe, capacity: 1Ti, tags: [t${String(at)}] }\n`;
    const box = `apiVersion: stowage.dev/v1alpha1\nkind: Enclosure\nmetadata: { name: b }\nspec:\n  storageGroup: g\n  portals: [{ transport: nvmetcp, address: 10.0.0.1, port: 4420 }]\n  drives:\n${Array.from({ length: 100 }, (_, at) => drive(at)).join('')}`;
    const rule = `apiVersion: stowage.dev/v1alpha1\nkind: PlacementPolicy\nmetadata: { name: p }\nspec:\n  scope: Drive\n  validations:\n    - expression: "drive.tags.all(tag, tag != '')"\n`;
    const findings = check(`${box}---\n${rule}`, { policySteps: 300 });
    const [finding] = findings.filter(({ code }) => code === 'policy/too-many-steps');
    expect(finding).toMatchObject({ severity: 'error', place: { file: 'bad.yaml', line: 115 } });
    expect(finding?.message).toMatch(/asked about \d+ of 100 kinds of drives.*--limit policy-steps/);
    expect(check(`${box}---\n${rule}`, {}).map(({ code }) => code)).not.toContain('policy/too-many-steps');
  });
});

describe('on disk', () => {
  const validate = async (make: (folder: string) => void, ...options: readonly string[]) => {
    const cwd = await temporaryFolder();
    mkdirSync(path.join(cwd, 'r'));
    writeFileSync(path.join(cwd, 'r', 'good.yaml'), GOOD.text);
    make(path.join(cwd, 'r'));
    return run(['validate', 'r', ...options], { cwd });
  };
  const put = (name: string, content: string | Uint8Array) => (folder: string) => {
    writeFileSync(path.join(folder, name), content);
  };

  it.each<[string, (folder: string) => void, string]>([
    [
      'bytes that are no UTF-8',
      put('a.yaml', Buffer.from([0x61, 0x3a, 0x20, 0xff])),
      'r/a.yaml:1:4: error source/not-utf8',
    ],
    [
      'a link out of the folder',
      (f) => {
        symlinkSync('/etc/passwd', path.join(f, 'a.yaml'));
      },
      'r/a.yaml:1:1: error source/not-a-regular-file',
    ],
    [
      'a link to a folder',
      (f) => {
        symlinkSync('/etc', path.join(f, 'more'));
      },
      'r/more:1:1: error source/not-a-regular-file',
    ],
    ['a name with a line feed', put('a\n::error::b.yaml', 'a: ['), 'r/a\\n::error::b.yaml:1:'],
    ['a name with an escape', put('a\u001b[31m.yaml', 'a: ['), 'r/a\\u001b[31m.yaml:1:'],
    ['a name that looks like a way up', put('..yaml', 'a: ['), '2 files'],
  ])('%s', async (_, make, expected) => {
    const { stdout, status } = await validate(make);
    if (expected.includes(':')) expect(status).toBe(1);
    expect(stdout.replace(/\\x1b|\\u\{1b\}/, '\\u001b')).toContain(expected.includes(':') ? expected : 'file');
  });

  it.each([
    ['files', 'files=1', 'source/too-many-files'],
    ['bytes of all files', 'bytes=100', 'source/revision-too-large'],
    ['bytes of one', 'file-bytes=50', 'source/file-too-large'],
  ])('a bound on %s is kept', async (_, limit, code) => {
    const { stdout, status } = await validate(put('more.yaml', GOOD.text.replace('main', 'more')), '--limit', limit);
    expect(status).toBe(1);
    expect(stdout).toContain(code);
    expect(stdout).toContain(`--limit ${limit.split('=')[0] ?? ''}`);
  });
});
