import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DeclaredObject } from '../../core/model/configuration.ts';
import { driveId, foundDrive, foundEnclosure, silentEnclosure } from '../api/testing/found.ts';
import { checkFiles } from '../check/check-files.ts';
import { apiThatFound } from '../testing/api-server.ts';
import type { RunningApi } from '../testing/api-server.ts';
import { run } from '../testing/run.ts';

const ssd = { mediaType: 'SSD', protocol: 'NVMe', rotationSpeedRPM: 0, capacityBytes: 16n * 2n ** 30n } as const;

function declare({ port }: RunningApi, ...objects: readonly object[]): void {
  if (!port.active) throw new Error('the fixture is active');
  port.active = { ...port.active, objects: objects as readonly DeclaredObject[] };
}

const BOX_1 = {
  apiVersion: 'stowage.dev/v1alpha1',
  kind: 'Enclosure',
  metadata: { name: 'box-1', labels: { row: '1' } },
  spec: {
    storageGroup: 'sg-a',
    domain: 'rack-a',
    bandwidthDomain: 'row-1',
    portals: [
      { transport: 'nvmetcp', address: '10.0.0.1' },
      { transport: 'iscsi', address: 'fd00::1', port: 3261 },
    ],
    drives: [
      {
        id: driveId(4),
        mediaType: 'HDD',
        protocol: 'SAS',
        rotationSpeedRPM: 7200,
        capacity: '18T',
        tags: ['worn', '2024'],
        state: 'draining',
      },
      { id: driveId(1), mediaType: 'HDD', protocol: 'SATA', capacity: '18000207937536' },
    ],
  },
};

/** The rest of a repository that the Enclosures of these tests could stand in. */
const TOPOLOGY = `apiVersion: stowage.dev/v1alpha1
kind: Topology
metadata: { name: topology }
spec:
  levels: [rack]
  domains: [{ name: rack-a, level: rack }]
  bandwidthDomains: [{ name: row-1 }]
`;

const problemsOf = (yaml: string) =>
  checkFiles([
    { path: 'enclosures.yaml', text: yaml },
    { path: 'topology.yaml', text: TOPOLOGY },
  ]).findings;

