import fs from 'node:fs';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import git from 'isomorphic-git';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Finding } from '../../core/model/finding.ts';
import type { CommitId } from '../../core/model/ids.ts';
import { openLocalGit } from './git-local.ts';
import { SourceError } from './source.ts';
import type { SourceTree } from './source.ts';
import { hasGit, runGit } from './testing/git-binary.ts';
import { createTestRepository } from './testing/test-repository.ts';
import type { TestRepository, TestTree } from './testing/test-repository.ts';

// Real processes and disks: slow where the machine is busy.
vi.setConfig({ testTimeout: 30_000 });

const scratch = mkdtempSync(join(tmpdir(), 'stowage-local-'));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});
const newFolder = (): string => mkdtempSync(join(scratch, 'r-'));

let repository: TestRepository;
beforeEach(async () => {
  repository = await createTestRepository(newFolder());
});

const open = (ref = 'main', path = '', gitdir = repository.gitdir): ReturnType<typeof openLocalGit> =>
  openLocalGit({ repository: gitdir, ref, path });

async function readHead(ref?: string, path?: string, gitdir?: string): Promise<SourceTree> {
  const source = open(ref, path, gitdir);
  const head = await source.head();
  if (head.kind === 'nothing') throw new Error(head.findings.map(({ message }) => message).join('; '));
  return source.read(head.commit);
}

async function problems(ref?: string, path?: string, gitdir?: string): Promise<readonly Finding[]> {
  const source = open(ref, path, gitdir);
  const head = await source.head();
  return head.kind === 'nothing' ? head.findings : (await source.read(head.commit)).findings;
}

const say = ({ code, severity, place }: Finding): string => `${severity} ${code} ${place?.file ?? '-'}`;

describe('what is read', () => {
  test('regular YAML files of the commit, by path, with the first line of its message', async () => {
    const commit = await repository.commit(
      {
        'b.yml': 'b: 1\n',
        'a.yaml': 'a: ä\n',
        'run.yaml': { mode: '100755', content: 'x: 1\n' },
        'd/e/f.yaml': 'f: 1\n',
        'd-1.yaml': 'd: 1\n',
        'README.md': '# no',
        yaml: 'no',
        '.hidden.yaml': 'no',
        '.github/workflows/ci.yaml': 'no',
        'd/.cache/x.yaml': 'no',
      },
      { message: '\nFirst\tline\u001b[31m  \n\nMore.\n' },
    );
    expect(await readHead()).toEqual({
      commit,
      ref: 'main',
      subject: 'First line [31m',
      files: [
        { path: 'a.yaml', text: 'a: ä\n' },
        { path: 'b.yml', text: 'b: 1\n' },
        { path: 'd-1.yaml', text: 'd: 1\n' },
        { path: 'd/e/f.yaml', text: 'f: 1\n' },
        { path: 'run.yaml', text: 'x: 1\n' },
      ],
      findings: [],
    });
  });

  const paths: readonly { path: string; files: string[] }[] = [
    { path: '', files: ['config/a.yaml', 'config/deep/b.yaml', 'x.yaml'] },
    { path: '.', files: ['config/a.yaml', 'config/deep/b.yaml', 'x.yaml'] },
    { path: 'config', files: ['config/a.yaml', 'config/deep/b.yaml'] },
    { path: './config//', files: ['config/a.yaml', 'config/deep/b.yaml'] },
    { path: '/config/deep/', files: ['config/deep/b.yaml'] },
  ];
  test.each(paths)('of the folder $path alone', async ({ path, files }) => {
    await repository.commit({ 'x.yaml': '', 'config/a.yaml': '', 'config/deep/b.yaml': '' });
    expect((await readHead('main', path)).files.map((file) => file.path)).toEqual(files);
  });

  test('the commit as it is, whatever lies in the work tree or was committed since', async () => {
    const first = await repository.commit({ 'a.yaml': 'first' });
    await repository.commit({ 'a.yaml': 'second' });
    expect((await open().read(first)).files).toEqual([{ path: 'a.yaml', text: 'first' }]);
  });
});

