import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openWorkingRepository } from '../../controller/source/working-repository.ts';
import { DEFAULT_LIMITS } from '../../core/model/limits.ts';
import { backend, enclosure, policy, storageClass } from '../../core/parse/testing/objects.ts';
import { TEST_FORMATS } from '../report/tests/index.ts';
import { run, temporaryFolder } from '../testing/run.ts';
import { test } from './test.ts';

const SMALL = policy(
  'small',
  `  scope: Request
  validations:
    - { expression: request.sizeGiB <= 1024, message: a volume has at most 1 TiB }
`,
);

const SMALL_TEST = `apiVersion: stowage.dev/v1alpha1
kind: PolicyTest
metadata: { name: sizes }
spec:
  cases:
    - name: a tebibyte
      request: { class: fast, size: 1Ti }
      expect: { findings: [] }
    - name: more
      request: { class: fast, size: 2Ti }
      expect: { findings: [{ policy: small }] }
`;

const FILES = {
  'backend.yaml': backend('main'),
  'box.yaml': enclosure('a').replace('HDD', 'SSD').replace('SAS', 'NVMe'),
  'class.yaml': storageClass('fast'),
  'small.yaml': SMALL,
  'small-test.yaml': SMALL_TEST,
};

type Files = Readonly<Record<string, string>>;

async function folderWith(files: Files): Promise<string> {
  const cwd = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(cwd, name)), { recursive: true });
    await writeFile(path.join(cwd, name), text);
  }
  return cwd;
}

const testIn = async (files: Files, ...argv: readonly string[]) =>
  run(['test', ...argv], { cwd: await folderWith({ ...FILES, ...files }) });

