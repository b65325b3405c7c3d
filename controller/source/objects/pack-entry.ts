import type { ObjectType } from './git-object.ts';

/** How an entry of a pack begins. Source: gitformat-pack(5), "Object entries". */
export type EntryHeader = EntrySize &
  (
    | { readonly kind: 'whole'; readonly type: ObjectType }
    /** A change to the entry that begins so many bytes before. */
    | { readonly kind: 'offset-delta'; readonly distance: number }
    /** A change to the object of that name. */
    | { readonly kind: 'named-delta'; readonly base: string }
  );

interface EntrySize {
  /** Of what follows, inflated. */
  readonly size: number;
  /** Of the header. */
  readonly bytes: number;
}

const TYPES: Readonly<Record<number, ObjectType>> = { 1: 'commit', 2: 'tree', 3: 'blob', 4: 'tag' };
const OFFSET_DELTA = 6;
const NAMED_DELTA = 7;
const OID_BYTES = 20;

/** Type and size in at most seven bytes, then a distance in as many or a name. */
export const MAX_HEADER_BYTES = 8 + OID_BYTES;

/** @throws Error where there is no entry */
export function readEntryHeader(bytes: Buffer): EntryHeader {
  const first = bytes.readUInt8(0);
  const { size, at } = readSize(bytes);
  const type = (first >> 4) & 7;
  if (type === OFFSET_DELTA) return { kind: 'offset-delta', size, ...readDistance(bytes, at) };
  if (type === NAMED_DELTA) {
    const end = at + OID_BYTES;
    if (end > bytes.length) throw new Error('a pack is cut short');
    return { kind: 'named-delta', size, base: bytes.toString('hex', at, end), bytes: end };
  }
  const whole = TYPES[type];
  if (!whole) throw new Error(`an entry of a pack has the unknown type ${String(type)}`);
  return { kind: 'whole', type: whole, size, bytes: at };
}

/** Four bits beside the type, then groups of seven, the lowest first. */
function readSize(bytes: Buffer): { readonly size: number; readonly at: number } {
  let byte = bytes.readUInt8(0);
  let size = byte & 0x0f;
  let at = 1;
  for (let shift = 4; (byte & 0x80) !== 0; shift += 7) {
    if (shift > 40) throw new Error('an entry of a pack says no size');
    byte = bytes.readUInt8(at);
    size += (byte & 0x7f) * 2 ** shift;
    at += 1;
  }
  return { size, at };
}

/** Groups of seven, the highest first; each but the last counts one more. */
function readDistance(bytes: Buffer, start: number): { readonly distance: number; readonly bytes: number } {
  let byte = bytes.readUInt8(start);
  let distance = byte & 0x7f;
  let at = start + 1;
  while ((byte & 0x80) !== 0) {
    if (at - start > 7) throw new Error('a delta of a pack says no distance');
    byte = bytes.readUInt8(at);
    distance = (distance + 1) * 128 + (byte & 0x7f);
    at += 1;
  }
  return { distance, bytes: at };
}
