import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../core/parse/index.ts';
import { CONFIG_REPOSITORY } from '../init/config-repository.ts';
import { run, temporaryFolder } from '../testing/run.ts';

const FILES = Object.keys(CONFIG_REPOSITORY).sort();

describe('stowage init', () => {
  it('writes a repository that is right as it stands', async () => {
    const cwd = await temporaryFolder();
    const ran = await run(['init', 'storage'], { cwd });
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    expect(ran.stdout).toContain('wrote storage/backend.yaml\n');
    expect((await readdir(path.join(cwd, 'storage'))).sort()).toEqual(FILES);
    const files = await Promise.all(
      FILES.filter((name) => name.endsWith('.yaml')).map(async (name) => ({
        path: name,
        text: await readFile(path.join(cwd, 'storage', name), 'utf8'),
      })),
    );
    const { configuration, findings } = readConfiguration(files);
    expect(findings).toEqual([]);
    expect(configuration?.classes.map(({ name }) => name)).toEqual(['fast', 'safe']);
  });

  it('writes into the current folder by default where that is empty', async () => {
    const cwd = await temporaryFolder();
    const { status, stdout } = await run(['init'], { cwd });
    expect(status).toBe(0);
    expect((await readdir(cwd)).sort()).toEqual(FILES);
    expect(stdout).toContain("  git init -b main && git add . && git commit -m 'Declare storage'\n");
  });

  it('asks for a folder where the current one is not empty, and writes nothing', async () => {
    const cwd = await temporaryFolder();
    await writeFile(path.join(cwd, 'notes.txt'), 'mine');
    expect(await run(['init'], { cwd })).toEqual({
      status: 2,
      stdout: '',
      stderr: 'error: this folder is not empty: name a folder, such as "stowage init storage"; "." is this one\n',
    });
    expect(await readdir(cwd)).toEqual(['notes.txt']);
    expect((await run(['init', '.'], { cwd })).status).toBe(0);
  });

  it('overwrites nothing, and then writes nothing', async () => {
    const cwd = await temporaryFolder();
    await writeFile(path.join(cwd, 'classes.yaml'), 'mine');
    expect(await run(['init', '.'], { cwd })).toEqual({
      status: 2,
      stdout: '',
      stderr: 'error: classes.yaml is there already: nothing was written\n',
    });
    expect(await readdir(cwd)).toEqual(['classes.yaml']);
    expect(await readFile(path.join(cwd, 'classes.yaml'), 'utf8')).toBe('mine');
  });

  it('does not write through a link that leads nowhere', async () => {
    const cwd = await temporaryFolder();
    await symlink(path.join(cwd, 'elsewhere'), path.join(cwd, 'backend.yaml'));
    expect((await run(['init', '.'], { cwd })).status).toBe(2);
    expect(await readdir(cwd)).toEqual(['backend.yaml']);
  });

  it('says where it cannot write', async () => {
    const cwd = await temporaryFolder();
    await mkdir(path.join(cwd, 'a'));
    await writeFile(path.join(cwd, 'a', 'file'), '');
    const ran = await run(['init', 'a/file/storage'], { cwd });
    expect(ran.status).toBe(2);
    expect(ran.stderr).toMatch(/^error: cannot write to a\/file\/storage: ENOTDIR.*\n$/);
  });
});