describe('refs', () => {
  test('branch, tag, annotated tag, full name, HEAD, commit', async () => {
    const { gitdir } = repository;
    const main = await repository.commit({ 'a.yaml': '1' });
    const other = await repository.commit({ 'a.yaml': '2' }, { ref: 'refs/heads/feature/x' });
    const pull = await repository.commit({ 'a.yaml': '3' }, { ref: 'refs/pull/7/head' });
    await git.writeRef({ fs, gitdir, ref: 'refs/tags/light', value: other });
    const tagger = { name: 'A', email: 'a@example.org', timestamp: 1, timezoneOffset: 0 };
    await git.annotatedTag({ fs, gitdir, ref: 'v1', object: main, tagger, message: 'one' });
    await git.writeRef({ fs, gitdir, ref: 'refs/tags/main', value: other });

    const expected: Record<string, CommitId> = {
      main,
      'feature/x': other,
      light: other,
      v1: main,
      'refs/heads/main': main,
      'refs/tags/main': other,
      'refs/tags/v1': main,
      'refs/pull/7/head': pull,
      HEAD: main,
      [pull]: pull,
    };
    for (const [ref, commit] of Object.entries(expected)) {
      expect([ref, await open(ref).head()]).toEqual([ref, { kind: 'commit', commit }]);
    }
  });

  test.each([
    'nope',
    'refs/heads/nope',
    'a'.repeat(40),
    '',
    '..',
    'a..b',
    'config',
    '../HEAD',
    'x.lock',
    'a b',
    'a\nb',
  ])('%j is not there, and what is there is said', async (ref) => {
    await repository.commit({ 'a.yaml': '' });
    await repository.commit({ 'a.yaml': '' }, { ref: 'refs/tags/v1' });
    const [finding] = await problems(ref);
    expect(finding?.code).toBe('source/ref-not-found');
    expect(finding?.message).toContain(JSON.stringify(ref));
    expect(finding?.help).toBe('it has main, v1: name one of them');
  });

  test('a tag of a tree is no commit', async () => {
    const { gitdir } = repository;
    const commit = await repository.commit({ 'a.yaml': '' });
    const { commit: parsed } = await git.readCommit({ fs, gitdir, oid: commit });
    await git.writeRef({ fs, gitdir, ref: 'refs/tags/tree', value: parsed.tree });
    expect((await problems('tree')).map(say)).toEqual(['error source/ref-not-found -']);
  });
});

