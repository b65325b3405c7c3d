import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorkingRepository } from '../../controller/source/working-repository.ts';
import { backend, policy, storageClass } from '../../core/parse/testing/objects.ts';
import { run, temporaryFolder } from '../testing/run.ts';

const BOUNDED = policy(
  'bounded',
  `  scope: Config
  kinds: [StorageClass]
  validations:
    - name: has-a-bound
      expression: has(object.parameters.maxVolumeSize)
      message: a class has a bound
`,
);
const EXCEPTION = `apiVersion: stowage.dev/v1alpha1
kind: PolicyException
metadata: { name: e }
spec:
  policy: bounded
  object: { kind: StorageClass, name: fast }
  reason: none yet
  approver: somebody
  expires: "2099-01-01"
`;

/** A commit that is right, in which a policy lies; then the files as they are changed, with a class that breaks it. */
async function changed(
  files: Readonly<Record<string, string | undefined>>,
  before: Readonly<Record<string, string>> = {},
) {
  const cwd = await temporaryFolder();
  const repository = await openWorkingRepository(cwd);
  await repository.commit({ 'backend.yaml': backend('main'), 'policy.yaml': BOUNDED, ...before }, 'First');
  await repository.commit({ 'class.yaml': storageClass('fast'), ...files }, 'Second');
  return cwd;
}

const FOUND = 'class.yaml:3:19: error policy/denied a class has a bound';

