import { describe, expect, it } from 'vitest';
import { driveId, foundDrive, foundEnclosure, foundLeg, silentEnclosure } from '../api/testing/found.ts';
import { runningApi } from '../testing/api-server.ts';
import type { RunningApi } from '../testing/api-server.ts';
import { run } from '../testing/run.ts';

const DRIVE = driveId(1);

/** A drive of another domain in box-1, with a leg on it; box-2 does not answer. */
async function apiWithForeignDrive(): Promise<RunningApi> {
  const api = await runningApi();
  const drive = foundDrive(1, { standing: { kind: 'foreign', domain: '7c0a' as never }, model: 'ST18\n000' });
  api.port.found.push(
    foundEnclosure('box-1', [drive], [foundLeg(1, 1)]),
    silentEnclosure('box-2', 'no agent is attached'),
  );
  return api;
}

describe('stowage drive adopt', () => {
  it('makes the drive ours', async () => {
    const { cwd, port } = await apiWithForeignDrive();
    expect(await run(['drive', 'adopt', DRIVE, '--enclosure', 'box-1'], { cwd })).toEqual({
      status: 0,
      stdout: `adopted ${DRIVE} of box-1\n`,
      stderr: '',
    });
    expect(port.decided).toMatchObject([{ kind: 'adopt-drive', drive: DRIVE, enclosure: 'box-1', by: 'admin' }]);
  });

  it.each([
    ['of an enclosure that there is not', ['--enclosure', 'box-9'], 1, 'error: there is no enclosure box-9\n'],
    ['of an enclosure that does not answer', ['--enclosure', 'box-2'], 2, 'error: no agent is attached\n'],
    [
      'of no enclosure',
      [],
      2,
      'error: required option \'--enclosure <name>\' not specified\n(see "stowage drive adopt --help")\n',
    ],
  ])('refuses a drive %s', async (_, options, status, stderr) => {
    const { cwd } = await apiWithForeignDrive();
    expect(await run(['drive', 'adopt', DRIVE, ...options], { cwd })).toEqual({ status, stdout: '', stderr });
  });
});

describe('stowage drive wipe', () => {
  it('says what would be destroyed, and does nothing', async () => {
    const { cwd, port } = await apiWithForeignDrive();
    expect(await run(['drive', 'wipe', DRIVE, '--enclosure', 'box-1'], { cwd })).toEqual({
      status: 2,
      stdout: '',
      stderr: `This would destroy everything on drive ${DRIVE} of box-1; nothing can bring it back:
  16.4 TiB SAS HDD ST18\\u{a}000, serial ZR500001
  it is foreign (domain 7c0a)
  leg leg-1 of volume volume-of-somebody, 11 GiB
Nothing was done. To do it: stowage drive wipe ${DRIVE} --enclosure box-1 --confirm ${DRIVE}
`,
    });
    expect(port.decided).toEqual([]);
  });

  it('does nothing where the id typed again is another', async () => {
    const { cwd, port } = await apiWithForeignDrive();
    const argv = ['drive', 'wipe', DRIVE, '--enclosure', 'box-1', '--confirm', driveId(2)];
    const { status, stderr } = await run(argv, { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain(`Nothing was done: --confirm says ${driveId(2)}, not ${DRIVE}\n`);
    expect(port.decided).toEqual([]);
  });

  it('wipes what was typed twice', async () => {
    const { cwd, port } = await apiWithForeignDrive();
    expect(await run(['drive', 'wipe', DRIVE, '--enclosure', 'box-1', '--confirm', DRIVE], { cwd })).toEqual({
      status: 0,
      stdout: `wiped ${DRIVE} of box-1\n`,
      stderr: '',
    });
    expect(port.decided).toMatchObject([{ kind: 'wipe-drive', drive: DRIVE, by: 'admin' }]);
  });

  it.each([
    [
      'that was not found',
      [driveId(2), '--enclosure', 'box-1'],
      1,
      `no drive ${driveId(2)} was found in enclosure box-1`,
    ],
    ['of an enclosure that there is not', [DRIVE, '--enclosure', 'box-9'], 1, `no drive ${DRIVE} was found in`],
    [
      'of an enclosure that does not answer',
      [DRIVE, '--enclosure', 'box-2'],
      2,
      'enclosure box-2 does not answer: no agent is attached',
    ],
  ])('says nothing of a drive %s', async (_, argv, status, message) => {
    const { cwd } = await apiWithForeignDrive();
    const ran = await run(['drive', 'wipe', ...argv], { cwd });
    expect(ran).toMatchObject({ status, stdout: '' });
    expect(ran.stderr).toMatch(/^error: [^\n]*\n$/);
    expect(ran.stderr).toContain(message);
  });
});
