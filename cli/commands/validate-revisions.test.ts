import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorkingRepository } from '../../controller/source/working-repository.ts';
import { backend, storageClass } from '../../core/parse/testing/objects.ts';
import { run, temporaryFolder } from '../testing/run.ts';

const CLASS = storageClass('fast', '  encrypt: "false"\n');
const CHANGED = CLASS.replace('type: ssd', 'type: hdd');

/** A repository with its declarations in config/: right in the first commit, a class changed in the second. */
async function repository() {
  const cwd = await temporaryFolder();
  const opened = await openWorkingRepository(cwd);
  const first = await opened.commit({ 'config/backend.yaml': backend('main'), 'config/class.yaml': CLASS }, 'First');
  const second = await opened.commit({ 'config/class.yaml': CHANGED }, 'Second');
  return { cwd, first, second };
}

const IMMUTABLE = 'config/class.yaml:6:9: error class/immutable';

describe('--base', () => {
  it.each<[string, (commits: { first: string }) => string]>([
    ['a commit', ({ first }) => first],
    ['the first digits of one', ({ first }) => first.slice(0, 7)],
    ['a parent', () => 'HEAD~1'],
    ['a parent by its mark', () => 'main^'],
  ])('names %s: what Kubernetes does not let a class change is an error', async (_, base) => {
    const { cwd, first } = await repository();
    const { status, stdout } = await run(['validate', 'config', '--base', base({ first })], { cwd });
    expect(stdout).toContain(IMMUTABLE);
    expect(status).toBe(1);
  });

  it('is compared with what lies on disk, or with --ref', async () => {
    const { cwd, first, second } = await repository();
    await writeFile(path.join(cwd, 'config/class.yaml'), CLASS);
    expect((await run(['validate', 'config', '--base', first], { cwd })).status).toBe(0);
    const { stdout } = await run(['validate', 'config', '--base', first, '--ref', second], { cwd });
    expect(stdout).toContain(IMMUTABLE);
  });

  it('may be without the folder, and be wrong itself', async () => {
    const { cwd, first } = await repository();
    const opened = await openWorkingRepository(cwd);
    await opened.commit({ 'more/class.yaml': storageClass('more') }, 'A folder');
    const broken = await opened.commit({ 'config/class.yaml': 'a: [' }, 'Broken');
    expect((await run(['validate', 'config', '--ref', 'HEAD~1', '--base', broken], { cwd })).stdout).toContain(
      '0 errors',
    );
    const { status, stdout } = await run(['validate', 'more', '--base', first], { cwd });
    expect(stdout).toContain('0 errors');
    expect(status).toBe(0);
  });
});

it('a base with what cannot be read does not keep out the change that mends it', async () => {
  const { cwd } = await repository();
  const opened = await openWorkingRepository(cwd);
  const broken = await opened.commit({ 'config/bad.yaml': 'x'.repeat(200) }, 'Broken');
  await opened.commit({ 'config/bad.yaml': undefined }, 'Mended');
  const { status } = await run(['validate', 'config', '--base', broken, '--limit', 'file-bytes=150'], { cwd });
  expect(status).toBe(0);
});

describe('--ref', () => {
  it('checks a revision, whatever lies on disk, and names files as they lie', async () => {
    const { cwd } = await repository();
    await writeFile(path.join(cwd, 'config/class.yaml'), 'a: [');
    const { status, stdout } = await run(['validate', '--ref', 'HEAD'], { cwd: path.join(cwd, 'config') });
    expect(stdout).toBe('2 objects in 2 files: 0 errors, 0 warnings\n');
    expect(status).toBe(0);
    const inside = await run(['validate', 'class.yaml'], { cwd: path.join(cwd, 'config') });
    expect(inside.stdout).toContain('class.yaml:1:5: error yaml/syntax');
  });

  it('takes one file of the revision', async () => {
    const { cwd } = await repository();
    const { stdout } = await run(['validate', 'config/class.yaml', '--ref', 'HEAD'], { cwd });
    expect(stdout).toContain('1 object in 1 file');
  });

  it.each([
    [['validate', 'config', '--ref', 'no-such'], 'has no branch, tag or commit "no-such"'],
    [['validate', 'config', '--ref', 'HEAD~9'], 'has no branch, tag or commit "HEAD~9"'],
    [['validate', 'config', '--ref', '--upload-pack=x'], 'has no branch, tag or commit'],
    [['validate', '-', '--ref', 'HEAD'], 'standard input has no revisions'],
    [['validate', '/', '--ref', 'HEAD'], 'lies in no Git repository'],
  ])('%j could not run', async (argv, says) => {
    const { cwd } = await repository();
    const { status, stderr } = await run(argv, { cwd });
    expect(stderr).toContain(says);
    expect(status).toBe(2);
  });
});

describe('standard input', () => {
  it('is a file called stdin, beside others', async () => {
    const cwd = await temporaryFolder();
    await mkdir(path.join(cwd, 'r'));
    await writeFile(path.join(cwd, 'r/backend.yaml'), backend('main'));
    const { status, stdout } = await run(['validate', 'r', '-'], { cwd, stdin: CLASS.replace('ssd', 'sdd') });
    expect(stdout).toContain('stdin:6:9: error schema/wrong-value');
    expect(stdout).toContain('1 object in 2 files');
    expect(status).toBe(1);
  });

  it.each([
    ['', 'source/empty'],
    ['\u0000', 'yaml/syntax'],
    [`a: ${'x'.repeat(200)}`, 'source/file-too-large'],
  ])('that is %j is told of', async (stdin, code) => {
    const { stdout, status } = await run(['validate', '-', '--limit', 'file-bytes=100'], { cwd: '/', stdin });
    expect(stdout).toContain(code);
    expect(status).toBe(1);
  });
});

describe('--limit', () => {
  it.each([
    ['file=5', 'Did you mean files?'],
    ['depth=0', 'depth lies between 1 and 500'],
    ['depth=501', 'depth lies between 1 and 500'],
    ['bytes=10T', 'Say a bound and a number'],
    ['bytes', 'Say a bound and a number'],
  ])('%s is wrong usage', async (limit, says) => {
    const { status, stderr } = await run(['validate', '.', '--limit', limit], { cwd: '/' });
    expect(stderr).toContain(says);
    expect(status).toBe(2);
  });
});
