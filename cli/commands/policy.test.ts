import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { backend, policy } from '../../core/parse/testing/objects.ts';
import { run, temporaryFolder } from '../testing/run.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const RACKS = 'examples/rack-pair';

const policyCommand = (...argv: readonly string[]) => run(['policy', ...argv], { cwd: ROOT });

type Files = Readonly<Record<string, string>>;

async function inFolder(files: Files, ...argv: readonly string[]) {
  const cwd = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(cwd, name)), { recursive: true });
    await writeFile(path.join(cwd, name), text);
  }
  return run(['policy', ...argv], { cwd });
}

describe('stowage policy packs', () => {
  it('lists what there is', async () => {
    const { status, stdout } = await policyCommand('packs');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^PACK +VERSIONS +POLICIES +SAYS\n/);
    expect(stdout).toMatch(/^failure-domains +1\.0\.0 +\d+ +Mirrors survive/m);
  });

  it('lists it as data', async () => {
    const listed = JSON.parse((await policyCommand('packs', '-o', 'json')).stdout) as readonly { name: string }[];
    expect(listed.find(({ name }) => name === 'failure-domains')).toMatchObject({
      versions: ['1.0.0'],
      policies: expect.arrayContaining([
        { name: 'domains-are-a-tree', scope: 'Config', action: 'Warn' },
        { name: 'mirrors-survive-a-level', scope: 'Placement', action: 'Deny' },
      ]) as unknown,
    });
  });

  it.each(['failure-domains', 'failure-domains@1.0.0'])('prints %s as it was written', async (name) => {
    const { status, stdout } = await policyCommand('packs', name);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^# Mirrors survive .*\napiVersion: stowage\.dev/);
    expect(stdout).toContain('  name: mirrors-survive-a-level\n');
  });

  it.each([
    ['failure-domain', 'no pack is called failure-domain. Did you mean failure-domains?'],
    ['raid@9.0.0', 'pack raid has no version 9.0.0: there is 1.0.0'],
  ])('has no %s', async (name, says) => {
    expect(await policyCommand('packs', name)).toEqual({ status: 2, stdout: '', stderr: `error: ${says}\n` });
  });
});

/** What expressions cost, and the lines of packs, are no concern of how a policy is shown. */
const withoutFigures = (shown: string): string =>
  shown
    .replaceAll(
      /at most [\d,]+ of ([\d,]+) steps \([^)]*\)(?:, [\d,]+ of them for .*)?/g,
      'at most N of $1 steps (P %)',
    )
    .replaceAll(/(pack:[^:]*):\d+:\d+/g, '$1:LINE:COLUMN');