describe('what keeps a repository from being read', () => {
  const folders: readonly { name: string; make: (folder: string) => string; code: string; says: string }[] = [
    {
      name: 'a missing folder',
      make: (folder) => join(folder, 'no'),
      code: 'source/unreadable',
      says: 'is not a folder',
    },
    { name: 'an empty folder', make: (folder) => folder, code: 'source/unreadable', says: 'is not a Git repository' },
    {
      name: 'a folder with an empty .git',
      make: (folder) => {
        mkdirSync(join(folder, '.git'));
        return folder;
      },
      code: 'source/unreadable',
      says: 'is not a Git repository',
    },
    {
      name: 'a .git that points nowhere',
      make: (folder) => {
        writeFileSync(join(folder, '.git'), 'gitdir: /nowhere\n');
        return folder;
      },
      code: 'source/unreadable',
      says: 'is not a Git repository',
    },
  ];
  test.each(folders)('$name', async ({ make, code, says }) => {
    const [finding] = await problems('main', '', make(newFolder()));
    expect(finding?.code).toBe(code);
    expect(finding?.message).toContain(says);
    expect(finding?.help).toBeTruthy();
  });

  test('no commit yet', async () => {
    expect((await problems()).map(say)).toEqual(['error source/empty -']);
  });

  const settings: readonly { name: string; write: (gitdir: string) => void; says: string }[] = [
    {
      name: 'SHA-256 names',
      write: (gitdir) => {
        appendFileSync(join(gitdir, 'config'), '[extensions]\n\tobjectFormat = sha256\n');
      },
      says: 'SHA-256',
    },
    {
      name: 'a reftable',
      write: (gitdir) => {
        appendFileSync(join(gitdir, 'config'), '[extensions]\n\trefStorage = reftable\n');
      },
      says: 'reftable',
    },
    {
      name: 'borrowed objects',
      write: (gitdir) => {
        mkdirSync(join(gitdir, 'objects', 'info'), { recursive: true });
        writeFileSync(join(gitdir, 'objects', 'info', 'alternates'), '/elsewhere/objects\n');
      },
      says: 'borrows objects',
    },
  ];
  test.each(settings)('$name', async ({ write, says }) => {
    await repository.commit({ 'a.yaml': '' });
    write(repository.gitdir);
    const [finding] = await problems();
    expect(finding?.code).toBe('source/unreadable');
    expect(finding?.message).toContain(says);
  });

  test.each(['nope', 'a.yaml/x', 'd/nope', '../d'])('the path %s is not there', async (path) => {
    await repository.commit({ 'a.yaml': '', 'd/b.yaml': '' });
    expect((await problems('main', path)).map(say)).toEqual(['error source/path-not-found -']);
  });

  test('the path is a file', async () => {
    await repository.commit({ 'd/b.yaml': '' });
    expect((await problems('main', 'd/b.yaml'))[0]?.message).toContain('is a file');
  });

  test('an object is missing, or is damaged', async () => {
    const commit = await repository.commit({ 'a.yaml': 'text' });
    const oid = await git.writeBlob({ fs, gitdir: repository.gitdir, blob: Buffer.from('text') });
    const other = await git.writeBlob({ fs, gitdir: repository.gitdir, blob: Buffer.from('TEXT') });
    const file = (name: string): string => join(repository.gitdir, 'objects', name.slice(0, 2), name.slice(2));
    const failure = async (): Promise<string> =>
      open()
        .read(commit)
        .then(
          () => 'read',
          (cause: unknown) => (cause instanceof SourceError ? `${cause.code}: ${cause.message}` : String(cause)),
        );
    fs.chmodSync(file(oid), 0o644);
    fs.copyFileSync(file(other), file(oid));
    expect(await failure()).toContain(`corrupt: object ${oid} is damaged`);
    writeFileSync(file(oid), 'no zlib');
    expect(await failure()).toContain(`corrupt: object ${oid} cannot be read`);
    rmSync(file(oid));
    expect(await failure()).toContain(`corrupt: object ${oid} is missing`);
  });
});

