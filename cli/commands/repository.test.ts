import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { OBJECTS, volumeOf } from '../api/testing/fixture.ts';
import { runningApi } from '../testing/api-server.ts';
import { BACKEND, BROKEN } from '../testing/declarations.ts';
import { run, temporaryFolder } from '../testing/run.ts';

async function folderOf(files: Readonly<Record<string, string>>, cwd?: string): Promise<string> {
  const folder = cwd ?? (await temporaryFolder());
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  return folder;
}

describe('stowage validate', () => {
  it('says how much it found to be right', async () => {
    const cwd = await folderOf({ 'config/backend.yaml': BACKEND, 'config/notes.md': 'not ours' });
    expect(await run(['validate', 'config'], { cwd })).toEqual({
      status: 0,
      stdout: '1 object in 1 file: 0 errors, 0 warnings\n',
      stderr: '',
    });
  });

  it('names files as the user does', async () => {
    const cwd = await folderOf({ 'config/backend.yaml': BROKEN });
    const line = ':6:33: error reference/not-found ';
    for (const [given, shown] of [
      ['config', 'config/backend.yaml'],
      ['./config/', 'config/backend.yaml'],
      ['config/backend.yaml', 'config/backend.yaml'],
      [path.join(cwd, 'config'), path.join(cwd, 'config/backend.yaml')],
    ] as const) {
      const { status, stdout } = await run(['validate', given], { cwd });
      expect(status).toBe(1);
      expect(stdout).toContain(`${shown}${line}`);
      expect(stdout).toContain('\n1 object in 1 file: 1 error, 0 warnings\n');
    }
    expect((await run(['validate', '.'], { cwd: path.join(cwd, 'config') })).stdout).toMatch(/^backend\.yaml:6:33: /);
  });

  it('checks several paths as one repository, each file once', async () => {
    const enclosure = `apiVersion: stowage.dev/v1alpha1
kind: Enclosure
metadata: { name: box }
spec:
  storageGroup: sg-x
  portals: [{ transport: nvmetcp, address: 10.0.0.1 }]
  drives: [{ id: eui.0025385b71b0a1f2, mediaType: SSD, protocol: NVMe, capacity: 1T }]
`;
    const cwd = await folderOf({ 'a/backend.yaml': BROKEN, 'b/enclosure.yaml': enclosure });
    expect((await run(['validate', 'a'], { cwd })).status).toBe(1);
    expect(await run(['validate', 'a', 'b', './b/enclosure.yaml'], { cwd })).toMatchObject({
      status: 0,
      stdout: '2 objects in 2 files: 0 errors, 0 warnings\n',
    });
  });

  it('says how many objects of other kinds it passed over', async () => {
    const others =
      '---\napiVersion: v1\nkind: Pod\n---\napiVersion: v1\nkind: Secret\n---\napiVersion: v1\nkind: Pod\n';
    const cwd = await folderOf({ 'backend.yaml': BACKEND + others });
    expect(await run(['validate', '.'], { cwd })).toEqual({
      status: 0,
      stdout: '1 object in 1 file, 3 of other kinds passed over: 0 errors, 0 warnings\n',
      stderr: '',
    });
    const { stdout } = await run(['validate', '.', '-o', 'json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ summary: { objects: 1, passedOver: 3 } });
  });

  it('shows the line and what to do with --pretty', async () => {
    const cwd = await folderOf({ 'backend.yaml': BROKEN });
    const { stdout } = await run(['validate', '.', '--pretty'], { cwd });
    expect(stdout).toContain(
      '    6 |   composable: { storageGroups: [sg-x] }\n      |                                 ^^^^\n',
    );
  });

  it('says it all in JSON and YAML', async () => {
    const cwd = await folderOf({ 'backend.yaml': BROKEN });
    const { status, stdout } = await run(['validate', '.', '-o', 'json'], { cwd });
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      summary: { objects: 1, files: 1, errors: 1, warnings: 0 },
      findings: [
        { code: 'reference/not-found', severity: 'error', place: { file: 'backend.yaml', line: 6, column: 33 } },
      ],
    });
    expect((await run(['validate', '.', '-o', 'yaml'], { cwd })).stdout).toContain('  - code: reference/not-found\n');
  });

  it.each([
    ['an empty folder', {}, ['error source/empty '], '0 objects in 0 files: 1 error, 0 warnings'],
    ['a folder without objects of ours', { 'a.yaml': 'a: 1' }, ['a.yaml:1:1: error '], '0 objects in 1 file: 1 error'],
  ])('%s is a problem', async (_, files, lines, summary) => {
    const { status, stdout } = await run(['validate', '.'], { cwd: await folderOf(files) });
    expect(status).toBe(1);
    for (const line of lines) expect(stdout).toContain(line);
    expect(stdout).toContain(summary);
  });

  it('reports a link, and does not follow it', async () => {
    const cwd = await folderOf({ 'config/backend.yaml': BACKEND, 'secret.yaml': 'a: [' });
    await symlink(path.join(cwd, 'secret.yaml'), path.join(cwd, 'config/link.yaml'));
    const { status, stdout } = await run(['validate', 'config'], { cwd });
    expect(status).toBe(1);
    expect(stdout).toContain('config/link.yaml:1:1: error source/not-a-regular-file ');
    expect(stdout).not.toContain('yaml/syntax');
  });

  it('could not run where a path is not there', async () => {
    expect(await run(['validate', 'no-such-folder'], { cwd: await temporaryFolder() })).toEqual({
      status: 2,
      stdout: '',
      stderr: 'error: no-such-folder cannot be read: it does not exist\n',
    });
  });
});

