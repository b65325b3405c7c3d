import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../testing/run.ts';
import { watchPaths } from './watch-paths.ts';

/** What changed, asked for one by one. */
function watching(...paths: readonly string[]) {
  const stop = new AbortController();
  onTestFinished(() => {
    stop.abort();
  });
  const changes = watchPaths(paths, stop.signal)[Symbol.asyncIterator]();
  return { next: async () => (await changes.next()).value as unknown, stop };
}

describe('watchPaths', () => {
  it('tells of a file that is written, of one in a folder that came later, and of one that took the place of another', async () => {
    const folder = await temporaryFolder();
    const { next } = watching(folder);
    await writeFile(path.join(folder, 'a.yaml'), '1');
    expect(await next()).toBe(path.join(folder, 'a.yaml'));
    await mkdir(path.join(folder, 'more'));
    expect(await next()).toBe(path.join(folder, 'more'));
    await writeFile(path.join(folder, 'more/b.yaml'), '1');
    expect(await next()).toBe(path.join(folder, 'more/b.yaml'));
    await rename(path.join(folder, 'more/b.yaml'), path.join(folder, 'a.yaml'));
    expect(await next()).toMatch(/(a|more\/b)\.yaml$/);
  });

  it('looks from the moment it is called, and takes what comes together as one', async () => {
    const folder = await temporaryFolder();
    const { next } = watching(folder);
    for (const name of ['a', 'b', 'c']) await writeFile(path.join(folder, `${name}.yaml`), name);
    expect(await next()).toBe(path.join(folder, 'c.yaml'));
    await writeFile(path.join(folder, 'd.yaml'), 'd');
    expect(await next()).toBe(path.join(folder, 'd.yaml'));
  });

  it('leaves out what is hidden, and what lies beside a file that was named', async () => {
    const folder = await temporaryFolder();
    const { next } = watching(path.join(folder, 'named.yaml'));
    await writeFile(path.join(folder, 'other.yaml'), '1');
    await writeFile(path.join(folder, 'named.yaml'), '1');
    expect(await next()).toBe(path.join(folder, 'named.yaml'));
    const all = watching(folder);
    await mkdir(path.join(folder, '.git'));
    await writeFile(path.join(folder, '.git/index'), '1');
    await writeFile(path.join(folder, 'seen.yaml'), '1');
    expect(await all.next()).toBe(path.join(folder, 'seen.yaml'));
  });

  it('ends when it is stopped', async () => {
    const { next, stop } = watching(await temporaryFolder());
    const ended = next();
    stop.abort();
    expect(await ended).toBeUndefined();
  });
});
