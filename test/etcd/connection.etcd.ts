import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startRelay } from '../../csi/channel/testing/relay.ts';
import { connectEtcd } from '../../store/etcd/etcd-client.ts';
import type { EtcdTls } from '../../store/etcd/etcd-client.ts';
import { openEtcdStore } from '../../store/etcd/etcd-store.ts';
import type { SharedStore } from '../../store/etcd/etcd-store.ts';
import { KV } from '../../store/generated/etcd_pb.ts';
import { StoreError } from '../../store/store.ts';
import type { Change, Store } from '../../store/store.ts';
import { put } from '../../store/testing/contract.ts';
import { certificateFile, newPrefix, server, tlsOf } from './etcd-server.ts';

async function open(prefix: string, at: URL = server(), tls: EtcdTls = tlsOf('client')): Promise<SharedStore> {
  const store = await openEtcdStore({ servers: [at], tls, prefix });
  onTestFinished(() => store.close());
  return store;
}

const write = (store: Store, key: string, value = '{}') => store.commit({ conditions: [], writes: [put(key, value)] });

async function refusal(work: Promise<unknown>): Promise<StoreError> {
  const error: unknown = await work.then(
    () => 'nothing thrown',
    (cause: unknown) => cause,
  );
  if (error instanceof StoreError) return error;
  throw new Error(`not a StoreError: ${String(error)}`);
}

/** A wire to etcd that can be cut. */
async function wire() {
  const relay = await startRelay({ port: Number(server().port) });
  return { relay, url: new URL(`https://127.0.0.1:${String(relay.port)}`) };
}

/** Forgets all that etcd no longer has to keep. */
async function compact(): Promise<void> {
  const client = connectEtcd({ servers: [server()], tls: tlsOf('client') });
  const { header } = await client.call(KV.method.range, { key: Buffer.from('/'), countOnly: true });
  await client.call(KV.method.compact, { revision: header?.revision ?? 0n, physical: true });
  client.close();
}

const keyOf = (change: Change): string => (change.kind === 'put' ? change.entry.key : change.key);

describe('two processes on one etcd', () => {
  test('what one writes the other reads, watches and compares with', async () => {
    const prefix = newPrefix();
    const [one, other] = [await open(prefix), await open(prefix)];
    const changes = other.watch('', { after: 0, signal: new AbortController().signal })[Symbol.asyncIterator]();
    expect(await write(one, 'a')).toEqual({ kind: 'committed', revision: 1 });
    expect(await changes.next()).toMatchObject({ value: { entry: { key: 'a', modified: 1 } } });
    expect(await other.get('a')).toEqual({ key: 'a', value: '{}', modified: 1 });
    const stale = { conditions: [{ key: 'a', modified: 0 }], writes: [put('a')] };
    expect(await other.commit(stale)).toEqual({ kind: 'conflict', keys: ['a'] });
  });

  test('stores under other prefixes are others', async () => {
    const prefix = newPrefix();
    const [one, longer] = [await open(prefix), await open(`${prefix}0`)];
    await write(one, 'a');
    expect(await longer.list('')).toEqual([]);
    expect(await longer.revision()).toBe(1);
  });

  test('a list longer than a message is whole, and of one moment', async () => {
    const store = await open(newPrefix());
    const value = JSON.stringify('x'.repeat(700_000));
    for (let index = 10; index < 40; index += 1) await write(store, `large/${String(index)}`, value);
    const listed = await store.list('large/');
    expect(listed.map(({ key }) => key)).toEqual(
      Array.from({ length: 30 }, (_, index) => `large/${String(index + 10)}`),
    );
    expect(listed.every((entry) => entry.value === value)).toBe(true);
  });
});

describe('the connection', () => {
  test('a watch goes on after a cut, and misses nothing', async () => {
    const prefix = newPrefix();
    const { relay, url } = await wire();
    const [behind, beside] = [await open(prefix, url), await open(prefix)];
    const changes = behind.watch('', { after: 0, signal: new AbortController().signal })[Symbol.asyncIterator]();
    await write(beside, 'k/0');
    expect(await changes.next()).toMatchObject({ value: { entry: { key: 'k/0' } } });
    relay.cut();
    for (const key of ['k/1', 'k/2', 'k/3']) await write(beside, key);
    const seen: string[] = [];
    while (seen.length < 3) {
      const next = await changes.next();
      if (next.done !== true) seen.push(keyOf(next.value));
    }
    expect(seen).toEqual(['k/1', 'k/2', 'k/3']);
  });

  test('a watch that etcd cannot go on with is told, and can be begun anew', async () => {
    const prefix = newPrefix();
    const { relay, url } = await wire();
    const [behind, beside] = [await open(prefix, url), await open(prefix)];
    const signal = new AbortController().signal;
    const waiting = behind.watch('', { after: 0, signal })[Symbol.asyncIterator]().next();
    relay.cut();
    await write(beside, 'k', '1');
    await write(beside, 'k', '2');
    await compact();
    expect((await refusal(waiting)).code).toBe('compacted');
    const after = (await behind.get('k'))?.modified ?? 0;
    const next = behind.watch('', { after, signal })[Symbol.asyncIterator]().next();
    await write(beside, 'k', '3');
    expect(await next).toMatchObject({ value: { entry: { value: '3' } } });
  });

  test('reads go on after a cut', async () => {
    const { relay, url } = await wire();
    const store = await open(newPrefix(), url);
    await write(store, 'k');
    for (let cuts = 0; cuts < 5; cuts += 1) {
      relay.cut();
      await pause(20);
      expect((await store.get('k'))?.value).toBe('{}');
    }
  });

  test('a member that is away is passed over', async () => {
    const servers: [URL, URL] = [new URL('https://127.0.0.1:1'), server()];
    const store = await openEtcdStore({ servers, tls: tlsOf('client'), prefix: newPrefix() });
    expect(await write(store, 'k')).toEqual({ kind: 'committed', revision: 1 });
    await store.close();
  });
});

describe('trust', () => {
  const cases: readonly { name: string; tls: () => EtcdTls | undefined }[] = [
    { name: 'a certificate of another authority', tls: () => tlsOf('stranger') },
    { name: 'no certificate', tls: () => ({ ca: readFileSync(certificateFile('ca.crt')) }) },
    { name: 'another authority for the server', tls: () => undefined },
  ];
  test.each(cases)('etcd is not reached with $name', async ({ tls }) => {
    const given = tls();
    const error = await refusal(
      openEtcdStore({ servers: [server()], ...(given && { tls: given }), prefix: newPrefix() }),
    );
    expect(error.code).toBe('io');
    expect(error.message).toContain(server().host);
  });
});
