import { Compare_CompareTarget as CompareTarget } from '../generated/etcd_pb.ts';
import type { TxnRequestSchema, TxnResponse } from '../generated/etcd_pb.ts';
import type { MessageInitShape } from '@bufbuild/protobuf';
import type { CommitResult, Transaction } from '../store.ts';
import type { EtcdKeys } from './etcd-keys.ts';

/** What a key was last written by: absent keys have 0 in etcd as they have here. */
const etcdRevision = (modified: number, base: bigint): bigint => (modified === 0 ? 0n : base + BigInt(modified));

/** The same for etcd. Where a condition does not hold it answers with what the keys of all conditions have. */
export function requestOf({ conditions, writes }: Transaction, keys: EtcdKeys, base: bigint) {
  return {
    compare: conditions.map(({ key, modified }) => ({
      target: CompareTarget.MOD,
      key: keys.of(key),
      targetUnion: { case: 'modRevision' as const, value: etcdRevision(modified, base) },
    })),
    success: writes.map((write) => ({
      request:
        write.kind === 'put'
          ? { case: 'requestPut' as const, value: { key: keys.of(write.key), value: Buffer.from(write.value) } }
          : { case: 'requestDeleteRange' as const, value: { key: keys.of(write.key) } },
    })),
    failure: conditions.map(({ key }) => ({
      request: { case: 'requestRange' as const, value: { key: keys.of(key), keysOnly: true } },
    })),
  } satisfies MessageInitShape<typeof TxnRequestSchema>;
}

export function resultOf({ conditions }: Transaction, answer: TxnResponse, base: bigint): CommitResult {
  if (answer.succeeded) return { kind: 'committed', revision: Number((answer.header?.revision ?? base) - base) };
  const found = answer.responses.map(({ response }) =>
    response.case === 'responseRange' ? (response.value.kvs[0]?.modRevision ?? 0n) : 0n,
  );
  const failed = conditions.filter(({ modified }, index) => found[index] !== etcdRevision(modified, base));
  return { kind: 'conflict', keys: failed.map(({ key }) => key) };
}

/** Whether it wrote anything: deleting what is not there does not. */
export const changedAnything = ({ succeeded, responses }: TxnResponse): boolean =>
  succeeded &&
  responses.some(
    ({ response }) =>
      response.case === 'responsePut' || (response.case === 'responseDeleteRange' && response.value.deleted > 0n),
  );
