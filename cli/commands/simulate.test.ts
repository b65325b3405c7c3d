import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { mirrorOf } from '../api/testing/found.ts';
import { volumeOf } from '../api/testing/fixture.ts';
import { runningApi } from '../testing/api-server.ts';
import { run, temporaryFolder } from '../testing/run.ts';

const REPOSITORY = `apiVersion: stowage.dev/v1alpha1
kind: Backend
metadata: { name: main }
spec: { composable: {} }
---
apiVersion: stowage.dev/v1alpha1
kind: Enclosure
metadata: { name: box-1 }
spec:
  storageGroup: sg-a
  portals: [{ transport: nvmetcp, address: 10.0.0.1 }]
  drives:
    - { id: eui.0000000000000001, mediaType: SSD, protocol: NVMe, capacity: 100Gi }
    - { id: eui.0000000000000002, mediaType: SSD, protocol: NVMe, capacity: 100Gi }
    - { id: eui.0000000000000003, mediaType: SSD, protocol: NVMe, capacity: 100Gi, state: maintenance }
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: fast }
provisioner: csi.stowage.dev
parameters: { type: slice }
`;

/** A folder with a repository of two SSDs that are in use and one that is not. */
async function repository(): Promise<string> {
  const cwd = await temporaryFolder();
  await writeFile(path.join(cwd, 'storage.yaml'), REPOSITORY);
  return cwd;
}