describe('what is no regular file is never followed', () => {
  const oid = 'c'.repeat(40);
  const link = (content: string): { mode: '120000'; content: string } => ({ mode: '120000', content });
  const trees: readonly { name: string; tree: TestTree; findings: string[] }[] = [
    {
      name: 'a link named as YAML',
      tree: { 'x.yaml': link('/etc/passwd') },
      findings: ['error source/not-a-regular-file x.yaml'],
    },
    {
      name: 'a link to a file of the commit, named as YAML',
      tree: { 'd/x.yml': link('../a.yaml') },
      findings: ['error source/not-a-regular-file d/x.yml'],
    },
    {
      name: 'a submodule named as YAML',
      tree: { 'x.yaml': { mode: '160000', oid } },
      findings: ['error source/not-a-regular-file x.yaml'],
    },
    {
      name: 'a submodule',
      tree: { sub: { mode: '160000', oid } },
      findings: ['warning source/not-a-regular-file sub'],
    },
    {
      name: 'a link to a folder',
      tree: { 'd/b.yaml': '', e: link('d') },
      findings: ['error source/not-a-regular-file e'],
    },
    {
      name: 'a link to a folder above',
      tree: { 'd/f/b.yaml': '', 'd/e': link('..') },
      findings: ['error source/not-a-regular-file d/e'],
    },
    { name: 'a link to a file that is not YAML', tree: { README: link('docs.md'), 'docs.md': '' }, findings: [] },
    { name: 'a link to nothing', tree: { e: link('nope') }, findings: [] },
    {
      name: 'a link out of the repository',
      tree: { e: link('../../etc') },
      findings: ['warning source/not-a-regular-file e'],
    },
    {
      name: 'a link to an absolute path',
      tree: { e: link('/etc') },
      findings: ['warning source/not-a-regular-file e'],
    },
    { name: 'a hidden link', tree: { '.x.yaml': link('/etc/passwd') }, findings: [] },
  ];
  test.each(trees)('$name', async ({ tree, findings }) => {
    await repository.commit({ 'a.yaml': 'a', ...tree });
    const read = await readHead();
    expect(read.findings.map(say)).toEqual(findings);
    expect(read.files.map(({ text }) => text).join('')).toBe('a');
  });

  test('a path through a link leads nowhere', async () => {
    await repository.commit({ 'd/a.yaml': '', e: link('d') });
    expect((await problems('main', 'e')).map(say)).toEqual(['error source/path-not-found -']);
  });
});

