import { KV } from '../generated/etcd_pb.ts';
import type { KeyValue } from '../generated/etcd_pb.ts';
import { MAX_KEY_BYTES } from '../store.ts';
import type { Entry } from '../store.ts';
import type { EtcdClient } from './etcd-client.ts';
import { isTooLarge } from './etcd-error.ts';
import { afterKey, afterPrefix } from './etcd-keys.ts';
import type { EtcdKeys } from './etcd-keys.ts';

export interface ListRange {
  readonly prefix: string;
  readonly after: string;
  readonly limit: number;
}

/** Most entries are small; where they are not, pages become shorter. */
const PAGE = 1024;

/** Pages of one revision, so that the list is what was there at one moment, however long it is. */
export async function listEntries(
  client: EtcdClient,
  keys: EtcdKeys,
  base: bigint,
  { prefix, after, limit }: ListRange,
): Promise<readonly Entry[]> {
  if (prefix.length > MAX_KEY_BYTES || limit < 1) return [];
  const rangeEnd = afterPrefix(keys.of(prefix));
  const found: Entry[] = [];
  let key = after !== '' && after >= prefix ? afterKey(keys.of(after)) : keys.of(prefix);
  let revision = 0n;
  let page = PAGE;
  while (Buffer.compare(key, rangeEnd) < 0) {
    const want = Math.min(page, limit - found.length);
    const request = { key, rangeEnd, limit: BigInt(want), revision };
    const answer = await client.read(KV.method.range, request).catch((cause: unknown) => {
      if (isTooLarge(cause) && want > 1) return undefined;
      throw cause;
    });
    if (!answer) {
      page = Math.ceil(want / 4);
      continue;
    }
    found.push(...answer.kvs.map((kv) => entryOf(kv, keys, base)));
    revision = answer.header?.revision ?? 0n;
    const last = answer.kvs.at(-1);
    if (!answer.more || !last || found.length >= limit) return found;
    key = afterKey(Buffer.from(last.key));
  }
  return found;
}

export const entryOf = ({ key, value, modRevision }: KeyValue, keys: EtcdKeys, base: bigint): Entry => ({
  key: keys.keyOf(key),
  value: Buffer.from(value).toString('utf8'),
  modified: Number(modRevision - base),
});
