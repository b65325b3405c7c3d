import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

export type PackEntry =
  | { readonly type: 'commit' | 'tree' | 'blob' | 'tag'; readonly content: Uint8Array; readonly says?: number }
  /** A change to the entry so many places before, or to the object of that name. */
  | { readonly type: 'delta'; readonly base: number | string; readonly content: Uint8Array };

const TYPES = { commit: 1, tree: 2, blob: 3, tag: 4 } as const;

/** Writes a pack as gitformat-pack(5) says, also one that no Git would write. `says` is a size that is not its own. */
export function writePack(entries: readonly PackEntry[]): Buffer {
  const header = Buffer.from('PACK\0\0\0\u0002\0\0\0\0', 'latin1');
  header.writeUInt32BE(entries.length, 8);
  const parts: Buffer[] = [header];
  const starts: number[] = [];
  let at = header.length;
  for (const [index, entry] of entries.entries()) {
    const bytes = Buffer.concat([entryHeader(entry, index, at, starts), deflateSync(entry.content)]);
    parts.push(bytes);
    starts.push(at);
    at += bytes.length;
  }
  const pack = Buffer.concat(parts);
  return Buffer.concat([pack, createHash('sha1').update(pack).digest()]);
}

function entryHeader(entry: PackEntry, index: number, at: number, starts: readonly number[]): Buffer {
  if (entry.type !== 'delta') return sizeHeader(TYPES[entry.type], entry.says ?? entry.content.length);
  if (typeof entry.base === 'string') {
    return Buffer.concat([sizeHeader(7, entry.content.length), Buffer.from(entry.base, 'hex')]);
  }
  const distance = at - (starts[index - entry.base] ?? at);
  return Buffer.concat([sizeHeader(6, entry.content.length), distanceBytes(distance)]);
}

function sizeHeader(type: number, size: number): Buffer {
  const bytes = [(type << 4) | (size % 16)];
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) bytes.push(rest % 128);
  return Buffer.from(bytes.map((byte, index) => (index < bytes.length - 1 ? byte | 0x80 : byte)));
}

function distanceBytes(distance: number): Buffer {
  const bytes = [distance & 0x7f];
  for (let rest = distance >>> 7; rest > 0; rest >>>= 7) {
    rest -= 1;
    bytes.unshift((rest & 0x7f) | 0x80);
  }
  return Buffer.from(bytes);
}