describe('bounds', () => {
  const bounded = async (tree: TestTree): Promise<SourceTree> => {
    const commit = await repository.commit(tree);
    const bounds = { fileBytes: 1000, files: 5, bytes: 3000 };
    return openLocalGit({ repository: repository.gitdir, ref: 'main', path: '', bounds }).read(commit);
  };
  const files = (count: number, bytes: number): TestTree =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${String(index)}.yaml`, 'x'.repeat(bytes)]));

  const cases: readonly { name: string; tree: TestTree; findings: string[] }[] = [
    { name: 'as much as is allowed', tree: files(3, 1000), findings: [] },
    { name: 'a large file', tree: files(1, 1001), findings: ['error source/file-too-large f0.yaml'] },
    { name: 'a large file that is not YAML', tree: { ...files(1, 1), 'x.bin': 'x'.repeat(5000) }, findings: [] },
    { name: 'many files', tree: files(6, 1), findings: ['error source/too-many-files -'] },
    { name: 'many bytes', tree: files(4, 999), findings: ['error source/revision-too-large -'] },
    { name: 'no file at all', tree: { 'README.md': '' }, findings: ['error source/empty -'] },
    {
      name: 'very deep folders',
      tree: { 'a.yaml': '', [`${'d/'.repeat(70)}x.yaml`]: '' },
      findings: ['error source/too-many-files -'],
    },
  ];
  test.each(cases)('$name', async ({ tree, findings }) => {
    expect((await bounded(tree)).findings.map(say)).toEqual(findings);
  });

  test('a file of 64 MiB that lies in 64 KiB is refused without being unpacked', async () => {
    const commit = await repository.commit({ 'bomb.yaml': Buffer.alloc(64 * 2 ** 20) });
    const before = process.memoryUsage().arrayBuffers;
    const { findings } = await open().read(commit);
    expect(findings.map(({ message }) => message)).toEqual(['the file has 64 MiB; at most 4 MiB are read']);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 2 ** 20);
  });

  test('a tree with more paths than can be walked ends', async () => {
    const { gitdir } = repository;
    let oid = await git.writeTree({
      fs,
      gitdir,
      tree: [
        { mode: '100644', path: 'x', type: 'blob', oid: await git.writeBlob({ fs, gitdir, blob: Buffer.from('') }) },
      ],
    });
    for (let level = 0; level < 12; level += 1) {
      const tree = Array.from('abcdefghij', (path) => ({ mode: '040000', path, type: 'tree' as const, oid }));
      oid = await git.writeTree({ fs, gitdir, tree });
    }
    const person = { name: 'A', email: 'a@example.org', timestamp: 1, timezoneOffset: 0 };
    const commit = await git.writeCommit({
      fs,
      gitdir,
      commit: { tree: oid, parent: [], author: person, committer: person, message: 'm' },
    });
    const { findings } = await open().read(commit as CommitId);
    expect(findings.map(say)).toEqual(['error source/too-many-files -']);
  });
});

describe('UTF-8', () => {
  test('the first byte that is none is named by line and column', async () => {
    const bytes = Buffer.concat([Buffer.from('a: 1\nb: ü'), Buffer.from([0xe9]), Buffer.from('\nc: 3\n')]);
    await repository.commit({ 'a.yaml': bytes });
    expect((await problems())[0]).toMatchObject({
      code: 'source/not-utf8',
      place: { file: 'a.yaml', line: 2, column: 5, endLine: 2, endColumn: 6 },
    });
  });

  test('a byte order mark is not part of the text', async () => {
    await repository.commit({ 'a.yaml': '\ufeffa: 1\n' });
    expect((await readHead()).files[0]?.text).toBe('a: 1\n');
  });
});

describe.skipIf(!hasGit)(
  `repositories as Git itself writes them${hasGit ? '' : ' (skipped: no git on this machine)'}`,
  () => {
    function workTree(): string {
      const folder = newFolder();
      runGit(folder, 'init', '-q', '-b', 'main');
      for (let index = 0; index < 60; index += 1) {
        const text = `kind: Enclosure\nname: e-${String(index)}\n${'filler that is the same everywhere\n'.repeat(40)}`;
        writeFileSync(join(folder, `f${String(index).padStart(2, '0')}.yaml`), text);
      }
      runGit(folder, 'add', '.');
      runGit(folder, 'commit', '-q', '-m', 'All of it');
      return folder;
    }
    const expectAll = (tree: SourceTree): void => {
      expect(tree.files).toHaveLength(60);
      expect(tree.files[7]).toMatchObject({ path: 'f07.yaml', text: expect.stringContaining('name: e-7\n') as string });
      expect(tree.subject).toBe('All of it');
    };

    test('a work tree with loose objects, whatever lies in it uncommitted', async () => {
      const folder = workTree();
      writeFileSync(join(folder, 'f07.yaml'), 'changed');
      writeFileSync(join(folder, 'new.yaml'), 'new');
      expectAll(await readHead('main', '', folder));
    });

    test('packed with deltas, refs packed too', async () => {
      const folder = workTree();
      runGit(folder, 'gc', '-q', '--aggressive');
      expect(readdirSync(join(folder, '.git', 'objects', 'pack')).some((name) => name.endsWith('.pack'))).toBe(true);
      expect(
        runGit(
          folder,
          'verify-pack',
          '-v',
          ...readdirSync(join(folder, '.git/objects/pack'))
            .filter((name) => name.endsWith('.idx'))
            .map((name) => `.git/objects/pack/${name}`),
        ),
      ).toContain('chain length');
      expectAll(await readHead('main', '', folder));
    });

    test('packed with deltas that name their base', async () => {
      const folder = workTree();
      runGit(folder, '-c', 'repack.useDeltaBaseOffset=false', 'repack', '-q', '-a', '-d', '-f');
      expectAll(await readHead('main', '', folder));
    });

    test('a bare clone, a shallow clone, a linked work tree', async () => {
      const folder = workTree();
      const [bare, shallow, linked] = [join(newFolder(), 'b'), join(newFolder(), 's'), join(newFolder(), 'l')];
      runGit(folder, 'clone', '-q', '--bare', folder, bare);
      runGit(folder, 'clone', '-q', '--depth', '1', `file://${folder}`, shallow);
      runGit(folder, 'worktree', 'add', '-q', '-b', 'other', linked);
      expectAll(await readHead('main', '', bare));
      expectAll(await readHead('main', '', shallow));
      expectAll(await readHead('other', '', linked));
      expectAll(await readHead('HEAD', '', linked));
    });
  },
);
