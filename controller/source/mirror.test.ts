import fs, { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import git from 'isomorphic-git';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { CommitId } from '../../core/model/ids.ts';
import { currentGeneration, draftGeneration } from './mirror.ts';
import type { Generation } from './mirror.ts';

const scratch = mkdtempSync(join(tmpdir(), 'stowage-mirror-'));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

const FIRST = '1'.repeat(40) as CommitId;
const SECOND = '2'.repeat(40) as CommitId;
let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(scratch, 'm-')), 'cache');
});

const packFolder = (gitdir: string): string => join(gitdir, 'objects', 'pack');

function writePacks(gitdir: string, ...names: string[]): void {
  mkdirSync(packFolder(gitdir), { recursive: true });
  for (const name of names) {
    writeFileSync(join(packFolder(gitdir), `${name}.pack`), name);
    writeFileSync(join(packFolder(gitdir), `${name}.idx`), name);
  }
}

async function adopted(commit: CommitId, ...packs: string[]): Promise<Generation> {
  const draft = await draftGeneration(folder, await currentGeneration(folder));
  writePacks(draft.gitdir, ...packs);
  return draft.adopt(commit);
}

test('there is none until one is adopted', async () => {
  expect(await currentGeneration(folder)).toBeUndefined();
  const draft = await draftGeneration(folder, undefined);
  expect(await currentGeneration(folder)).toBeUndefined();
  const adoptedOne = await draft.adopt(FIRST);
  expect(await currentGeneration(folder)).toEqual(adoptedOne);
  expect(adoptedOne.commit).toBe(FIRST);
});

test('a draft begins with the packs of the current one, which stays as it was', async () => {
  const first = await adopted(FIRST, 'one');
  writeFileSync(join(first.gitdir, 'shallow'), `${FIRST}\n`);
  const draft = await draftGeneration(folder, first);
  writePacks(draft.gitdir, 'two');
  expect(readdirSync(packFolder(draft.gitdir)).sort()).toEqual(['one.idx', 'one.pack', 'two.idx', 'two.pack']);
  expect(readFileSync(join(draft.gitdir, 'shallow'), 'utf8')).toBe(`${FIRST}\n`);
  expect(await git.resolveRef({ fs, gitdir: draft.gitdir, ref: draft.baseRef })).toBe(FIRST);
  expect(readdirSync(packFolder(first.gitdir)).sort()).toEqual(['one.idx', 'one.pack']);
  expect(await currentGeneration(folder)).toEqual(first);

  const second = await draft.adopt(SECOND);
  expect(await currentGeneration(folder)).toEqual(second);
  expect(readdirSync(folder)).toHaveLength(1);
});

test('a draft that is discarded, or was left by a crash, changes nothing and is cleared', async () => {
  const first = await adopted(FIRST, 'one');
  await (await draftGeneration(folder, first)).discard();
  expect(readdirSync(folder)).toHaveLength(1);
  const crashed = await draftGeneration(folder, first);
  writePacks(crashed.gitdir, 'half');
  expect(await currentGeneration(folder)).toEqual(first);
  await (await draftGeneration(folder, first)).discard();
  expect(readdirSync(folder)).toHaveLength(1);
  expect(await currentGeneration(folder)).toEqual(first);
});

test('a crash between adopting and clearing leaves the new one current', async () => {
  const first = await adopted(FIRST, 'one');
  fs.cpSync(first.gitdir, join(scratch, 'kept'), { recursive: true });
  const second = await adopted(SECOND, 'two');
  fs.cpSync(join(scratch, 'kept'), first.gitdir, { recursive: true });
  expect(await currentGeneration(folder)).toEqual(second);
});

test('on top of nothing it begins empty, and so it does after many packs', async () => {
  const first = await adopted(FIRST, ...Array.from({ length: 20 }, (_, index) => `p${String(index)}`));
  const onMany = await draftGeneration(folder, first);
  expect(readdirSync(packFolder(onMany.gitdir))).toEqual([]);
  await onMany.discard();
  const onNothing = await draftGeneration(folder, undefined);
  expect(readdirSync(packFolder(onNothing.gitdir))).toEqual([]);
  expect(await currentGeneration(folder)).toEqual(first);
});

test('only its owner can look into the folder', async () => {
  await adopted(FIRST);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});
