import { open, readFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import { applyDelta, deltaSizes } from './delta.ts';
import type { GitObject, ObjectOrSize, ObjectType } from './git-object.ts';
import { MAX_HEADER_BYTES, readEntryHeader } from './pack-entry.ts';
import type { EntryHeader } from './pack-entry.ts';
import { readPackIndex } from './pack-index.ts';
import type { PackIndex } from './pack-index.ts';

export interface PackFile {
  find(oid: string): number | undefined;
  /**
   * The object that begins at an offset, or its size where that is above `most` bytes.
   * @throws Error where there is none
   */
  read(offset: number, most: number): Promise<ObjectOrSize>;
  close(): Promise<void>;
}

/** Git makes chains of 50 by default and takes at most this many. */
const MAX_CHAIN = 4096;
/** Anything larger is not read even where it is only the base that another object is a change to. */
const MAX_OBJECT_BYTES = 256 * 2 ** 20;
/** Bytes inflated and put together for one object. */
const MAX_WORK_BYTES = 2 ** 30;
/** Objects that were read together lie together, so a read takes its neighbours along. */
const WINDOW_BYTES = 128 * 1024;
/** Of what was read: bases are read again and again. */
const CACHE_BYTES = 32 * 2 ** 20;

interface Pack {
  readonly file: FileHandle;
  window: { readonly start: number; readonly bytes: Buffer };
  readonly cache: Map<number, GitObject>;
  cachedBytes: number;
}

/** @param path without `.pack` and `.idx`; `undefined` where a `git gc` has just taken it away */
export async function openPack(path: string): Promise<PackFile | undefined> {
  const idx = await ifThere(readFile(`${path}.idx`));
  if (!idx) return undefined;
  const index = readPackIndex(idx);
  const file = await ifThere(open(`${path}.pack`, 'r'));
  if (!file) return undefined;
  const pack: Pack = { file, window: { start: 0, bytes: Buffer.alloc(0) }, cache: new Map(), cachedBytes: 0 };
  return {
    find: (oid) => index.find(oid),
    read: (offset, most) => readObject(pack, index, offset, most),
    close: () => file.close(),
  };
}

async function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  }
}

interface Link {
  readonly offset: number;
  readonly delta: Buffer;
}

/** Goes down the chain of deltas to an object that stands for itself, and comes back up applying them. */
async function readObject(pack: Pack, index: PackIndex, offset: number, most: number): Promise<ObjectOrSize> {
  const links: Link[] = [];
  let workLeft = MAX_WORK_BYTES;
  let at = offset;
  for (;;) {
    const cached = pack.cache.get(at);
    if (cached) return applyAll(pack, cached, links, most);

    const header = await headerAt(pack, at);
    const bound = links.length === 0 ? most : MAX_OBJECT_BYTES;
    if (header.size > (header.kind === 'whole' ? bound : MAX_OBJECT_BYTES)) {
      return { kind: 'too-large', size: header.size };
    }
    const bytes = await inflateAt(pack, at, header);
    if (header.kind === 'whole') return applyAll(pack, remember(pack, at, header.type, bytes), links, most);

    const { result } = deltaSizes(bytes);
    if (result > bound) return { kind: 'too-large', size: result };
    workLeft -= bytes.length + result;
    if (links.length >= MAX_CHAIN || workLeft < 0) throw new Error('a chain of deltas is too long');
    links.push({ offset: at, delta: bytes });
    at = baseOf(index, at, header);
  }
}

/** A pack on disk holds the base of every delta in it. */
function baseOf(index: PackIndex, at: number, header: Exclude<EntryHeader, { kind: 'whole' }>): number {
  if (header.kind === 'offset-delta') return at - header.distance;
  const base = index.find(header.base);
  if (base === undefined) throw new Error(`the base ${header.base} of a delta is missing`);
  return base;
}

function applyAll(pack: Pack, base: GitObject, links: readonly Link[], most: number): ObjectOrSize {
  const object = links.reduceRight(
    (below, { offset, delta }) => remember(pack, offset, base.type, applyDelta(below.bytes, delta)),
    base,
  );
  return object.bytes.length > most ? { kind: 'too-large', size: object.bytes.length } : object;
}

function remember(pack: Pack, offset: number, type: ObjectType, bytes: Buffer): GitObject {
  const object: GitObject = { kind: 'object', type, bytes };
  if (bytes.length > CACHE_BYTES / 8) return object;
  pack.cache.set(offset, object);
  pack.cachedBytes += bytes.length;
  for (const [oldest, { bytes: dropped }] of pack.cache) {
    if (pack.cachedBytes <= CACHE_BYTES) break;
    pack.cache.delete(oldest);
    pack.cachedBytes -= dropped.length;
  }
  return object;
}

async function headerAt(pack: Pack, offset: number): Promise<EntryHeader> {
  if (offset < 0) throw new Error('a delta points before its pack');
  return readEntryHeader(await bytesAt(pack, offset, MAX_HEADER_BYTES));
}

/** Incompressible content grows a little. */
const compressedBound = (size: number): number => size + (size >>> 8) + 1024;

async function inflateAt(pack: Pack, offset: number, header: EntryHeader): Promise<Buffer> {
  const compressed = await bytesAt(pack, offset + header.bytes, compressedBound(header.size));
  const bytes = inflateSync(compressed, { maxOutputLength: Math.max(1, header.size) });
  if (bytes.length !== header.size) throw new Error('a packed object is not as long as it says');
  return bytes;
}

/** At most so many: fewer at the end of the pack. */
async function bytesAt(pack: Pack, offset: number, length: number): Promise<Buffer> {
  const { start, bytes } = pack.window;
  if (offset >= start && offset + length <= start + bytes.length) {
    return bytes.subarray(offset - start, offset - start + length);
  }
  const wanted = Buffer.alloc(Math.max(length, WINDOW_BYTES));
  const { bytesRead } = await pack.file.read(wanted, 0, wanted.length, offset);
  pack.window = { start: offset, bytes: wanted.subarray(0, bytesRead) };
  return wanted.subarray(0, Math.min(length, bytesRead));
}
