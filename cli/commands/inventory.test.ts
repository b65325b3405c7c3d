import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openWorkingRepository } from '../../controller/source/working-repository.ts';
import { driveId, foundDrive, foundEnclosure, foundLeg, silentEnclosure } from '../api/testing/found.ts';
import { CONFIG_REPOSITORY } from '../init/config-repository.ts';
import { testObservation } from '../observe/testing/test-observation.ts';
import { startServer } from '../serve/server.ts';
import { apiThatFound } from '../testing/api-server.ts';
import { run, temporaryFolder } from '../testing/run.ts';

const ssd = { mediaType: 'SSD', protocol: 'NVMe', rotationSpeedRPM: 0, capacityBytes: 16n * 2n ** 30n } as const;

describe('stowage inventory', () => {
  it('shows whose each drive is, and what to do next', async () => {
    const { cwd } = await apiThatFound(
      foundEnclosure(
        'box-9',
        [
          foundDrive(1),
          foundDrive(2, { ...ssd, standing: { kind: 'foreign', domain: '7c0a' as never } }),
          foundDrive(3, { standing: { kind: 'unknown-data', found: 'ext4' }, model: '', serialNumber: '\u001b[2J' }),
          foundDrive(4, { standing: { kind: 'in-use', by: 'mounted at /' } }),
          foundDrive(5, { standing: { kind: 'unreadable', why: 'EIO' } }),
        ],
        [foundLeg(1, 2)],
      ),
      silentEnclosure('box-x', 'no agent is attached'),
    );
    const { status, stdout } = await run(['inventory'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "ENCLOSURE   DRIVE                    MEDIA    PROTOCOL   CAPACITY   MODEL           SERIAL      LEGS     STANDING                NEXT
      box-9       wwn-0x0000000000000001   HDD      SAS        16.4 TiB   ST18000NM004J   ZR500001    0        blank                   declare it: "stowage inventory export" writes it
      box-9       wwn-0x0000000000000002   SSD      NVMe       16 GiB     ST18000NM004J   ZR500002    1        foreign (domain 7c0a)   "stowage drive adopt" takes it over with its data, "stowage drive wipe" destroys them
      box-9       wwn-0x0000000000000003   HDD      SAS        16.4 TiB   <none>          \\u{1b}[2J   0        unknown data (ext4)     "stowage drive wipe" destroys what is on it
      box-9       wwn-0x0000000000000004   HDD      SAS        16.4 TiB   ST18000NM004J   ZR500004    0        in use (mounted at /)   free it on its host
      box-9       wwn-0x0000000000000005   HDD      SAS        16.4 TiB   ST18000NM004J   ZR500005    0        unreadable (EIO)        look at the drive and its cabling
      box-x       <none>                   <none>   <none>     <none>     <none>          <none>      <none>   not answering           no agent is attached
      "
    `);
  });

  it.each([
    ['is of another media type', { mediaType: 'HDD' }, 'takes no legs: declare that it is an HDD'],
    ['is smaller', { capacityBytes: 10n ** 11n }, 'is declared larger: declare its capacity'],
    ['is larger', { capacityBytes: 10n ** 13n }, '<none>'],
  ] as const)('shows that a drive %s than declared', async (_, change, next) => {
    const drive = foundDrive(1, { ...ssd, id: 'eui.box-2-1' as never, ...change });
    const { cwd } = await apiThatFound(foundEnclosure('box-2', [drive]));
    const { stdout } = await run(['inventory', '--enclosure', 'box-2'], { cwd });
    expect(stdout.split('\n').find((line) => line.includes('eui.box-2-1'))).toMatch(new RegExp(`blank +${next}$`));
  });

  it('shows what is declared and was not found', async () => {
    const { cwd } = await apiThatFound(foundEnclosure('box-2', []));
    const { stdout } = await run(['inventory', '--enclosure', 'box-2'], { cwd });
    expect(stdout.split('\n').filter((line) => line.includes('not found'))).toHaveLength(3);
  });

  it('shows an enclosure without drives, and that there is none', async () => {
    const { cwd, port } = await apiThatFound(foundEnclosure('box-9', []));
    expect((await run(['inventory'], { cwd })).stdout).toContain('no drives   look whether the host sees them');
    port.found.length = 0;
    expect((await run(['inventory'], { cwd })).stdout).toBe(
      'No enclosures: no agent is attached, and none is declared.\n',
    );
  });

  it('prints for programs', async () => {
    const { cwd } = await apiThatFound(foundEnclosure('box-9', [foundDrive(1)]));
    const { stdout } = await run(['inventory', '-o', 'json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ items: [{ name: 'box-9', drives: [{ id: driveId(1) }] }] });
  });

  it.each([['inventory'], ['inventory', 'export']])('%s %s: there is no such enclosure', async (...command) => {
    const { cwd } = await apiThatFound(foundEnclosure('box-9', [foundDrive(1)]));
    expect(await run([...command, '--enclosure', 'box-8'], { cwd })).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'error: enclosure "box-8" is not declared, and no agent is attached for it: "stowage inventory" lists all\n',
    });
  });
});

/** A server on simulated hardware that serves the repository of `stowage init`, in `config`. */
async function folderServed(): Promise<string> {
  const cwd = await temporaryFolder();
  await (await openWorkingRepository(path.join(cwd, 'config'))).commit(CONFIG_REPOSITORY, 'Declare storage');
  const listen = { host: '127.0.0.1', port: 0 };
  const options = { repo: 'config', ref: 'main', path: '.', state: '.stowage', listen, interval: 1 };
  const server = await startServer(options, { ...testObservation(), cwd });
  onTestFinished(() => server.stop());
  await server.sync();
  return cwd;
}

describe('on a server', () => {
  it('what is exported changes nothing of what runs', async () => {
    const cwd = await folderServed();
    expect((await run(['inventory'], { cwd })).stdout.split('\n').filter((line) => /<none>$/.test(line))).toHaveLength(
      6,
    );
    expect(await run(['inventory', 'export', '--output', 'config/enclosures.yaml'], { cwd })).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^2 enclosures with 6 drives written to /) as unknown,
    });
    expect(await run(['validate', 'config'], { cwd })).toMatchObject({ status: 0 });
    expect(await run(['plan', 'config', '--exit-code'], { cwd })).toMatchObject({ status: 0 });
  });

  it('what a person decides about a drive is recorded', async () => {
    const cwd = await folderServed();
    const drive = 'eui.0025385b71b0a101';
    const wiped = await run(['drive', 'wipe', drive, '--enclosure', 'box-1', '--confirm', drive], { cwd });
    expect(wiped).toEqual({ status: 0, stdout: `wiped ${drive} of box-1\n`, stderr: '' });
    expect((await run(['get', 'decisions'], { cwd })).stdout).toMatch(
      new RegExp(`^AT .*\n\\S+ +admin +wipe-drive +box-1 +${drive} +done\n$`),
    );
  });
});