describe('stowage plan', () => {
  const NOTE = 'note: no stowage server runs for state .stowage: planned against an empty configuration\n';

  it('plans against nothing where no server runs, and says so', async () => {
    const cwd = await folderOf({ 'config/backend.yaml': BACKEND });
    expect(await run(['plan', 'config'], { cwd })).toEqual({
      status: 0,
      stdout: '+ Backend main\n    spec.composable: {}\n\nPlan: 1 to create, 0 to update, 0 to delete.\n',
      stderr: NOTE,
    });
  });

  it('tells a check by its status that there are changes', async () => {
    const cwd = await folderOf({ 'config/backend.yaml': BACKEND });
    expect((await run(['plan', 'config', '--exit-code'], { cwd })).status).toBe(3);
  });

  it('plans nothing where something is wrong', async () => {
    const cwd = await folderOf({ 'config/backend.yaml': BROKEN });
    const { status, stdout, stderr } = await run(['plan', 'config', '--exit-code'], { cwd });
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain('config/backend.yaml:6:33: error reference/not-found ');
    expect(stdout).not.toContain('Plan:');
  });

  it('compares with what the server runs', async () => {
    const { cwd } = await runningApi();
    await folderOf({ 'same/backend.yaml': BACKEND, 'other/backend.yaml': `${BACKEND}  state: suspended\n` }, cwd);
    expect(OBJECTS).toHaveLength(1);
    expect(await run(['plan', 'same', '--exit-code'], { cwd })).toEqual({
      status: 0,
      stdout: 'No changes: what is declared is what runs.\n',
      stderr: '',
    });
    const { status, stdout } = await run(['plan', 'other', '--exit-code', '-o', 'json'], { cwd });
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      formatVersion: 1,
      against: { number: 3, commit: 'c'.repeat(40) },
      steps: [
        {
          action: 'update',
          kind: 'Backend',
          name: 'main',
          fields: [{ path: 'spec.state', after: '"suspended"' }],
        },
      ],
    });
  });

  it('shows the volumes that stand in the way', async () => {
    const { cwd } = await runningApi([volumeOf('db-0')]);
    await folderOf({ 'config/backend.yaml': BACKEND }, cwd);
    const { status, stdout } = await run(['plan', 'config'], { cwd });
    expect(status).toBe(1);
    expect(stdout).toContain('error plan/holds-data ');
    expect(stdout).toContain('db-0');
  });

  it('knows of the API which volumes are encrypted', async () => {
    const { cwd } = await runningApi([volumeOf('db-0', { encryption: { salt: '00', keyGeneration: 1 } })]);
    await folderOf({ 'config/backend.yaml': BACKEND }, cwd);
    const { status, stdout } = await run(['plan', 'config'], { cwd });
    expect(status).toBe(1);
    expect(stdout).toContain('which makes 1 volume (db-0; 10 GiB) unreadable');
  });

  it('says that the server runs nothing yet', async () => {
    const { cwd, port } = await runningApi();
    port.active = undefined;
    await folderOf({ 'config/backend.yaml': BACKEND }, cwd);
    const { status, stderr } = await run(['plan', 'config'], { cwd });
    expect([status, stderr]).toEqual([0, 'note: the server runs no configuration yet: planned against an empty one\n']);
  });

  it('could not run where a server was named and does not answer', async () => {
    const cwd = await folderOf({ 'config/backend.yaml': BACKEND });
    const { status } = await run(['plan', 'config', '--server', 'http://127.0.0.1:1'], { cwd });
    expect(status).toBe(2);
  });
});