describe('stowage policy describe', () => {
  it.each([
    ['a rule that is a constraint', 'mirrors', ['mirrors-survive-a-rack', RACKS]],
    [
      'a rule on one request',
      'large',
      ['large-volumes-spread', RACKS, '--class', 'hdd-striped-mirror', '--size', '20Ti'],
    ],
    ['a rule on drives', 'drives', ['worn-drives-only-in-mirrors', RACKS]],
    ['rules on requests', 'requests', ['slices-are-encrypted', RACKS]],
    ['rules on what is declared', 'config', ['classes-are-bounded', RACKS]],
    ['a policy of a pack', 'pack', ['failure-domains/large-arrays-spread']],
  ])('shows %s', async (_, golden, argv) => {
    const { status, stdout, stderr } = await policyCommand('describe', ...argv);
    expect([status, stderr]).toEqual([0, '']);
    await expect(withoutFigures(stdout)).toMatchFileSnapshot(`../policy/testing/golden/${golden}.txt`);
  });

  it('shows it as data', async () => {
    const { stdout } = await policyCommand('describe', 'worn-drives-only-in-mirrors', RACKS, '-o', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      formatVersion: 1,
      policies: [
        {
          name: 'worn-drives-only-in-mirrors',
          scope: 'Drive',
          reads: ['drive.tags', 'request.parameters.redundancy'],
          expressions: [
            { role: 'match-condition', name: 'unmirrored', type: 'bool', cost: { limit: 25_000_000 } },
            { role: 'validation', index: 0, place: { file: `${RACKS}/policies/drive.yaml`, line: 12 } },
          ],
          forRequests: [
            {
              requests: [{ class: 'bench-hdd', sizeGiB: 1 }, {}, {}, {}],
              kind: 'applies',
              rules: [{ index: 0, forms: [{ kind: 'drive-predicate', drives: { admitted: 60, of: 64 } }] }],
            },
            { kind: 'passes-by', condition: 'unmirrored' },
          ],
        },
      ],
    });
  });

  it('shows each binding, its parameters and conditions, and who is excepted', async () => {
    const binding = `apiVersion: stowage.dev/v1alpha1
kind: PolicyBinding
metadata: { name: in-halls }
spec:
  pack: { name: failure-domains, version: 1.0.0 }
  policies: [mirrors-survive-a-level]
  parameters: { level: enclosure }
  matchConditions: [{ name: large, expression: request.sizeGiB > 10 }]
  action: Warn
---
apiVersion: stowage.dev/v1alpha1
kind: PolicyException
metadata: { name: old-one }
spec:
  policy: mirrors-survive-a-level
  rule: survives
  object: { kind: PersistentVolumeClaim, namespace: db, name: old }
  reason: it moves next week
  approver: ops
  expires: "2099-01-01"
`;
    const files = { 'b.yaml': backend('main'), 'binding.yaml': binding };
    const { status, stdout } = await inFolder(files, 'describe', 'mirrors-survive-a-level');
    expect(status).toBe(0);
    for (const line of [
      'In force:     by binding in-halls, binding.yaml:3:19',
      'Action:       Warn: warns of what breaks it',
      'Parameters:   level = "enclosure" (string)',
      'Exceptions:   old-one from survives: PersistentVolumeClaim db/old until 2099-01-01, approved by ops: it moves next week',
      '  large: request.sizeGiB > 10',
    ]) {
      expect(stdout.split('\n')).toContain(line);
    }
    expect(stdout).toMatch(/^ {6}binding\.yaml:8:48: bool, at most \d+ of 25,000,000 steps \(under 0\.1 %\)$/m);
  });

  it('shows what is wrong with a policy, and what is left of it', async () => {
    const broken = policy(
      'p',
      `  scope: Request\n  validations: [{ expression: request.size > 1 }, { expression: "true" }]\n`,
    );
    const { status, stdout } = await inFolder({ 'b.yaml': backend('main'), 'p.yaml': broken }, 'describe', 'p');
    expect(status).toBe(1);
    expect(stdout).toContain('p.yaml:6:31: error policy/type No such key: size');
    expect(stdout).toContain('[1]: true');
  });

  it.each([
    [['no-such-policy'], 'no policy is called no-such-policy, here or in a pack.'],
    [['tenancy', RACKS], 'It is a pack: "stowage policy packs tenancy" prints it.'],
    [['raid/x'], 'pack raid@1.0.0 has no policy x.'],
    [['mirrors-survive-a-rack', RACKS, '--class', 'hd'], 'no class is called hd. Did you mean hdd?'],
  ])('%j cannot be shown', async (argv, says) => {
    const { status, stderr } = await inFolder(
      {},
      'describe',
      ...argv.map((arg) => arg.replace(RACKS, path.join(ROOT, RACKS))),
    );
    expect(status).toBe(2);
    expect(stderr).toContain(says);
  });
});

