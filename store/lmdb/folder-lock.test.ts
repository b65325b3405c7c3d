import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { StoreError } from '../store.ts';
import { bundleForNode, startChild } from '../testing/child-process.ts';
import { lockFolder } from './folder-lock.ts';
import type { FolderLock } from './folder-lock.ts';

// Real processes and disks: slow where the machine is busy.
vi.setConfig({ testTimeout: 30_000 });

const scratch = mkdtempSync(join(tmpdir(), 'stowage-lock-'));
let bundle: string;
beforeAll(async () => {
  bundle = await bundleForNode('store/testing/locking-process.ts', scratch);
});
afterAll(() => {
  rmSync(scratch, { recursive: true });
});
const newFolder = (): string => mkdtempSync(join(scratch, 'f-'));

async function outcome(attempt: Promise<FolderLock>): Promise<FolderLock | StoreError> {
  try {
    return await attempt;
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
}

test('a missing folder is made, readable for its owner alone', async () => {
  const folder = join(newFolder(), 'a', 'b');
  await (await lockFolder(folder)).release();
  expect(readdirSync(join(folder, '..'))).toEqual(['b']);
});

test('another process is kept out and told the holder; kill -9 of the holder lets it in', async () => {
  const folder = newFolder();
  const holder = startChild(bundle, folder);
  expect(await holder.line()).toBe('locked');
  const refused = await outcome(lockFolder(folder));
  expect(refused).toBeInstanceOf(StoreError);
  expect(refused).toMatchObject({
    code: 'locked',
    message: expect.stringContaining(`process ${String(holder.pid)}:`) as string,
  });

  await holder.kill();
  await (await lockFolder(folder)).release();
});

test('a holder that is stopped still holds', async () => {
  const folder = newFolder();
  const holder = startChild(bundle, folder);
  expect(await holder.line()).toBe('locked');
  process.kill(holder.pid, 'SIGSTOP');
  expect(await outcome(lockFolder(folder))).toMatchObject({ code: 'locked' });
  await holder.kill();
});

test('of many that find a dead holder, one gets in', async () => {
  const folder = newFolder();
  const holder = startChild(bundle, folder);
  expect(await holder.line()).toBe('locked');
  await holder.kill();
  for (let round = 0; round < 10; round += 1) {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => outcome(lockFolder(folder))));
    const held = outcomes.filter((one) => !(one instanceof StoreError));
    expect(held).toHaveLength(1);
    for (const one of held) await (one as FolderLock).release();
  }
});

test('what dead holders left is cleared', async () => {
  const folder = newFolder();
  for (let round = 0; round < 3; round += 1) {
    const holder = startChild(bundle, folder);
    expect(await holder.line()).toBe('locked');
    await holder.kill();
  }
  const lock = await lockFolder(folder);
  expect(readdirSync(folder).filter((name) => name.startsWith('lock.'))).toEqual(['lock.4']);
  expect(readdirSync(folder).filter((name) => name.startsWith('holder.'))).toHaveLength(1);
  await lock.release();
});

test('a link to nothing is a dead holder', async () => {
  const folder = newFolder();
  symlinkSync('holder.1.000000000000.sock', join(folder, 'lock.7'));
  const lock = await lockFolder(folder);
  expect(readdirSync(folder)).toContain('lock.8');
  await lock.release();
});

test.runIf(process.platform === 'linux')('a path longer than a socket takes', async () => {
  const folder = join(newFolder(), 'd'.repeat(120), 'e'.repeat(120));
  const lock = await lockFolder(folder);
  expect(await outcome(lockFolder(folder))).toMatchObject({ code: 'locked' });
  await lock.release();
  const again = await lockFolder(folder);
  await again.release();
  expect(readdirSync(folder)).toEqual(['lock.2']);
});
