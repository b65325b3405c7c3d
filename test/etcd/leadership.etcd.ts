import { expect, onTestFinished, test } from 'vitest';
import { startRelay } from '../../csi/channel/testing/relay.ts';
import { connectEtcd } from '../../store/etcd/etcd-client.ts';
import { openEtcdStore } from '../../store/etcd/etcd-store.ts';
import { KV, Lease } from '../../store/generated/etcd_pb.ts';
import type { HeldLease, Leadership } from '../../store/leadership.ts';
import { newPrefix, server, tlsOf } from './etcd-server.ts';

const SECONDS = 2;
const never = new AbortController().signal;

async function leadership(prefix: string, at: URL = server()): Promise<Leadership> {
  const store = await openEtcdStore({ servers: [at], tls: tlsOf('client'), prefix });
  onTestFinished(() => store.close());
  return store.leadership;
}

const campaign = (of: Leadership, name: string, told: string[] = [], signal = never): Promise<HeldLease | undefined> =>
  of.campaign({ name, seconds: SECONDS }, signal, (holder) => told.push(holder));

const lostOf = (lease: HeldLease): Promise<void> =>
  new Promise((resolve) => {
    if (lease.lost.aborted) resolve();
    lease.lost.addEventListener('abort', () => {
      resolve();
    });
  });

test('the second waits, is told who leads, and takes over when it is given up', async () => {
  const prefix = newPrefix();
  const [one, other] = [await leadership(prefix), await leadership(prefix)];
  const first = await campaign(one, 'one');
  const told: string[] = [];
  const second = campaign(other, 'other', told);
  // Longer than the lease: it is extended for as long as its holder lives.
  const raced = new Promise((resolve) => setTimeout(resolve, 2 * SECONDS * 1000, 'still waiting'));
  expect(await Promise.race([second, raced])).toBe('still waiting');
  expect(told).toEqual(['one']);
  expect(first?.lost.aborted).toBe(false);
  await first?.resign();
  const lease = await second;
  expect(lease?.lost.aborted).toBe(false);
  await lease?.resign();
});

test('of many that campaign at once one leads', async () => {
  const prefix = newPrefix();
  const stop = new AbortController();
  const all = await Promise.all(Array.from({ length: 5 }, () => leadership(prefix)));
  const leading: (HeldLease | undefined)[] = [];
  const running = all.map(async (each, index) => leading.push(await campaign(each, String(index), [], stop.signal)));
  await Promise.race(running);
  stop.abort();
  await Promise.all(running);
  expect(leading.filter((lease) => lease !== undefined)).toHaveLength(1);
  await leading.find((lease) => lease !== undefined)?.resign();
});

test('one that is cut off from etcd knows that it has lost before another leads', async () => {
  const prefix = newPrefix();
  const relay = await startRelay({ port: Number(server().port) });
  const cutOff = await leadership(prefix, new URL(`https://127.0.0.1:${String(relay.port)}`));
  const first = await campaign(cutOff, 'cut off');
  const second = campaign(await leadership(prefix), 'other');
  relay.close();
  const order: string[] = [];
  if (first) void lostOf(first).then(() => order.push('lost'));
  const lease = await second.then((taken) => {
    order.push('taken');
    return taken;
  });
  expect(order).toEqual(['lost', 'taken']);
  await lease?.resign();
});

test('a lease that etcd has revoked is lost', async () => {
  const prefix = newPrefix();
  const of = await leadership(prefix);
  const lease = await campaign(of, 'one');
  if (!lease) throw new Error('not elected');
  const lost = lostOf(lease);
  const client = connectEtcd({ servers: [server()], tls: tlsOf('client') });
  const { kvs } = await client.read(KV.method.range, { key: Buffer.from(`${prefix}/lease`) });
  await client.call(Lease.method.leaseRevoke, { ID: kvs[0]?.lease ?? 0n });
  await lost;
  client.close();
});
