import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openWorkingRepository } from '../../controller/source/working-repository.ts';
import { LEADER_KEY, VOLUME_PREFIX } from '../../store/keys.ts';
import { openLmdbStore } from '../../store/lmdb/lmdb-store.ts';
import type { Write } from '../../store/store.ts';
import { CONFIG_REPOSITORY } from '../init/config-repository.ts';
import { createLog } from '../serve/log.ts';
import { startServer } from '../serve/server.ts';
import { testObservation } from '../observe/testing/test-observation.ts';
import { run, temporaryFolder } from '../testing/run.ts';

const LOG = createLog({ stderr: { write: () => undefined } }, () => new Date(0));

async function serving(cwd: string) {
  const listen = { host: '127.0.0.1', port: 0 };
  const options = { repo: 'config', ref: 'main', path: '.', state: '.stowage', listen, interval: 1 };
  const server = await startServer(options, { ...testObservation(LOG), cwd });
  await server.sync();
  return server;
}

/** A folder whose state has two volumes, and no server. */
async function withVolumes(): Promise<string> {
  const cwd = await temporaryFolder();
  await (await openWorkingRepository(path.join(cwd, 'config'))).commit(CONFIG_REPOSITORY, 'Declare storage');
  const server = await serving(cwd);
  for (const [name, volumeClass] of [
    ['db-0', 'fast'],
    ['db-1', 'safe'],
  ] as const) {
    const made = await run(['volume', 'create', name, '--class', volumeClass, '--size', '10Gi'], { cwd });
    expect(made.status).toBe(0);
  }
  await server.stop();
  return cwd;
}

async function change(cwd: string, writes: (entries: readonly { key: string; value: string }[]) => readonly Write[]) {
  const store = await openLmdbStore({ folder: path.join(cwd, '.stowage') });
  await store.commit({ conditions: [], writes: writes(await store.list('')) });
  await store.close();
}

test('what was backed up answers again after the store was lost', async () => {
  const cwd = await withVolumes();
  const backup = await run(['store', 'backup', 'kept'], { cwd });
  expect(backup).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^kept: \d+ records, revision \d+\n$/) as string,
  });
  await rm(path.join(cwd, '.stowage', 'lmdb'), { recursive: true });

  const restored = await run(['store', 'restore', 'kept'], { cwd });
  expect(restored).toMatchObject({ status: 0, stdout: expect.stringMatching(/^restored \d+ records of /) as string });
  expect(await run(['store', 'verify'], { cwd })).toMatchObject({ status: 0, stderr: '' });
  const server = await serving(cwd);
  expect(
    server
      .snapshot()
      .volumes.map(({ name }) => name)
      .sort(),
  ).toEqual(['db-0', 'db-1']);
  const again = await run(['volume', 'create', 'db-0', '--class', 'fast', '--size', '10Gi'], { cwd });
  expect(again.status).toBe(0);
  expect(server.snapshot().volumes).toHaveLength(2);
  await server.stop();
});

test('a restore leads on above every epoch that a host can have seen', async () => {
  const cwd = await withVolumes();
  await run(['store', 'backup', 'kept'], { cwd });
  await run(['store', 'restore', 'kept', '--overwrite'], { cwd });
  const store = await openLmdbStore({ folder: path.join(cwd, '.stowage') });
  expect(JSON.parse((await store.get(LEADER_KEY))?.value ?? '')).toMatchObject({ epoch: 1_000_001 });
  await store.close();
});

test('nothing is written over without consent', async () => {
  const cwd = await withVolumes();
  await run(['store', 'backup', 'kept'], { cwd });
  expect(await run(['store', 'backup', 'kept'], { cwd })).toMatchObject({
    status: 2,
    stderr: 'error: kept exists: choose another name\n',
  });
  const refused = await run(['store', 'restore', 'kept'], { cwd });
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('the store is not empty: --overwrite');
  await writeFile(path.join(cwd, 'kept'), (await readFile(path.join(cwd, 'kept'), 'utf8')).replace('db-0', 'db-9'));
  const damaged = await run(['store', 'restore', 'kept', '--overwrite'], { cwd });
  expect(damaged.status).toBe(2);
  expect(damaged.stderr).toContain('its checksum is not that of its content');
  expect((await run(['store', 'verify'], { cwd })).status).toBe(0);
});