describe('stowage inventory export', () => {
  it('writes an Enclosure that nobody has declared, and says what is a guess', async () => {
    const { cwd } = await apiThatFound(foundEnclosure('box-9', [foundDrive(10), foundDrive(2, ssd)]));
    const { status, stdout } = await run(['inventory', 'export'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "apiVersion: stowage.dev/v1alpha1
      kind: Enclosure
      metadata:
        name: box-9
      spec:
        # check it: enclosures that fail together, such as those behind one controller, share one
        storageGroup: box-9
        # check them: how nodes reach its drives (nvmetcp, roce or iscsi) and where
        portals:
          - { transport: nvmetcp, address: box-9 }
        drives:
          - { id: wwn-0x0000000000000002, mediaType: SSD, protocol: NVMe, capacity: 16Gi } # ST18000NM004J, serial ZR500002
          - { id: wwn-0x000000000000000a, mediaType: HDD, protocol: SAS, rotationSpeedRPM: 7200, capacity: 16764Gi } # ST18000NM004J, serial ZR500010
      "
    `);
    expect(problemsOf(stdout)).toEqual([]);
  });

  it('keeps what only a person knows, and what was not found', async () => {
    const api = await apiThatFound(foundEnclosure('box-1', [foundDrive(1), foundDrive(2, ssd)]));
    declare(api, BOX_1);
    const { stdout } = await run(['inventory', 'export'], { cwd: api.cwd });
    expect(stdout).toMatchInlineSnapshot(`
      "apiVersion: stowage.dev/v1alpha1
      kind: Enclosure
      metadata:
        name: box-1
        labels:
          row: '1'
      spec:
        storageGroup: sg-a
        domain: rack-a
        bandwidthDomain: row-1
        portals:
          - { transport: nvmetcp, address: 10.0.0.1 }
          - { transport: iscsi, address: fd00::1, port: 3261 }
        drives:
          - { id: wwn-0x0000000000000001, mediaType: HDD, protocol: SAS, rotationSpeedRPM: 7200, capacity: '18000207937536' } # ST18000NM004J, serial ZR500001
          - { id: wwn-0x0000000000000002, mediaType: SSD, protocol: NVMe, capacity: 16Gi } # ST18000NM004J, serial ZR500002
          - { id: wwn-0x0000000000000004, mediaType: HDD, protocol: SAS, rotationSpeedRPM: 7200, capacity: 18T, tags: [worn, '2024'], state: draining } # not found: look at the drive, or declare its state
      "
    `);
    expect(problemsOf(stdout)).toEqual([]);
  });

  it('leaves out what takes no legs, with the reason', async () => {
    const { cwd } = await apiThatFound(
      foundEnclosure('box-9', [
        foundDrive(1, { standing: { kind: 'foreign', domain: '7c0a' as never } }),
        foundDrive(2, { standing: { kind: 'unknown-data', found: 'ext4\nroot: true' } }),
        foundDrive(3, { standing: { kind: 'in-use', by: 'mounted at /' } }),
        foundDrive(4, { capacityBytes: 2n ** 20n }),
        foundDrive(5, { id: 'serial-5' as never }),
        foundDrive(6, { standing: { kind: 'owned' } }),
      ]),
    );
    const { stdout } = await run(['inventory', 'export'], { cwd });
    expect(stdout).toMatchInlineSnapshot(`
      "apiVersion: stowage.dev/v1alpha1
      kind: Enclosure
      metadata:
        name: box-9
      spec:
        # check it: enclosures that fail together, such as those behind one controller, share one
        storageGroup: box-9
        # check them: how nodes reach its drives (nvmetcp, roce or iscsi) and where
        portals:
          - { transport: nvmetcp, address: box-9 }
        drives:
          # left out: its id is no WWN, EUI-64 or NGUID
          # - { id: serial-5, mediaType: HDD, protocol: SAS, rotationSpeedRPM: 7200, capacity: 16764Gi } # ST18000NM004J, serial ZR500005
          # left out: foreign (domain 7c0a); "stowage drive adopt" takes it over with its data, "stowage drive wipe" destroys them
          # - { id: wwn-0x0000000000000001, mediaType: HDD, protocol: SAS, rotationSpeedRPM: 7200, capacity: 16764Gi } # ST18000NM004J, serial ZR500001
          # left out: unknown data (ext4\\u{a}root: true); "stowage drive wipe" destroys what is on it
          # - { id: wwn-0x0000000000000002, mediaType: HDD, protocol: SAS, rotationSpeedRPM: 7200, capacity: 16764Gi } # ST18000NM004J, serial ZR500002
          # left out: in use (mounted at /); free it on its host
          # - { id: wwn-0x0000000000000003, mediaType: HDD, protocol: SAS, rotationSpeedRPM: 7200, capacity: 16764Gi } # ST18000NM004J, serial ZR500003
          # left out: it holds 1048576 bytes, less than 1 GiB
          # - { id: wwn-0x0000000000000004, mediaType: HDD, protocol: SAS, rotationSpeedRPM: 7200, capacity: 0.001048576G } # ST18000NM004J, serial ZR500004
          - { id: wwn-0x0000000000000006, mediaType: HDD, protocol: SAS, rotationSpeedRPM: 7200, capacity: 16764Gi } # ST18000NM004J, serial ZR500006
      "
    `);
    expect(problemsOf(stdout)).toEqual([]);
  });

  it("leaves nothing to declare where every drive is somebody else's", async () => {
    const foreign = { standing: { kind: 'foreign', domain: '7c0a' as never } } as const;
    const { cwd } = await apiThatFound(
      foundEnclosure('box-8', [foundDrive(1, foreign)]),
      foundEnclosure('box-9', [foundDrive(2)]),
    );
    const { stdout } = await run(['inventory', 'export'], { cwd });
    expect(
      stdout
        .slice(0, stdout.indexOf('---'))
        .split('\n')
        .filter((line) => !/^(#.*)?$/.test(line)),
    ).toEqual([]);
    expect(problemsOf(stdout)).toEqual([]);
    expect(checkFiles([{ path: 'a.yaml', text: stdout }]).objects).toMatchObject([{ metadata: { name: 'box-9' } }]);
  });

  it('keeps a declared drive although its data are not known any more', async () => {
    const api = await apiThatFound(
      foundEnclosure('box-1', [foundDrive(4, { standing: { kind: 'unknown-data', found: 'xfs' } }), foundDrive(1)]),
    );
    declare(api, BOX_1);
    const { stdout } = await run(['inventory', 'export'], { cwd: api.cwd });
    const line = stdout.split('\n').find((text) => text.includes(driveId(4)));
    expect(line).toMatch(/^ {4}- \{ id: .*unknown data \(xfs\); "stowage drive wipe" destroys what is on it$/);
  });

  it('keeps an enclosure whose agent does not answer as it is declared', async () => {
    const api = await apiThatFound(silentEnclosure('box-1', 'no agent is attached'));
    declare(api, BOX_1);
    const { stdout } = await run(['inventory', 'export'], { cwd: api.cwd });
    expect(stdout).toMatch(/^# its agent does not answer: no agent is attached\n/);
    const [object] = checkFiles([{ path: 'a.yaml', text: stdout }]).objects;
    expect(object).toEqual({ ...BOX_1, spec: { ...BOX_1.spec, drives: BOX_1.spec.drives.toReversed() } });
  });

  it('gives a drive that two hosts see one place: where it is declared, else the first', async () => {
    const api = await apiThatFound(
      foundEnclosure('box-2', [foundDrive(1), foundDrive(7)]),
      foundEnclosure('box-3', [foundDrive(7), foundDrive(8)]),
      foundEnclosure('box-1', [foundDrive(1)]),
    );
    declare(api, BOX_1);
    const { stdout } = await run(['inventory', 'export'], { cwd: api.cwd });
    expect(problemsOf(stdout)).toEqual([]);
    expect(stdout).toContain('# left out: it has its place in box-1, and a drive is declared once\n');
    expect(stdout).toContain('# left out: it has its place in box-2, and a drive is declared once\n');
  });

  it('says the same bytes whatever the order in which agents answer', async () => {
    const found = [foundEnclosure('b', [foundDrive(2), foundDrive(1)]), foundEnclosure('a', [foundDrive(3)])];
    const one = await apiThatFound(...found);
    const other = await apiThatFound(
      foundEnclosure('a', [foundDrive(3)]),
      foundEnclosure('b', [foundDrive(1), foundDrive(2)]),
    );
    const text = (await run(['inventory', 'export'], { cwd: one.cwd })).stdout;
    expect((await run(['inventory', 'export'], { cwd: other.cwd })).stdout).toBe(text);
    expect(text.indexOf('name: a')).toBeLessThan(text.indexOf('name: b'));
  });

  it('writes a file, whatever is in it', async () => {
    const foreign = { standing: { kind: 'foreign', domain: '7c0a' as never } } as const;
    const { cwd } = await apiThatFound(foundEnclosure('box-9', [foundDrive(1), foundDrive(2, foreign)]));
    const argv = ['inventory', 'export', '--enclosure', 'box-9'];
    const { stdout } = await run(argv, { cwd });
    for (let times = 0; times < 2; times += 1) {
      expect(await run([...argv, '--output', 'a.yaml'], { cwd })).toEqual({
        status: 0,
        stdout:
          '1 enclosure with 1 drive, 1 more left out written to a.yaml: look through it, then "stowage validate a.yaml"\n',
        stderr: '',
      });
      expect(await readFile(path.join(cwd, 'a.yaml'), 'utf8')).toBe(stdout);
    }
    expect(await run([...argv, '--output', 'no/such/folder.yaml'], { cwd })).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^error: no\/such\/folder.yaml cannot be written: /) as unknown,
    });
  });

  it('says that there is nothing to write', async () => {
    const api = await apiThatFound();
    declare(api);
    expect(await run(['inventory', 'export'], { cwd: api.cwd })).toEqual({
      status: 1,
      stdout: '',
      stderr: 'error: no agent is attached: start "stowage agent" on the hosts that have drives\n',
    });
  });
});