describe('stowage test', () => {
  it('runs the tests of this folder', async () => {
    expect(await testIn({})).toEqual({
      status: 0,
      stdout: 'ok   sizes: 2 passed\n\n1 test, 2 cases: 2 passed, 0 failed\n',
      stderr: '',
    });
  });

  it('tells of what failed, with the places of the case and of the rule', async () => {
    const { status, stdout } = await testIn({ 'small.yaml': SMALL.replace('1024', '512') });
    expect(stdout).toContain(
      `small-test.yaml:6:13: FAIL sizes/a tebibyte
  small-test.yaml:8:27: did not expect an error of small[0]: a volume has at most 1 TiB
  policies said:
    small.yaml:7:21: an error of small[0]: a volume has at most 1 TiB
      read request.sizeGiB = 1024
  refused by policy-denied: refused by policy small: a volume has at most 1 TiB
`,
    );
    expect(stdout).toContain('1 test, 2 cases: 1 passed, 1 failed\n');
    expect(status).toBe(1);
  });

  it.each(TEST_FORMATS)('answers 1 where a case fails, printing %s', async (format) => {
    const { status, stdout } = await testIn({ 'small.yaml': SMALL.replace('1024', '512') }, '-o', format);
    expect(stdout).toContain('did not expect an error of small[0]');
    expect(status).toBe(1);
  });

  it('says what a run was in JSON', async () => {
    const { stdout } = await testIn({}, '-o', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      formatVersion: 1,
      summary: { tests: 1, cases: 2, passed: 2, failed: 0, broken: 0, brokenTests: 0 },
      tests: [
        {
          ...{ name: 'sizes', inventory: 'repository', place: { file: 'small-test.yaml', line: 3, column: 19 } },
          cases: [
            { name: 'a tebibyte', outcome: 'passed', troubles: [], placement: { layout: 'single', survives: [] } },
            { name: 'more', findings: [{ rule: { policy: 'small', index: 0 } }], refusal: { code: 'policy-denied' } },
          ],
        },
      ],
    });
  });

  it.each<[string, readonly string[], number, string]>([
    ['of a test', ['--run', 'sizes'], 0, '2 cases: 2 passed'],
    ['of a case', ['--run', 'tebi'], 0, '1 case: 1 passed'],
    ['of both', ['--run', 'sizes/m'], 0, '1 case: 1 passed'],
    ['of nothing', ['--run', 'x'], 2, 'error: no case has "x" in TEST/CASE'],
  ])('runs what has a part of the name %s', async (_, argv, status, says) => {
    const ran = await testIn({}, ...argv);
    expect(ran.stdout + ran.stderr).toContain(says);
    expect(ran.status).toBe(status);
  });

  it.each<[string, Files, string]>([
    [
      'holds no test',
      { 'small-test.yaml': '' },
      'error: there is no PolicyTest in ., which holds 4 objects in 5 files',
    ],
    [
      'is not valid',
      { 'class.yaml': storageClass('fast', '  storageGroup: sg-x\n') },
      'class.yaml:7:17: error reference/not-found',
    ],
  ])('could not run where the repository %s', async (_, files, says) => {
    const { status, stdout, stderr } = await testIn(files);
    expect(stderr).toContain(says);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  it('reads standard input beside files', async () => {
    const { 'small-test.yaml': stdin, ...others } = FILES;
    const { stdout } = await run(['test', '.', '-'], { cwd: await folderWith(others), stdin });
    expect(stdout).toContain('2 passed');
  });

  it.each([
    ['error', 0, 0, 1],
    ['warn', 0, 1, 1],
    ['never', 0, 0, 0],
  ] as const)('with --fail-on %s answers %i, %i and %i', async (failOn, right, warned, failed) => {
    const warns = { 'class.yaml': storageClass('fast', '  rpm: "7200"\n') };
    const fails = { 'small.yaml': SMALL.replace('1024', '512') };
    const ran = [];
    for (const files of [{}, warns, fails]) ran.push(await testIn(files, '--fail-on', failOn));
    expect(ran.map(({ status }) => status)).toEqual([right, warned, failed]);
    expect(ran.map(({ stderr }) => stderr.includes('class/no-effect'))).toEqual([false, failOn === 'warn', false]);
  });
});

it.each<[string, readonly string[], number, string]>([
  [
    'tells what was not tried out',
    ['--coverage', '--run', 'more'],
    0,
    'small.yaml:7:21: never true: request.sizeGiB <= 1024',
  ],
  ['tells that all was', ['--coverage'], 0, 'all: 100 % (2 of 2)'],
  [
    'fails where it is less than was asked for',
    ['--coverage-min', '51', '--run', 'more'],
    1,
    'cases try out 50 % of the policies',
  ],
  ['passes where it is not', ['--coverage-min', '50', '--run', 'more'], 0, 'all: 50 % (1 of 2)'],
  ['is in JSON too', ['--coverage', '-o', 'json'], 0, '"percent": 100'],
  ['takes no other number', ['--coverage-min', '101'], 2, 'Say a whole number from 0 to 100'],
])('coverage %s', async (_, argv, status, says) => {
  const ran = await testIn({}, ...argv);
  expect(ran.stdout + ran.stderr).toContain(says);
  expect(ran.status).toBe(status);
});

describe('the inventory of a test', () => {
  const CASE = `  cases:
    - name: it has drives
      request: { class: CLASS, size: 1Gi }
      expect: { placement: { legs: LEGS } }
`;
  const on = (inventory: string, className: string, legs = '1'): Files => ({
    'more-test.yaml': `apiVersion: stowage.dev/v1alpha1\nkind: PolicyTest\nmetadata: { name: more }\nspec:\n  inventory:\n${inventory}${CASE.replace('CLASS', className).replace('LEGS', legs)}`,
  });
  const OBJECTS = `    objects:
      - apiVersion: stowage.dev/v1alpha1
        kind: Backend
        metadata: { name: other }
        spec: { composable: {} }
      - apiVersion: stowage.dev/v1alpha1
        kind: Enclosure
        metadata: { name: inline }
        spec:
          storageGroup: sg-i
          portals: [{ transport: nvmetcp, address: 10.0.0.1 }]
          drives: [{ id: wwn-0x5000c500a1b2c3ff, mediaType: SSD, protocol: NVMe, capacity: 4T }]
      - apiVersion: stowage.dev/v1alpha1
        kind: PlacementPolicy
        metadata: { name: small }
        spec: { scope: Request, validations: [{ expression: request.sizeGiB < 1, message: none at all }] }
`;

  it.each<[string, string, string, string]>([
    ['an example, by a class of that', '    example: rack-pair\n', 'hdd-mirror', '2'],
    ['an example, by a class of the repository', '    example: homelab\n', 'fast', '1'],
  ])('is %s', async (_, inventory, className, legs) => {
    const { status, stdout } = await testIn(on(inventory, className, legs));
    expect(stdout).toContain('ok   more: 1 passed');
    expect(status).toBe(0);
  });

  it('is of objects in the test, which go before those of the repository', async () => {
    const { status, stdout } = await testIn(on(OBJECTS, 'fast'));
    expect(stdout).toContain('more-test.yaml:21:61: an error of small[0]: none at all');
    expect(status).toBe(1);
  });

  it.each<[string, string, string, string]>([
    [
      'there is no such example',
      '    example: nowhere\n',
      'hdd',
      'there is no example nowhere; there is fleet, homelab, rack-pair',
    ],
    [
      'an example has to be made first',
      '    example: fleet\n',
      'hdd',
      'example fleet holds no YAML: it has to be made first',
    ],
    ['an example has no such class', '    example: homelab\n', 'no-such', 'no class is called no-such'],
  ])('breaks where %s', async (_, inventory, className, says) => {
    const { status, stdout } = await testIn(on(inventory, className));
    expect(stdout).toContain(says);
    expect(status).toBe(1);
  });
});

it('--policies-from runs the policies as they were as well', async () => {
  const cwd = await temporaryFolder();
  const repository = await openWorkingRepository(cwd);
  await repository.commit(FILES, 'First');
  const weakened = {
    'small.yaml': SMALL.replace('1024', '4096'),
    'small-test.yaml': SMALL_TEST.replace('[{ policy: small }]', '[]'),
  };
  await repository.commit(weakened, 'Weaken a policy, and the test with it');
  expect((await run(['test'], { cwd })).status).toBe(0);
  const { status, stdout } = await run(['test', '--policies-from', 'HEAD~1'], { cwd });
  expect(stdout).toContain('did not expect an error of small[0] as of HEAD~1: a volume has at most 1 TiB');
  expect(stdout).toContain('    HEAD~1:small.yaml:7:21: an error of small[0] as of HEAD~1');
  expect(status).toBe(1);
});

describe('--watch', () => {
  /** Runs with changes that come one by one, each after what it does to the files; then it is stopped. */
  async function watched(cwd: string, ...changes: readonly Files[]) {
    let [stdout, stderr] = ['', ''];
    const looked: (readonly string[])[] = [];
    const io = {
      stdout: { write: (text: string) => (stdout += text) },
      stderr: { write: (text: string) => (stderr += text) },
      stdin: Readable.from([]),
      ...{ env: {}, cwd },
      appendFile: () => Promise.resolve(),
      stopSignal: () => new AbortController().signal,
    };
    const options = { format: 'text', failOn: 'error', watch: true, limit: DEFAULT_LIMITS } as const;
    const status = await test([], options, io, (paths) => {
      looked.push(paths);
      return onChanges();
    });
    return { status, stdout, stderr, looked };

    async function* onChanges(): AsyncIterable<string> {
      for (const files of changes) {
        for (const [name, text] of Object.entries(files)) await writeFile(path.join(cwd, name), text);
        yield path.join(cwd, Object.keys(files)[0] ?? '');
      }
    }
  }

  it('runs once and again after each change, whatever is wrong in between, until it is stopped', async () => {
    const cwd = await folderWith(FILES);
    const { status, stdout, stderr, looked } = await watched(
      cwd,
      { 'small.yaml': SMALL.replace('1024', '512') },
      { 'small.yaml': 'a: [' },
      { 'small.yaml': SMALL },
    );
    expect(looked).toEqual([[cwd]]);
    expect(stdout.match(/^1 test, 2 cases: .*$/gm)).toEqual([
      '1 test, 2 cases: 2 passed, 0 failed',
      '1 test, 2 cases: 1 passed, 1 failed',
      '1 test, 2 cases: 2 passed, 0 failed',
    ]);
    expect(stderr.match(/^small\.yaml changed: running again$/gm)).toHaveLength(3);
    expect(stderr).toContain('small.yaml:1:5: error yaml/syntax');
    expect(stderr).toContain('error: no test ran, because the repository is not valid\n');
    expect(status).toBe(0);
  });

  it('has nothing to watch on standard input', async () => {
    const { status, stderr } = await run(['test', '-', '--watch']);
    expect(stderr).toContain('standard input does not change');
    expect(status).toBe(2);
  });
});