test('a running server keeps the store to itself', async () => {
  const cwd = await withVolumes();
  const server = await serving(cwd);
  expect((await run(['store', 'backup', 'kept'], { cwd })).status).toBe(2);
  await server.stop();
});

const changed =
  (text: string, pattern: RegExp, by: string) =>
  (value: string): string => {
    expect(value, text).toMatch(pattern);
    return value.replace(pattern, by);
  };

const DAMAGE: readonly { name: string; prefix: string; value: (value: string) => string; says: RegExp }[] = [
  { name: 'no JSON', prefix: 'domain', value: () => '{', says: /^domain: .*/m },
  { name: 'a later format', prefix: 'leader', value: (v) => v.replace('"v":1', '"v":2'), says: /format 2/ },
  {
    name: 'a leg beyond its drive',
    prefix: VOLUME_PREFIX,
    value: changed('extent', /"start":\d+/, '"start":999999'),
    says: /^volume\/\S+: leg \S+ ends at \d+ GiB of drive \S+, which has \d+$/m,
  },
  {
    name: 'a drive that nobody declares',
    prefix: VOLUME_PREFIX,
    value: changed('drive', /"drive":"[^"]*"/, '"drive":"wwn-0x5000c500ffffffff"'),
    says: /does not declare/,
  },
  {
    name: 'a damaged configuration',
    prefix: 'config/chunk/',
    value: changed('chunk', /storage/, 'stewage'),
    says: /^config\/revision\/\d+: the configuration chunk \w+ is damaged/m,
  },
];

test.each(DAMAGE)('verify finds $name', async ({ prefix, value, says }) => {
  const cwd = await withVolumes();
  await change(cwd, (entries) => {
    const entry = entries.find(({ key }) => key.startsWith(prefix));
    return entry ? [{ kind: 'put', key: entry.key, value: value(entry.value) }] : [];
  });
  const found = await run(['store', 'verify'], { cwd });
  expect(found.status).toBe(1);
  expect(found.stdout).toMatch(says);
  expect(found.stdout).toMatch(/\d+ records, \d+ problems?\n$/);
});

test('verify finds bytes that two volumes have, and records under the wrong key', async () => {
  const cwd = await withVolumes();
  await change(cwd, (entries) => {
    const volume = entries.find(({ key }) => key.startsWith(VOLUME_PREFIX));
    return volume ? [{ kind: 'put', key: `${VOLUME_PREFIX}copy`, value: volume.value }] : [];
  });
  const { stdout } = await run(['store', 'verify'], { cwd });
  expect(stdout).toMatch(/^volume\/copy: it is the record of volume /m);
  expect(stdout).toMatch(/takes drive \S+ at \d+ GiB, which leg \S+ of volume\/\S+ has$/m);
  expect(stdout).toMatch(/is called db-\d too$/m);
});

test('verify finds a publication whose volume is gone', async () => {
  const cwd = await withVolumes();
  const publication = {
    v: 1,
    since: '0.1',
    id: 'p',
    volume: 'gone',
    node: 'n',
    mode: 'mount',
    accessMode: 'ReadWriteOnce',
    readonly: false,
    phase: 'published',
    transports: [],
    exports: [],
  };
  await change(cwd, () => [{ kind: 'put', key: 'publication/gone/n', value: JSON.stringify(publication) }]);
  const { stdout } = await run(['store', 'verify'], { cwd });
  expect(stdout).toContain('publication/gone/n: there is no record of its volume gone\n');
});
