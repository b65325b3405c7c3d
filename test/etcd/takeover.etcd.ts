import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CONFIG_REPOSITORY } from '../../cli/init/config-repository.ts';
import { run } from '../../cli/testing/run.ts';
import { openWorkingRepository } from '../../controller/source/working-repository.ts';
import { VolumeCapability_AccessMode_Mode as AccessMode } from '../../csi/generated/csi_pb.ts';
import { openEtcdStore } from '../../store/etcd/etcd-store.ts';
import type { Entry } from '../../store/store.ts';
import { newPrefix, server, tlsOf } from './etcd-server.ts';
import { isReady, startReplica, until } from './replica.ts';
import type { Installation, Replica } from './replica.ts';

const GIB = 2n ** 30n;
/** What the design promises, from the moment the leader stands still. */
const TAKEOVER_MILLISECONDS = 10_000;

async function install(): Promise<Installation> {
  const folder = await mkdtemp(path.join(tmpdir(), 'st-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const repository = path.join(folder, 'config');
  await (await openWorkingRepository(repository)).commit(CONFIG_REPOSITORY, 'Declare storage');
  return { folder, repository, prefix: newPrefix() };
}

const create = ({ csi }: Replica, name: string) =>
  csi.controller.createVolume({
    name,
    capacityRange: { requiredBytes: GIB },
    parameters: { type: 'slice' },
    volumeCapabilities: [
      { accessType: { case: 'mount', value: {} }, accessMode: { mode: AccessMode.SINGLE_NODE_WRITER } },
    ],
  });

async function volumeIds({ csi }: Replica): Promise<readonly string[]> {
  const listed = await csi.controller.listVolumes({});
  if (listed.kind === 'error') throw new Error(`${listed.status}: ${listed.message}`);
  return listed.value.entries.map(({ volume }) => volume?.volumeId ?? '').sort();
}

async function everything({ prefix }: Installation): Promise<readonly Entry[]> {
  const store = await openEtcdStore({ servers: [server()], tls: tlsOf('client'), prefix });
  const entries = await store.list('');
  await store.close();
  return entries;
}

/** Asks for volumes one after another, in several rows, until told to stop; what was answered is kept. */
function load(replica: Replica, rows: number) {
  const answered = new Map<string, string>();
  const refused: string[] = [];
  let stopped = false;
  const row = async (number: number): Promise<void> => {
    for (let count = 0; !stopped; count += 1) {
      const name = `load-${String(number)}-${String(count)}`;
      const made = await create(replica, name);
      if (made.kind === 'ok') answered.set(name, made.value.volume?.volumeId ?? '');
      else refused.push(`${made.status}: ${made.message}`);
    }
  };
  const running = Array.from({ length: rows }, (_, number) => row(number));
  const stop = async (): Promise<void> => {
    stopped = true;
    await Promise.all(running);
  };
  const end = (): void => {
    stopped = true;
  };
  return { answered, refused, stop, end };
}

test('a standby serves its socket, is not ready, and answers nothing', async () => {
  const installation = await install();
  const leader = await startReplica(installation, 'a');
  await until(() => isReady(leader), 'the first leads');
  const standby = await startReplica(installation, 'b');
  await until(() => standby.log().includes('standing by'), 'the second stands by');
  expect(standby.log()).toMatch(/standing by: .*, process \d+ leads\n/);
  expect(await isReady(standby)).toBe(false);
  expect(await create(standby, 'v')).toMatchObject({ kind: 'error', status: 'UNAVAILABLE' });
  expect(await standby.csi.node.nodeGetInfo({})).toMatchObject({ kind: 'error', status: 'UNAVAILABLE' });
  const asked = await run(['get', 'volumes', '--state', standby.state], { cwd: installation.folder });
  expect(asked.status).toBe(2);
  expect(asked.stderr).toContain('this replica stands by');
  standby.signal('SIGTERM');
  expect(await standby.gone).toBe(0);
  expect(await isReady(leader)).toBe(true);
}, 60_000);

test('a leader that ends hands over at once', async () => {
  const installation = await install();
  const leader = await startReplica(installation, 'a');
  await until(() => isReady(leader), 'the first leads');
  const standby = await startReplica(installation, 'b');
  await until(() => standby.log().includes('standing by'), 'the second stands by');
  const made = await create(leader, 'v');
  expect(made.kind).toBe('ok');
  const began = performance.now();
  leader.signal('SIGTERM');
  await until(() => isReady(standby), 'the second leads');
  console.log(`hand-over after SIGTERM: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  expect(await leader.gone).toBe(0);
  expect(await volumeIds(standby)).toHaveLength(1);
}, 60_000);

test('a leader that stands still is replaced, and changes nothing when it wakes', async () => {
  const installation = await install();
  const old = await startReplica(installation, 'a');
  await until(() => isReady(old), 'the first leads');
  const next = await startReplica(installation, 'b');
  await until(() => next.log().includes('standing by'), 'the second stands by');
  const socket = await next.inode();

  const work = load(old, 16);
  await until(() => work.answered.size >= 20, 'volumes are made');
  old.signal('SIGSTOP');
  const began = performance.now();
  work.end();
  // Asked while it stands still: it finds them in its socket when it wakes.
  const late = Array.from({ length: 8 }, (_, index) => create(old, `late-${String(index)}`));
  await until(() => isReady(next), 'the second leads', 2 * TAKEOVER_MILLISECONDS);
  const took = performance.now() - began;
  console.log(
    `takeover after SIGSTOP: ${(took / 1000).toFixed(1)} s, ${String(work.answered.size)} volumes answered before`,
  );
  expect(took).toBeLessThan(TAKEOVER_MILLISECONDS);
  expect(await next.inode()).toBe(socket);

  // The new one goes on with what was cut off, and then writes nothing more of itself.
  for (let index = 0; index < 16; index += 1) expect((await create(next, `new-${String(index)}`)).kind).toBe('ok');
  let before = await everything(installation);
  await until(async () => {
    const now = await everything(installation);
    const still = JSON.stringify(now) === JSON.stringify(before) && !JSON.stringify(now).includes('"creating"');
    before = now;
    return still;
  }, 'nothing is under way');
  const listed = await volumeIds(next);

  old.signal('SIGCONT');
  const outcomes = await Promise.all(late);
  expect(outcomes.filter(({ kind }) => kind === 'ok')).toEqual([]);
  await work.stop();
  expect(await old.gone).toBe(2);
  expect(old.log()).toContain('another replica may lead; this one ends');
  // Those that it answers after it woke were made before: all it still does is to say so.
  expect(listed).toEqual(expect.arrayContaining([...work.answered.values()]));
  expect(await everything(installation)).toEqual(before);
  expect(await volumeIds(next)).toEqual(listed);
  expect(next.log()).not.toContain('failed unexpectedly');
}, 120_000);
