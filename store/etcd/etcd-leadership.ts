import { setTimeout as pause } from 'node:timers/promises';
import { Compare_CompareTarget as CompareTarget, KV, Lease, Watch } from '../generated/etcd_pb.ts';
import type { Candidate, HeldLease, Leadership } from '../leadership.ts';
import type { EtcdClient } from './etcd-client.ts';
import { toStoreError } from './etcd-error.ts';
import type { EtcdKeys } from './etcd-keys.ts';

const AGAIN_AFTER_MILLISECONDS = 500;
/** Signs of life within the time of a lease: two may get lost. */
const SIGNS_PER_LEASE = 3;

/** The lease is etcd's own, which runs out by etcd's clock; whoever holds it has put its name under a key that goes with it. */
export function etcdLeadership(client: EtcdClient, keys: EtcdKeys): Leadership {
  return {
    campaign: async (candidate, signal, told) => {
      let said = '';
      while (!signal.aborted) {
        const turn = await takeOrWait(client, keys, candidate, signal, (holder) => {
          if (holder !== said) told(holder);
          said = holder;
        }).catch(async (cause: unknown) => {
          // A store that cannot be reached now is tried again: that is what a standby is for.
          if (toStoreError(client.name, cause).code !== 'io') throw cause;
          await pause(AGAIN_AFTER_MILLISECONDS, undefined, { signal }).catch(() => undefined);
          return undefined;
        });
        if (turn) return turn;
      }
      return undefined;
    },
  };
}

/** The lease, where nobody holds it; else waits until that changes. */
async function takeOrWait(
  client: EtcdClient,
  keys: EtcdKeys,
  candidate: Candidate,
  signal: AbortSignal,
  told: (holder: string) => void,
): Promise<HeldLease | undefined> {
  const { header, kvs } = await client.read(KV.method.range, { key: keys.lease });
  const [held] = kvs;
  if (!held) return take(client, keys, candidate);
  told(Buffer.from(held.value).toString('utf8'));
  await untilChanged(client, keys, (header?.revision ?? 0n) + 1n, signal);
  return undefined;
}

async function untilChanged(client: EtcdClient, keys: EtcdKeys, from: bigint, signal: AbortSignal): Promise<void> {
  const stream = await client.open(Watch.method.watch);
  const cancel = (): void => {
    stream.cancel();
  };
  signal.addEventListener('abort', cancel);
  if (signal.aborted) cancel();
  try {
    const createRequest = { key: keys.lease, startRevision: from };
    stream.write({ requestUnion: { case: 'createRequest', value: createRequest } });
    for await (const { events, canceled } of stream.answers) if (events.length > 0 || canceled) return;
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}

async function take(client: EtcdClient, keys: EtcdKeys, { name, seconds }: Candidate): Promise<HeldLease | undefined> {
  const asked = performance.now();
  const { ID, TTL } = await client.call(Lease.method.leaseGrant, { TTL: BigInt(seconds) });
  const { succeeded } = await client.call(KV.method.txn, {
    compare: [{ target: CompareTarget.CREATE, key: keys.lease, targetUnion: { case: 'createRevision', value: 0n } }],
    success: [{ request: { case: 'requestPut', value: { key: keys.lease, value: Buffer.from(name), lease: ID } } }],
  });
  if (!succeeded) {
    await client.call(Lease.method.leaseRevoke, { ID });
    return undefined;
  }
  return keep(client, ID, Number(TTL) * 1000, asked);
}

/** Gives signs of life until it is given up or lost. */
function keep(client: EtcdClient, id: bigint, milliseconds: number, asked: number): HeldLease {
  const [lost, over] = [new AbortController(), new AbortController()];
  let until = asked + milliseconds;
  const giveSigns = async (): Promise<void> => {
    let wait = milliseconds / SIGNS_PER_LEASE;
    for (;;) {
      const left = Math.max(0, until - performance.now());
      await pause(Math.min(wait, left), undefined, { signal: over.signal }).catch(() => undefined);
      if (over.signal.aborted) return;
      const sent = performance.now();
      // Also where this process was stopped meanwhile: what etcd would say now changes nothing.
      if (sent >= until) break;
      const sign = await Promise.race([giveSign(client, id), timeIsUp(until - sent)]);
      if (sign === 'gone') break;
      if (sign === 'extended') until = sent + milliseconds;
      wait = sign === 'extended' ? milliseconds / SIGNS_PER_LEASE : AGAIN_AFTER_MILLISECONDS;
    }
    until = 0;
    lost.abort();
  };
  void giveSigns();
  return {
    held: () => performance.now() < until,
    lost: lost.signal,
    resign: async () => {
      over.abort();
      await client.call(Lease.method.leaseRevoke, { ID: id }).catch(() => undefined);
    },
  };
}

type Sign = 'extended' | 'gone' | 'unknown';

async function giveSign(client: EtcdClient, id: bigint): Promise<Sign> {
  try {
    const stream = await client.open(Lease.method.leaseKeepAlive);
    try {
      stream.write({ ID: id });
      for await (const { TTL } of stream.answers) return TTL > 0n ? 'extended' : 'gone';
      return 'unknown';
    } finally {
      stream.cancel();
    }
  } catch {
    return 'unknown';
  }
}

const timeIsUp = (milliseconds: number): Promise<Sign> => pause(milliseconds, 'unknown' as const, { ref: false });
