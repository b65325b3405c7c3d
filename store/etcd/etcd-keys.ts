/**
 * Where a store lies in etcd: under a prefix of its own, so that others may use the same etcd. Revisions are etcd's,
 * counted from the one that made the store; where others write, some are left out.
 */
export interface EtcdKeys {
  /** Of the record that says which format this is; its creation is revision 0. */
  readonly format: Buffer;
  /** Of whoever leads; goes when the lease does. */
  readonly lease: Buffer;
  of(key: string): Buffer;
  keyOf(bytes: Uint8Array): string;
}

/** @param prefix such as `/stowage`; a slash at its end makes no difference */
export function etcdKeys(prefix: string): EtcdKeys {
  const root = prefix.replace(/\/+$/, '');
  const entries = `${root}/store/`;
  const length = Buffer.byteLength(entries);
  return {
    format: Buffer.from(`${root}/format`),
    lease: Buffer.from(`${root}/lease`),
    of: (key) => Buffer.from(entries + key),
    keyOf: (bytes) => Buffer.from(bytes.subarray(length)).toString('utf8'),
  };
}

/** The first key above all that start with these bytes: the end of their range. Our prefixes never end in 0xff. */
export function afterPrefix(prefix: Buffer): Buffer {
  const end = Buffer.from(prefix);
  const last = end.length - 1;
  end.writeUInt8(end.readUInt8(last) + 1, last);
  return end;
}

/** The first key above this one. */
export const afterKey = (key: Buffer): Buffer => Buffer.concat([key, Buffer.of(0)]);
