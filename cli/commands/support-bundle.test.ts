import { execFileSync } from 'node:child_process';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runningApi } from '../testing/api-server.ts';
import { run, temporaryFolder } from '../testing/run.ts';

async function unpacked(cwd: string, file: string): Promise<(name: string) => Promise<string>> {
  await mkdir(path.join(cwd, 'out'));
  execFileSync('tar', ['-xzf', path.join(cwd, file), '-C', path.join(cwd, 'out')]);
  return (name) => readFile(path.join(cwd, 'out/stowage-support', name), 'utf8');
}

describe('stowage support-bundle', () => {
  it('packs what the server tells, with a list of it, for its owner alone', async () => {
    const { cwd } = await runningApi();
    const ran = await run(['support-bundle', '-o', 'bundle.tar.gz'], { cwd });
    expect(ran).toEqual({ status: 0, stdout: 'bundle.tar.gz: manifest.json, versions.json\n', stderr: '' });
    expect((await stat(path.join(cwd, 'bundle.tar.gz'))).mode & 0o777).toBe(0o600);
    const read = await unpacked(cwd, 'bundle.tar.gz');
    expect(await read('versions.json')).toBe('{}\n');
    expect(JSON.parse(await read('manifest.json'))).toMatchObject({
      redacted: true,
      files: [{ name: 'versions.json', about: 'versions', bytes: 3 }],
    });
  });

  it('says why the server does not tell, in the bundle as well', async () => {
    const cwd = await temporaryFolder();
    const { status, stderr } = await run(['support-bundle', '-o', 'bundle.tar.gz'], { cwd });
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^warning: .*: the bundle says no more than that\n$/)]);
    const read = await unpacked(cwd, 'bundle.tar.gz');
    expect(stderr).toContain((await read('server.txt')).trim());
  });

  it('takes the place of nothing', async () => {
    const { cwd } = await runningApi();
    await writeFile(path.join(cwd, 'precious'), 'x');
    expect(await run(['support-bundle', '-o', 'precious'], { cwd })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('there is such a file; choose another with -o') as string,
    });
    expect(await readFile(path.join(cwd, 'precious'), 'utf8')).toBe('x');
  });
});