describe('stowage simulate, on a repository', () => {
  it.each([
    ['place', ['--class', 'fast', '--size', '40Gi', '--count', '9'], 1, '4 of 9 volumes of 40 GiB of class fast fit'],
    ['place', ['--class', 'fast', '--size', '40Gi', '--count', '3'], 0, '3 of 3 volumes of 40 GiB of class fast fit'],
    ['fill', [], 0, 'More volumes of each class, until the first is refused'],
    ['loss', ['--enclosure', 'box-1'], 0, 'Without enclosure box-1: 3 drives'],
    ['loss', ['--domain', 'storageGroup=sg-a'], 0, 'Without storageGroup sg-a: 3 drives'],
    ['defrag', [], 0, 'Moving slices would gain nothing'],
  ])('%s %j', async (command, argv, status, title) => {
    const cwd = await repository();
    const ran = await run(['simulate', command, '.', ...argv], { cwd });
    expect([ran.status, ran.stdout.split('\n')[0], ran.stderr]).toEqual([status, title, '']);
    const asJson = await run(['simulate', command, '.', ...argv, '-o', 'json'], { cwd });
    expect(JSON.parse(asJson.stdout)).toMatchObject({ formatVersion: 1, kind: command });
    const markdown = await run(['simulate', command, '.', ...argv, '-o', 'markdown'], { cwd });
    expect(markdown.stdout.split('\n')[0]).toBe(`## ${title}`);
  });

  it('prints tables in Markdown that text from files cannot leave', async () => {
    const cwd = await repository();
    const { stdout } = await run(['simulate', 'fill', '.', '--size', '40Gi', '-o', 'markdown'], { cwd });
    expect(stdout).toContain(
      '| fast | 40 GiB | 4 | 160 GiB | not placed: needs an SSD with 41 GiB free in one piece, there is none |',
    );
  });

  it.each([
    ['no class', ['place', '.', '--class', 'fasd', '--size', '1Gi'], 1, /no class "fasd". Did you mean fast\?/],
    ['nothing to lose', ['loss', '.'], 2, /say one of --drive, --enclosure/],
    ['two things to lose', ['loss', '.', '--drive', 'a', '--rack', 'b'], 2, /say one of --drive, --enclosure/],
    ['no level', ['loss', '.', '--domain', 'rack'], 2, /rack=a-07/],
    ['no count', ['place', '.', '--class', 'fast', '--size', '1Gi', '--count', '0'], 2, /from 1 to 10000/],
    ['no rate', ['loss', '.', '--drive', 'a', '--bandwidth', '0'], 2, /such as 150M/],
    ['no volumes', ['fill', '.', '--volumes', 'none.json'], 2, /none\.json cannot be read/],
    ['something else than volumes', ['fill', '.', '--volumes', 'storage.yaml'], 2, /is no JSON/],
    ['volumes without a path', ['fill', '--volumes', 'volumes.json'], 2, /--volumes goes with the path/],
    ['a revision without a path', ['fill', '--ref', 'HEAD'], 2, /--ref goes with the path/],
    ['no server', ['fill'], 2, /no stowage server runs/],
  ])('says what is wrong with %s', async (_, argv, status, stderr) => {
    const ran = await run(['simulate', ...argv], { cwd: await repository() });
    expect([ran.status, ran.stdout]).toEqual([status, '']);
    expect(ran.stderr).toMatch(stderr);
  });

  it('refuses a repository that is not valid', async () => {
    const cwd = await repository();
    await writeFile(path.join(cwd, 'broken.yaml'), 'kind: [');
    const { status, stderr } = await run(['simulate', 'fill', '.'], { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain('nothing can be simulated, because the repository is not valid');
  });
});

describe('stowage simulate, on a server', () => {
  it('says what the loss of a drive means, and so does the file that "get volumes" prints', async () => {
    const { cwd } = await runningApi([mirrorOf('db-0'), volumeOf('db-1')]);
    const ran = await run(['simulate', 'loss', '--enclosure', 'box-2', '--bandwidth', '10M'], { cwd });
    expect(ran.status).toBe(1);
    expect(ran.stdout).toContain('Degraded:   1 volume\n');
    expect(ran.stdout).toContain('db-0');
  });

  it('answers as on a repository', async () => {
    const { cwd } = await runningApi();
    const fill = await run(['simulate', 'fill', '--class', 'fast', '--size', '800Gi', '-o', 'json'], { cwd });
    expect(JSON.parse(fill.stdout)).toMatchObject({ kind: 'fill', classes: [{ class: 'fast', volumes: 15 }] });
    const unknown = await run(['simulate', 'loss', '--drive', 'none'], { cwd });
    expect([unknown.status, unknown.stderr]).toEqual([
      1,
      expect.stringContaining('there is no drive "none"') as unknown,
    ]);
  });
});

describe('--volumes', () => {
  const volumes = async (cwd: string, ...views: readonly object[]) => {
    await writeFile(path.join(cwd, 'volumes.json'), JSON.stringify({ items: views }));
  };
  const leg = { id: 'l', enclosure: 'box-1', strandedGiB: 0, dropped: false, rebuilding: false, unfenced: false };
  const view = (name: string, startGiB: number) => ({
    ...{ name, id: name, classes: [], sizeGiB: 30, mode: 'mount', fsType: 'ext4', encrypted: false, layout: 'slice' },
    ...{ phase: 'ready', backend: 'main', use: 'unused', survives: [], publishedTo: [], parameters: { type: 'slice' } },
    ...{ generation: 1, revision: 1, reasons: [] },
    legs: [{ ...leg, drive: 'eui.0000000000000001', startGiB, lengthGiB: 31, differences: [] }],
  });

  it('lie on the drives', async () => {
    const cwd = await repository();
    await volumes(cwd, view('a', 1), view('b', 32));
    const { stdout } = await run(
      ['simulate', 'loss', '.', '--drive', 'eui.0000000000000001', '--volumes', 'volumes.json'],
      {
        cwd,
      },
    );
    expect(stdout).toContain('Lost:       2 volumes\n');
  });

  it.each([
    ['what is no list of volumes', [{ name: 'a' }], /is not what "stowage get volumes -o json" prints/],
    ['volumes on top of each other', [view('a', 1), view('b', 20)], /volume b cannot lie where --volumes says/],
  ])('are refused for %s', async (_, views, message) => {
    const cwd = await repository();
    await volumes(cwd, ...views);
    const { status, stderr } = await run(['simulate', 'fill', '.', '--volumes', 'volumes.json'], { cwd });
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe('stowage explain volume', () => {
  it('says where it would lie', async () => {
    const cwd = await repository();
    const ran = await run(['explain', 'volume', '.', '--class', 'fast', '--size', '10Gi', '-o', 'json'], { cwd });
    expect(ran.status).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({ kind: 'placed', class: 'fast', placement: { layout: 'slice' } });
  });

  it('says what is in the way, and what would fit', async () => {
    const cwd = await repository();
    const { status, stdout } = await run(['explain', 'volume', '.', '--class', 'fast', '--size', '110Gi'], { cwd });
    expect([status, stdout]).toEqual([
      1,
      `110 GiB of class fast would not be placed
Says:  not placed: needs an SSD with 111 GiB free in one piece, there is none; it would fit with size 97Gi

Why:
  refused (no-capacity): needs an SSD with 111 GiB free in one piece, there is none
  of 3 drives 2 qualify:
    - 1 not enabled (inventory), 2 left
  it would fit, the nearest change first:
    - with size 97Gi
    - with one more SSD of 113 GiB in enclosure box-1
`,
    ]);
  });
});