describe('stowage policy eval', () => {
  const evaluated = (expression: string, ...argv: readonly string[]) =>
    policyCommand('eval', expression, RACKS, ...argv);

  it.each<[string, readonly string[], readonly string[]]>([
    [
      "'worn' in drive.tags",
      [],
      [
        'bool at scope Drive, as it reads drive.tags',
        '24 drives in 8 enclosures: HDD SAS, 16.4 TiB  false',
        '4 drives in 4 enclosures: HDD SAS, 10.9 TiB, tags worn  true',
        '64 drives of 5 classes: false 60, true 4',
      ],
    ],
    [
      'request.sizeGiB * 2',
      ['--class', 'hdd', '--size', '1Ti'],
      ['int at scope Request, as it reads request.sizeGiB', 'class hdd, 1 TiB  2048'],
    ],
    ['request.claim.namespace', ['--class', 'hdd', '--claim', 'team-a/db-0'], ['class hdd, 1 GiB  "team-a"']],
    [
      "request.topology.requisite[0]['rack']",
      ['--class', 'hdd', '--node', 'worker-a1'],
      ['class hdd, 1 GiB  "rack-a"'],
    ],
    ['object.spec.drives.size()', ['--object', 'enclosure/rack-a-box-1'], ['Enclosure rack-a-box-1  8']],
    [
      'object.spec.storageGroup in config.storageGroups',
      ['--kind', 'Enclosure'],
      ['Enclosure rack-b-box-4  true', '8 in all: true 8'],
    ],
    ['config.levels', [], ['the configuration  ["zone", "rack", "storageGroup", "enclosure"]']],
    [
      "placement.survives('rack') && placement.legs.size() > 4",
      ['--class', 'hdd-mirror', '--explain'],
      [
        'class hdd-mirror, 1 GiB  false',
        `    read placement.legs.map(leg, leg.domains['rack']) = ["rack-a", "rack-b"]`,
        '    read placement.legs.size() = 2',
      ],
    ],
    [
      '1 + 1',
      ['--scope', 'Placement', '--class', 'hdd', '--cost'],
      ['int at scope Placement', 'at most 3 of 25,000,000 steps (under 0.1 %)', 'class hdd, 1 GiB  2'],
    ],
  ])('%s %j', async (expression, argv, expected) => {
    const { status, stdout, stderr } = await evaluated(expression, ...argv);
    expect([status, stderr]).toEqual([0, '']);
    // Columns are as wide as they have to be.
    const lines = stdout.split('\n').map((line) => line.replace(/(?<=\S) {2,}/g, '  '));
    for (const line of expected) expect(lines).toContain(line);
  });

  it('says it as data', async () => {
    const { stdout } = await evaluated("drive.tags.filter(t, t == 'gold')", '-o', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      formatVersion: 1,
      scope: 'Drive',
      type: 'list<string>',
      reads: ['drive.tags[]'],
      answers: [{ subject: 'SSD NVMe, 7.0 TiB, tags gold', drives: { count: 8 }, value: ['gold'] }, {}, {}, {}, {}],
    });
  });

  it('runs on an example', async () => {
    const { status, stdout } = await policyCommand(
      'eval',
      'placement.layout',
      '--example',
      'rack-pair',
      '--class',
      'hdd',
    );
    expect([status, stdout.split('\n')[1]]).toEqual([0, 'class hdd, 1 GiB  "single"']);
  });

  it('shows what is wrong with the expression, as validate would', async () => {
    expect(await evaluated('drive.capacty > 3')).toEqual({
      status: 1,
      stdout: `expression:1:7: error policy/type No such key: capacty
    1 | drive.capacty > 3
      |       ^^^^^^^

`,
      stderr: '',
    });
  });

  it.each([
    ['1 +', 'expression:1:4: error policy/syntax the expression ends where a value is expected'],
    ["placement.survives('rak')", 'expression:1:20: error reference/not-found no level is called rak'],
    ['drive.tags && request', 'policy/type Unknown variable: request'],
  ])('%s is wrong', async (expression, says) => {
    const { status, stdout } = await evaluated(expression);
    expect(status).toBe(1);
    expect(stdout).toContain(says);
  });

  it('ends with 1 where it comes to an error', async () => {
    const { status, stdout } = await evaluated('request.claim.name', '--class', 'hdd');
    expect([status, stdout.split('\n')[1]]).toEqual([1, 'class hdd, 1 GiB  error: no such key: claim']);
  });

  it('says why there is no placement, and what alone stands in the way', async () => {
    const { status, stdout } = await evaluated('placement.sizeGiB', '--class', 'hdd', '--size', '20Ti');
    expect(status).toBe(2);
    expect(stdout).toContain('class hdd, 20 TiB  not placed\n    size-out-of-range: 20 TiB is more than the class');
    const one = policy(
      'nowhere',
      `  scope: Placement\n  validations: [{ name: three, expression: placement.legs.size() == 3 }]\n`,
    );
    const box = `apiVersion: stowage.dev/v1alpha1
kind: Enclosure
metadata: { name: a }
spec:
  storageGroup: sg
  portals: [{ transport: nvmetcp, address: 10.0.0.1 }]
  drives: [{ id: wwn-0x5000c500ffffff01, mediaType: HDD, protocol: SAS, capacity: 18T }]
`;
    const files = { 'b.yaml': backend('main'), 'p.yaml': one, 'box.yaml': box };
    const refused = await inFolder(files, 'eval', 'placement.sizeGiB');
    expect(refused.status).toBe(2);
    expect(refused.stdout).toContain(
      'without rule nowhere[three] it would lie on wwn-0x5000c500ffffff01 (enclosure a)\n        read placement.legs = ',
    );
  });

  it.each([
    [['request.sizeGiB', RACKS, '--kind', 'Backend'], '--kind means nothing at scope Request'],
    [['object.kind', RACKS, '--size', '1Gi'], '--size means nothing at scope Config'],
    [['object.kind', RACKS, '--kind', 'Backnd'], 'there is no kind Backnd. Did you mean Backend?'],
    [['object.kind', RACKS, '--object', 'Backend/other'], 'there is no object Backend/other'],
    [['drive.tags', RACKS, '--example', 'rack-pair'], '--example stands in place of paths'],
    [['drive.tags', '--example', '../examples'], 'there is no example ../examples'],
    [['drive.tags', 'nowhere'], 'nowhere'],
    [['request.name', RACKS, '--node', 'none'], 'no node is called none'],
    [['request.name', RACKS, '--claim', 'a'], 'Say namespace and name'],
  ])('%j cannot run', async (argv, says) => {
    const { status, stderr } = await policyCommand('eval', ...argv);
    expect(status).toBe(2);
    expect(stderr).toContain(says);
  });
});
