import { describe, expect, it } from 'vitest';
import { gib } from '../../core/model/capacity.ts';
import { publicationOf, revisionOf, volumeOf } from '../api/testing/fixture.ts';
import { driveId, foundDrive, foundEnclosure, mirrorOf } from '../api/testing/found.ts';
import { runningApi } from '../testing/api-server.ts';
import { run } from '../testing/run.ts';

describe('stowage get', () => {
  it('prints a table', async () => {
    const volume = volumeOf('db-0');
    const { cwd, port } = await runningApi([volume]);
    port.publications.push(publicationOf(volume, 'worker-1'));
    expect(await run(['get', 'volumes'], { cwd })).toEqual({
      status: 0,
      stdout: `NAME   CLASS   SIZE     LAYOUT   PHASE   LEGS   SURVIVES    PUBLISHED-TO
db-0   fast    10 GiB   slice    ready   1      enclosure   worker-1
`,
      stderr: '',
    });
  });

  it.each([
    ['drives', 'ID             ENCLOSURE   GROUP   MEDIA   CAPACITY   STATE     USE     USED    VOLUMES', 16],
    ['enclosures', 'NAME    GROUP   DRIVES   IN-USE   CAPACITY   TRANSPORTS   BANDWIDTH-DOMAIN   DOMAINS', 3],
    ['bandwidth-domains', 'NAME    ENCLOSURES   BANDWIDTH   RESERVED   LEFT     VOLUMES   REACHES', 2],
    ['backends', 'NAME   DRIVER       STATE    VOLUMES   SIZE    POOLS     GROUPS', 2],
    ['classes', 'NAME    TYPE    REDUNDANCY   ENCRYPT   EXPANSION   BINDING     RECLAIM   VOLUMES', 3],
    ['revisions', 'NUMBER   COMMIT       REF    STATE        FINDINGS   SUBJECT', 2],
    ['decisions', 'AT                         BY      DECISION      OF      ABOUT                    OUTCOME', 2],
  ])('of %s', async (resource, head, lines) => {
    const { cwd, port } = await runningApi();
    port.proposed.push(revisionOf(1));
    const at = '2026-11-02T08:00:00.000Z';
    const outcome = { kind: 'done' } as const;
    const enclosure = 'box-1' as never;
    port.decided.push({ kind: 'adopt-drive', at, by: 'admin', outcome, enclosure, drive: driveId(1) });
    const { stdout } = await run(['get', resource], { cwd });
    expect(stdout.split('\n')[0]).toBe(head);
    expect(stdout.trimEnd().split('\n')).toHaveLength(lines);
  });

  it('says how fragmented the sliced drives of a pool are', async () => {
    const slice = volumeOf('db-0');
    const legs = slice.legs.map((leg) => ({ ...leg, extent: { start: gib(2), length: gib(900) } }));
    const { cwd } = await runningApi([{ ...slice, legs }]);
    // Of the 930 GiB that partitions may cover, 1 lies before the slice and 29 behind it.
    expect((await run(['get', 'backends'], { cwd })).stdout).toMatch(/FRAGMENTED\n.* default=100%\n/);
  });

  it('says whose slices a drive holds, and how many there are', async () => {
    const { cwd } = await runningApi(['a', 'b', 'c', 'd', 'e'].map((name) => volumeOf(name)));
    expect((await run(['get', 'drives', 'eui.box-1-1'], { cwd })).stdout).toContain('a,b,c,… (5)\n');
  });

  it('of drives says which are otherwise than declared', async () => {
    const { cwd, port } = await runningApi();
    const found = { ...foundDrive(1), id: 'eui.box-2-1' as never, mediaType: 'SSD', capacityBytes: 1n } as const;
    port.found.push(foundEnclosure('box-2', [{ ...found, standing: { kind: 'unknown-data', found: 'ext4' } }]));
    const { stdout } = await run(['get', 'drives'], { cwd });
    expect(stdout.match(/eui\.box-2-\d .*enabled\S*/g)?.map((line) => line.replace(/ .* /, ' '))).toEqual([
      'eui.box-2-1 enabled,unknown-data,smaller',
      'eui.box-2-2 enabled,not-found',
      'eui.box-2-3 enabled,not-found',
    ]);
  });

  it('of volumes says which are degraded', async () => {
    const { cwd } = await runningApi([
      mirrorOf('db-0', { integrity: { dropped: ['leg-a' as never], rebuilding: [], use: 'stopped' } }),
    ]);
    expect((await run(['get', 'volumes'], { cwd })).stdout).toContain('mirrored-slice   ready,degraded   2 ');
  });

  it('says that there is nothing', async () => {
    const { cwd } = await runningApi();
    expect((await run(['get', 'volumes'], { cwd })).stdout).toBe('No volumes.\n');
    expect(JSON.parse((await run(['get', 'volumes', '-o', 'json'], { cwd })).stdout)).toEqual({ items: [] });
  });

  it('prints one by its name, also by its singular', async () => {
    const { cwd } = await runningApi();
    const { stdout } = await run(['get', 'drive', 'eui.box-2-2', '-o', 'json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ id: 'eui.box-2-2', enclosure: 'box-2' });
    expect((await run(['get', 'class', 'fixed', '-o', 'yaml'], { cwd })).stdout).toContain('name: fixed\n');
  });

  it('says that there is none of that name', async () => {
    const { cwd } = await runningApi();
    expect(await run(['get', 'drives', 'sda'], { cwd })).toEqual({
      status: 1,
      stdout: '',
      stderr: 'error: there is no drive "sda": "stowage get drives" lists all\n',
    });
  });

  it('says that no configuration is active', async () => {
    const { cwd, port } = await runningApi();
    port.active = undefined;
    expect(await run(['get', 'drives'], { cwd })).toMatchObject({
      status: 2,
      stderr: 'error: no configuration is active yet: push a revision that is valid\n',
    });
  });
});

describe('stowage describe volume', () => {
  it('tells all of it, and why', async () => {
    const volume = volumeOf('db-0', { parameters: { type: 'slice' } });
    const { cwd, port } = await runningApi([volume]);
    port.publications.push(publicationOf(volume, 'worker-1'));
    const { status, stdout } = await run(['describe', 'volume', 'db-0'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toBe(`Name:         db-0
ID:           ${volume.id}
Class:        fast
Parameters:   type=slice
Size:         10 GiB
Use:          filesystem ext4
Encrypted:    no
Phase:        ready
Backend:      main
Layout:       slice
Survives:     the loss of any one enclosure
Integrity:    no node has started it yet
Reached from: row-1
Published to: worker-1
Revision:     3
Legs:
  DRIVE         ENCLOSURE   FROM    LENGTH   STRANDED   STATE     ID
  eui.box-1-1   box-1       GiB 1   11 GiB   <none>     current   ${volume.legs[0]?.id ?? ''}
Why (when it was placed):
  - least waste among 15 drives
`);
  });

  it('tells which legs are dropped or unfenced, and what that means', async () => {
    const integrity = { dropped: ['leg-b' as never], rebuilding: [], use: 'in-use' } as const;
    const unfenced = [{ publication: 'p' as never, leg: 'leg-b' as never }];
    const volume = mirrorOf('db-0', { integrity, unfenced });
    const { cwd, port } = await runningApi([volume]);
    port.publications.push(publicationOf(volume, 'worker-1'));
    const { stdout } = await run(['describe', 'volume', 'db-0'], { cwd });
    expect(stdout).toContain(
      'Integrity:    degraded, 1 of 2 legs dropped; in use: its node drops a leg that misses a write\n',
    );
    expect(stdout.slice(stdout.indexOf('Legs:'), stdout.indexOf('Why'))).toBe(`Legs:
  DRIVE         ENCLOSURE   FROM    LENGTH   STRANDED   STATE              ID
  eui.box-1-1   box-1       GiB 1   11 GiB   <none>     current            leg-a
  eui.box-2-1   box-2       GiB 1   11 GiB   <none>     dropped,unfenced   leg-b
Integrity of the legs:
  - dropped: it missed writes, or may have. The volume starts without it; it comes back rebuilt from the others
  - unfenced: its host did not answer when an export was to be destroyed, so an earlier node may still write to it. No node is given it until its host has answered
`);
  });

  it('prints it for programs', async () => {
    const { cwd } = await runningApi([volumeOf('db-0')]);
    const { status, stdout } = await run(['describe', 'volume', 'db-0', '-o', 'json'], { cwd });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ name: 'db-0', sizeGiB: 10, reasons: ['least waste among 15 drives'] });
    expect((await run(['describe', 'volume', 'db-0', '-o', 'yaml'], { cwd })).stdout).toContain('name: db-0\n');
  });

  it('says that there is none', async () => {
    const { cwd } = await runningApi();
    expect(await run(['describe', 'volume', 'x'], { cwd })).toMatchObject({
      status: 1,
      stderr: 'error: there is no volume "x"\n',
    });
  });
});

describe('stowage volume', () => {
  it('creates, expands and deletes', async () => {
    const { cwd, port } = await runningApi();
    const created = await run(['volume', 'create', 'db-0', '--class', 'fast', '--size', '10G', '--node', 'worker-1'], {
      cwd,
    });
    expect(created).toMatchObject({ status: 0, stdout: expect.stringContaining('db-0   fast    10 GiB') as unknown });
    expect(port.created[0]?.size.required).toBe(10);
    const grown = await run(['volume', 'expand', 'db-0', '--size', '20Gi', '-o', 'json'], { cwd });
    expect(JSON.parse(grown.stdout)).toMatchObject({ name: 'db-0', sizeGiB: 20 });
    expect(await run(['volume', 'delete', 'db-0'], { cwd })).toEqual({
      status: 0,
      stdout: 'deleted db-0\n',
      stderr: '',
    });
    expect(port.volumes.size).toBe(0);
  });

  it('creates block devices', async () => {
    const { cwd, port } = await runningApi();
    await run(['volume', 'create', 'raw', '--class', 'fast', '--size', '1Gi', '--block'], { cwd });
    expect(port.created[0]?.capabilities[0]?.kind).toBe('block');
  });

  it.each([
    [['create', 'v', '--class', 'gold', '--size', '1Gi'], 'there is no class "gold"'],
    [['create', 'v', '--class', 'fast', '--size', '1001Gi'], 'no drive has 1001 GiB left'],
    [['delete', 'db-0'], 'the volume is published to worker-1'],
    [['expand', 'x', '--size', '1Gi'], 'there is no volume "x"'],
  ])('a refusal is a problem found: %j', async (argv, message) => {
    const volume = volumeOf('db-0');
    const { cwd, port } = await runningApi([volume]);
    port.publications.push(publicationOf(volume, 'worker-1'));
    const ran = await run(['volume', ...argv], { cwd });
    expect(ran).toMatchObject({ status: 1, stdout: '' });
    expect(ran.stderr).toMatch(/^error: [^\n]*\n$/);
    expect(ran.stderr).toContain(message);
  });
});

describe('stowage volume unpublish', () => {
  const published = async () => {
    const volume = mirrorOf('db-0', {});
    const { cwd, port } = await runningApi([volume]);
    port.publications.push(publicationOf(volume, 'worker-1'));
    return { cwd, port };
  };

  it.each([
    [[], 'Nothing was done. To do it: stowage volume unpublish db-0 worker-1 --confirm worker-1\n'],
    [['--confirm', 'worker-2'], 'Nothing was done: --confirm says worker-2, not worker-1\n'],
  ])('with %j only says what it means', async (options, last) => {
    const { cwd, port } = await published();
    const { status, stdout, stderr } = await run(['volume', 'unpublish', 'db-0', 'worker-1', ...options], { cwd });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Volume db-0 would be taken away from node worker-1, whatever uses it there:\n/);
    expect(stderr.endsWith(last)).toBe(true);
    expect(port.publications).toHaveLength(1);
  });

  it('takes it away from the node that was typed twice', async () => {
    const { cwd, port } = await published();
    const argv = ['volume', 'unpublish', 'db-0', 'worker-1', '--confirm', 'worker-1'];
    const { status, stdout } = await run(argv, { cwd });
    expect(status).toBe(0);
    expect(stdout).toContain('db-0');
    expect(port.publications).toEqual([]);
  });

  it.each([
    [
      ['db-0', 'worker-9'],
      'error: volume "db-0" is not published to a node "worker-9": "stowage describe volume db-0" shows its nodes\n',
    ],
    [['db-0', 'worker-9', '--confirm', 'worker-9'], 'error: volume "db-0" is not published to a node "worker-9"\n'],
    [['db-9', 'worker-1'], 'error: there is no volume "db-9"\n'],
  ])('%j is refused', async (argv, stderr) => {
    const { cwd } = await published();
    expect(await run(['volume', 'unpublish', ...argv], { cwd })).toEqual({ status: 1, stdout: '', stderr });
  });
});

describe('stowage volume drop-leg', () => {
  const inUse = { integrity: { dropped: [], rebuilding: [], use: 'in-use' } } as const;

  it('says what it means, and does nothing', async () => {
    const { cwd, port } = await runningApi([mirrorOf('db-0', inUse)]);
    expect(await run(['volume', 'drop-leg', 'db-0', 'leg-b'], { cwd })).toEqual({
      status: 2,
      stdout: '',
      stderr: `Volume db-0 would go on without leg leg-b on drive eui.box-2-1 of box-2:
  - writes that only this leg has are lost, also those that were acknowledged; a node may have written to this leg alone, and nobody has told
  - it starts from the 1 other leg, and this one is only ever rebuilt from them
  - a node that was cut off must not go on writing to the leg: make sure that it is down
  - where the leg can be had again, wait for it instead: start its host, or mend its network
Nothing was done. To do it: stowage volume drop-leg db-0 leg-b --confirm leg-b
`,
    });
    expect(port.decided).toEqual([]);
  });

  it('says which node is in the way', async () => {
    const volume = mirrorOf('db-0', inUse);
    const { cwd, port } = await runningApi([volume]);
    port.publications.push(publicationOf(volume, 'worker-1'));
    const { stderr } = await run(['volume', 'drop-leg', 'db-0', 'leg-b'], { cwd });
    expect(stderr).toContain('refused until the volume is taken away from node worker-1');
  });

  it('does nothing where the id typed again is another', async () => {
    const { cwd, port } = await runningApi([mirrorOf('db-0', inUse)]);
    const { status, stderr } = await run(['volume', 'drop-leg', 'db-0', 'leg-b', '--confirm', 'leg-a'], { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain('Nothing was done: --confirm says leg-a, not leg-b\n');
    expect(port.decided).toEqual([]);
  });

  it('drops the leg that was typed twice', async () => {
    const { cwd, port } = await runningApi([mirrorOf('db-0', inUse)]);
    const { status, stdout } = await run(['volume', 'drop-leg', 'db-0', 'leg-b', '--confirm', 'leg-b'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toContain('db-0   fast    10 GiB   mirrored-slice   ready,degraded');
    expect(port.decided).toMatchObject([{ kind: 'drop-leg', leg: 'leg-b', by: 'admin' }]);
  });

  it.each([
    [['db-0', 'leg-c'], 'error: volume "db-0" has no leg "leg-c": "stowage describe volume db-0" shows its legs\n'],
    [['db-9', 'leg-a'], 'error: there is no volume "db-9"\n'],
    [['db-1', 'leg-b', '--confirm', 'leg-b'], 'error: it is the last leg\n'],
  ])('%j is refused', async (argv, stderr) => {
    const last = mirrorOf('db-1', { integrity: { dropped: ['leg-a' as never], rebuilding: [], use: 'stopped' } });
    const { cwd } = await runningApi([mirrorOf('db-0', inUse), last]);
    expect(await run(['volume', 'drop-leg', ...argv], { cwd })).toEqual({ status: 1, stdout: '', stderr });
  });
});

describe('failures', () => {
  it('show where they come from with STOWAGE_DEBUG=1 alone', async () => {
    const quiet = await run(['get', 'drives']);
    expect(quiet.stderr.split('\n')).toHaveLength(2);
    const loud = await run(['get', 'drives'], { env: { STOWAGE_DEBUG: '1' } });
    expect(loud.stderr).toContain('find-server.ts');
    expect(loud.status).toBe(quiet.status);
  });
});
