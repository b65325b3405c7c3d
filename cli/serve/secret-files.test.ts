import { chmod, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/run.ts';
import type { Log } from './log.ts';
import { secretFiles } from './secret-files.ts';

const REF = { namespace: 'stowage-system', name: 'volume-keys' };

async function secrets(isNeeded = false) {
  const folder = path.join(await temporaryFolder(), 'secrets');
  const said: string[] = [];
  const say = (message: string): void => void said.push(message);
  const log: Log = { info: say, warn: say, error: say, bug: say };
  const file = path.join(folder, REF.namespace, REF.name);
  return { folder, file, said, source: secretFiles({ folder, isNeeded: () => isNeeded, log }) };
}

describe('secrets in files', () => {
  it('are made once, of 32 random bytes, for their owner alone', async () => {
    const { source, file, said } = await secrets();
    const [first, second] = await Promise.all([source.read(REF), source.read(REF)]);
    expect(first).toHaveLength(32);
    expect(second).toEqual(first);
    expect(await source.read(REF)).toEqual(first);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(path.dirname(file))).toEqual(['volume-keys']);
    expect(said.filter((line) => line.includes('keep a copy'))).toHaveLength(1);
    expect(said.join()).not.toContain((await readFile(file)).toString('hex'));
  });

  it('are not made anew where volumes depend on the one that is lost', async () => {
    const { source, file, said } = await secrets(true);
    expect(await source.read(REF)).toBeUndefined();
    await expect(stat(file)).rejects.toThrow('ENOENT');
    expect(said).toEqual([expect.stringContaining('is lost')]);
  });

  it('are not read where others can', async () => {
    const { source, file, said } = await secrets();
    await source.read(REF);
    const bytes = await readFile(file);
    await chmod(file, 0o644);
    expect(await source.read(REF)).toBeUndefined();
    expect(said.at(-1)).toContain('chmod 600');
    expect(await readFile(file)).toEqual(bytes);
  });

  it.each(['..', '../../x', 'a/b', '', '.hidden', 'A'])('never leave their folder: %j', async (name) => {
    const { source, folder } = await secrets();
    expect(await source.read({ namespace: 'ns', name })).toBeUndefined();
    expect(await source.read({ namespace: name, name: 'secret' })).toBeUndefined();
    await expect(stat(folder)).rejects.toThrow('ENOENT');
  });
});