describe('validate --policies-from', () => {
  it.each<[string, Readonly<Record<string, string | undefined>>]>([
    ['dropped', { 'policy.yaml': undefined }],
    ['weakened', { 'policy.yaml': BOUNDED.replace('has(', "object.metadata.name == 'fast' || has(") }],
    ['made to warn', { 'policy.yaml': BOUNDED.replace('  scope', '  action: Warn\n  scope') }],
    [
      'bound to other conditions',
      {
        'binding.yaml': `apiVersion: stowage.dev/v1alpha1
kind: PolicyBinding
metadata: { name: b }
spec: { policy: bounded, matchConditions: [{ name: never, expression: "false" }] }
`,
      },
    ],
    ['given an exception', { 'exception.yaml': EXCEPTION }],
  ])('asks a policy as it was, where it was %s', async (_, files) => {
    const cwd = await changed(files);
    expect((await run(['validate', '.'], { cwd })).status).toBe(0);
    const { status, stdout } = await run(['validate', '.', '--policies-from', 'HEAD~1'], { cwd });
    expect(stdout).toContain(
      `${FOUND} (as of HEAD~1) [rule bounded[has-a-bound] at HEAD~1:policy.yaml:9:19: has(object.parameters.maxVolumeSize); `,
    );
    expect(status).toBe(1);
  });

  it('shows the rule as it stood', async () => {
    const cwd = await changed({ 'policy.yaml': `# Nothing here any more\n${BOUNDED.replace('has(', 'true || has(')}` });
    const { stdout } = await run(['validate', '.', '--policies-from', 'HEAD~1', '--pretty'], { cwd });
    expect(stdout).toContain(
      '    = rule bounded[has-a-bound] at HEAD~1:policy.yaml:9:19\n    9 |       expression: has(object.parameters.maxVolumeSize)\n',
    );
  });

  it.each<[string, Readonly<Record<string, string | undefined>>, number]>([
    ['the policy is what it was', {}, 1],
    ['the policy says as much, otherwise', { 'policy.yaml': BOUNDED.replace('has a bound', 'has a good bound') }, 1],
    [
      'nothing breaks it',
      { 'policy.yaml': undefined, 'class.yaml': storageClass('fast', '  maxVolumeSize: 1Ti\n') },
      0,
    ],
  ])('says nothing twice where %s', async (_, files, errors) => {
    const cwd = await changed(files);
    const { stdout } = await run(['validate', '.', '--policies-from', 'HEAD~1'], { cwd });
    expect(stdout).toContain(`: ${String(errors)} error`);
    expect(stdout).not.toContain('as of');
  });

  it('constrains classes as the policy did', async () => {
    const box = `apiVersion: stowage.dev/v1alpha1
kind: Enclosure
metadata: { name: e }
spec:
  storageGroup: sg
  portals: [{ transport: nvmetcp, address: 10.0.0.1 }]
  drives: [{ id: wwn-0x5000c500a1b2c301, mediaType: SSD, protocol: NVMe, capacity: 4T }]
`;
    const tagged = policy('tagged', `  scope: Drive\n  validations: [{ expression: "'gold' in drive.tags" }]\n`);
    const files = { 'box.yaml': box, 'tagged.yaml': undefined, 'policy.yaml': undefined };
    const cwd = await changed(files, { 'tagged.yaml': tagged });
    const { stdout } = await run(['validate', '.', '--policies-from', 'HEAD~1'], { cwd });
    expect(stdout).toContain('warning class/unsatisfiable no volume of this class can be placed');
  });

  it('tells of a policy that could not run any more', async () => {
    const rack = policy('rack', `  scope: Placement\n  validations: [{ expression: "placement.survives('rack')" }]\n`);
    const levels = `apiVersion: stowage.dev/v1alpha1\nkind: Topology\nmetadata: { name: t }\nspec: { levels: [rack] }\n`;
    const cwd = await changed(
      { 'rack.yaml': undefined, 'topology.yaml': undefined, 'policy.yaml': undefined },
      { 'rack.yaml': rack, 'topology.yaml': levels },
    );
    const { status, stdout } = await run(['validate', '.', '--policies-from', 'HEAD~1'], { cwd });
    expect(stdout).toContain('HEAD~1:rack.yaml:6:');
    expect(stdout).toContain('no level is called rack (as of HEAD~1)');
    expect(status).toBe(1);
  });

  it.each<[string, string, string, number]>([
    ['a policy that cannot be read', 'policy.yaml', BOUNDED.replace('kinds:', 'kind:'), 2],
    ['YAML that may hold one', 'policy.yaml', `${BOUNDED}a: [`, 2],
    ['other YAML that is broken', 'other.yaml', 'a: [', 0],
    ['an object of another kind that is broken', 'other.yaml', backend('other').replace('composable', 'composabel'), 0],
  ])('of a revision with %s', async (_, file, text, expected) => {
    const cwd = await changed({ [file]: undefined, 'class.yaml': undefined }, { [file]: text });
    const { status, stderr } = await run(['validate', '.', '--policies-from', 'HEAD~1'], { cwd });
    expect(status).toBe(expected);
    expect(stderr).toContain(expected === 2 ? 'error: the policies of HEAD~1 cannot be read: HEAD~1:policy.yaml:' : '');
  });

  it('reads paths, and standard input beside them', async () => {
    const cwd = await changed({ 'policy.yaml': undefined, 'class.yaml': undefined });
    await writeFile(path.join(cwd, 'note.txt'), '');
    const argv = ['--policies-from', 'HEAD~1'];
    const alone = await run(['validate', '-', ...argv], { cwd, stdin: storageClass('fast') });
    expect(alone).toMatchObject({ status: 2, stdout: '' });
    expect(alone.stderr).toContain('standard input has no revisions: say --policies-from');
    const beside = await run(['validate', '.', '-', ...argv], { cwd, stdin: storageClass('fast') });
    expect(beside.stdout).toContain('stdin:3:19: error policy/denied a class has a bound (as of HEAD~1)');
  });

  it('tells of tests that are gone, and of cases, but not of what was added', async () => {
    const test = (name: string, ...cases: readonly string[]): string =>
      `apiVersion: stowage.dev/v1alpha1\nkind: PolicyTest\nmetadata: { name: ${name} }\nspec:\n  cases:\n${cases.map((each) => `    - { name: ${each}, request: { size: 1Gi, parameters: { type: ssd } }, expect: { findings: [] } }\n`).join('')}`;
    const cwd = await changed(
      {
        'class.yaml': undefined,
        'one.yaml': undefined,
        'two.yaml': test('two', 'b', 'new'),
        'new.yaml': test('new', 'a'),
      },
      { 'one.yaml': test('one', 'a'), 'two.yaml': test('two', 'a', 'b') },
    );
    const { status, stdout } = await run(['validate', '.', '--policies-from', 'HEAD~1'], { cwd });
    expect(stdout.split('\n').filter((line) => line.includes('gone'))).toEqual([
      'HEAD~1:one.yaml:3:19: note policy/test-gone test one of HEAD~1 is gone, and does not run',
      'HEAD~1:two.yaml:6:15: note policy/test-gone case "a" of test two is gone since HEAD~1, and does not run',
    ]);
    expect(status).toBe(0);
  });

  it('needs the revision to be there', async () => {
    const cwd = await changed({});
    const { status, stderr } = await run(['validate', '.', '--policies-from', 'no-such'], { cwd });
    expect(stderr).toContain('has no branch, tag or commit "no-such"');
    expect(status).toBe(2);
  });
});
