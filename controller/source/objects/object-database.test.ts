import { createHash } from 'node:crypto';
import fs, { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import git from 'isomorphic-git';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { SourceError } from '../source.ts';
import { hasGit, runGit } from '../testing/git-binary.ts';
import { createTestRepository } from '../testing/test-repository.ts';
import { writePack } from '../testing/write-pack.ts';
import type { PackEntry } from '../testing/write-pack.ts';
import { withObjects } from './object-database.ts';

const scratch = mkdtempSync(join(tmpdir(), 'stowage-objects-'));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

async function newRepository(): Promise<string> {
  return (await createTestRepository(mkdtempSync(join(scratch, 'r-')))).gitdir;
}

const nameOf = (content: string | Uint8Array, type = 'blob'): string =>
  createHash('sha1')
    .update(`${type} ${String(Buffer.byteLength(content))}\0`)
    .update(content)
    .digest('hex');

const readBlob = (gitdir: string, oid: string, most = 1000): Promise<string> =>
  withObjects(gitdir, async (objects) => {
    const found = await objects.read(oid, 'blob', most);
    return found.kind === 'object' ? found.bytes.toString() : `too large: ${String(found.size)}`;
  }).catch((cause: unknown) => (cause instanceof SourceError ? `${cause.code}: ${cause.message}` : String(cause)));

/** A delta that keeps its base's first four bytes and adds a character. */
const append = (base: number, result: number, character: string): Buffer =>
  Buffer.from([base, result, 0x90, 4, 1, character.charCodeAt(0)]);

async function packed(entries: readonly PackEntry[]): Promise<string> {
  const gitdir = await newRepository();
  const file = join('objects', 'pack', 'pack-test.pack');
  writeFileSync(join(gitdir, file), writePack(entries));
  await git.indexPack({ fs, dir: gitdir, gitdir, filepath: file });
  return gitdir;
}

describe('loose objects', () => {
  test('are read, up to the bound', async () => {
    const gitdir = await newRepository();
    const oid = await git.writeBlob({ fs, gitdir, blob: Buffer.from('hello') });
    expect(await readBlob(gitdir, oid)).toBe('hello');
    expect(await readBlob(gitdir, oid, 5)).toBe('hello');
    expect(await readBlob(gitdir, oid, 4)).toBe('too large: 5');
  });

  test('one that holds more than it says is not unpacked beyond that', async () => {
    const gitdir = await newRepository();
    const oid = '12'.repeat(20);
    fs.mkdirSync(join(gitdir, 'objects', '12'));
    writeFileSync(
      join(gitdir, 'objects', '12', oid.slice(2)),
      deflateSync(Buffer.concat([Buffer.from('blob 3\0'), Buffer.alloc(10_000_000)])),
    );
    expect(await readBlob(gitdir, oid)).toContain(`corrupt: object ${oid} cannot be read`);
  });

  test('the type is told apart', async () => {
    const gitdir = await newRepository();
    const tree = await git.writeTree({ fs, gitdir, tree: [] });
    expect(await readBlob(gitdir, tree)).toContain('is a tree, not a blob');
  });
});

describe('packs', () => {
  test('whole objects and deltas upon deltas, by distance and by name', async () => {
    const gitdir = await packed([
      { type: 'blob', content: Buffer.from('base') },
      { type: 'delta', base: 1, content: append(4, 5, 'A') },
      { type: 'delta', base: nameOf('baseA'), content: append(5, 5, 'B') },
      { type: 'blob', content: Buffer.alloc(0) },
      { type: 'delta', base: 3, content: append(5, 5, 'C') },
    ]);
    for (const content of ['base', 'baseA', 'baseB', 'baseC', '']) {
      expect(await readBlob(gitdir, nameOf(content))).toBe(content);
    }
    expect(await readBlob(gitdir, nameOf('baseB'), 4)).toBe('too large: 5');
    expect(await readBlob(gitdir, nameOf('other'))).toContain('is missing');
  });

  test('a long chain', async () => {
    const entries: PackEntry[] = [{ type: 'blob', content: Buffer.from('base') }];
    for (let index = 0; index < 80; index += 1) {
      const size = index === 0 ? 4 : 5;
      entries.push({ type: 'delta', base: 1, content: append(size, 5, String.fromCharCode(33 + index)) });
    }
    const gitdir = await packed(entries);
    expect(await readBlob(gitdir, nameOf(`base${String.fromCharCode(33 + 79)}`))).toBe(
      `base${String.fromCharCode(33 + 79)}`,
    );
  });

  test('many objects, found in the index whatever they begin with', async () => {
    const contents = Array.from({ length: 700 }, (_, index) => `content ${String(index)}`);
    const gitdir = await packed(contents.map((content) => ({ type: 'blob', content: Buffer.from(content) })));
    await withObjects(gitdir, async (objects) => {
      for (const content of contents) {
        expect(await objects.read(nameOf(content), 'blob', 100)).toMatchObject({ bytes: Buffer.from(content) });
      }
    });
  });

  test('damage in the middle is found', async () => {
    const gitdir = await packed([{ type: 'blob', content: Buffer.from('some content that is long enough to damage') }]);
    const file = join(gitdir, 'objects', 'pack', 'pack-test.pack');
    const bytes = fs.readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(30) ^ 0xff, 30);
    writeFileSync(file, bytes);
    expect(await readBlob(gitdir, nameOf('some content that is long enough to damage'))).toContain('corrupt');
  });

  test('a pack or index that is cut short is an error, not a crash', async () => {
    const content = 'x'.repeat(500);
    for (const name of ['pack-test.pack', 'pack-test.idx']) {
      const gitdir = await packed([{ type: 'blob', content: Buffer.from(content) }]);
      fs.truncateSync(join(gitdir, 'objects', 'pack', name), 20);
      expect(await readBlob(gitdir, nameOf(content))).toContain('corrupt');
    }
  });
});

test.skipIf(!hasGit)(
  `a gc in the middle of a reading${hasGit ? '' : ' (skipped: no git on this machine)'}`,
  async () => {
    const gitdir = await newRepository();
    const first = await git.writeBlob({ fs, gitdir, blob: Buffer.from('first') });
    runGit(gitdir, 'update-ref', 'refs/tags/first', first);
    runGit(gitdir, 'repack', '-q', '-a', '-d');
    const second = await git.writeBlob({ fs, gitdir, blob: Buffer.from('second') });
    runGit(gitdir, 'update-ref', 'refs/tags/second', second);
    await withObjects(gitdir, async (objects) => {
      expect(await objects.read(first, 'blob', 10)).toMatchObject({ bytes: Buffer.from('first') });
      runGit(gitdir, 'repack', '-q', '-a', '-d');
      expect(await objects.read(second, 'blob', 10)).toMatchObject({ bytes: Buffer.from('second') });
      expect(await objects.read(first, 'blob', 10)).toMatchObject({ bytes: Buffer.from('first') });
    });
  },
);
