import { inflateSync } from 'node:zlib';
import { deltaSizes } from './objects/delta.ts';
import { MAX_HEADER_BYTES, readEntryHeader } from './objects/pack-entry.ts';
import { SourceError } from './source.ts';

export interface PackBounds {
  readonly objects: number;
  /** Of any one object, inflated. */
  readonly objectBytes: number;
  /** Of all that is inflated. */
  readonly totalBytes: number;
}

const PACK_BOUNDS: PackBounds = { objects: 1_000_000, objectBytes: 64 * 2 ** 20, totalBytes: 2 ** 30 };

/** `PACK`, the version, the number of entries. */
const HEADER_BYTES = 12;
/** SHA-1 of all before it. */
const TRAILER_BYTES = 20;

/**
 * Looks through a pack that was received before the Git library does: the library inflates whatever an entry holds.
 * After this, each entry is there, whole, and as long as it says. Source: gitformat-pack(5).
 * @throws SourceError `too-large`, `broken-answer`
 */
export function inspectPack(pack: Buffer, bounds: PackBounds = PACK_BOUNDS): void {
  if (pack.length < HEADER_BYTES + TRAILER_BYTES || pack.toString('latin1', 0, 4) !== 'PACK') {
    throw broken('it holds no pack');
  }
  const count = pack.readUInt32BE(8);
  if (count > bounds.objects) throw tooLarge(`${String(count)} objects`, String(bounds.objects));
  const end = pack.length - TRAILER_BYTES;
  let at = HEADER_BYTES;
  let inflated = 0;
  for (let entry = 0; entry < count; entry += 1) {
    const { size, next } = inspectEntry(pack.subarray(0, end), at, bounds);
    inflated += size;
    if (inflated > bounds.totalBytes) throw tooLarge('more', inMiB(bounds.totalBytes));
    at = next;
  }
  if (at !== end) throw broken('its pack has more than it says');
}

function inspectEntry(pack: Buffer, at: number, bounds: PackBounds): { readonly size: number; readonly next: number } {
  try {
    const header = readEntryHeader(pack.subarray(at, at + MAX_HEADER_BYTES));
    if (header.size > bounds.objectBytes) throw tooLarge(inMiB(header.size), inMiB(bounds.objectBytes));
    const start = at + header.bytes;
    const { content, consumed } = inflateHere(pack, start, header.size);
    if (content.length !== header.size) throw broken('an object is not as long as it says');
    if (header.kind !== 'whole') {
      const { result } = deltaSizes(content);
      if (result > bounds.objectBytes) throw tooLarge(inMiB(result), inMiB(bounds.objectBytes));
    }
    return { size: header.size, next: start + consumed };
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    throw broken(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

/** What is inflated from a place on, and how much of the pack it took. */
function inflateHere(pack: Buffer, start: number, size: number): { content: Buffer; consumed: number } {
  // Node's types do not know what `info` does: the result carries the engine, which counted what it read.
  const inflated: unknown = inflateSync(pack.subarray(start), { maxOutputLength: Math.max(1, size), info: true });
  const { buffer, engine } = inflated as { buffer: Buffer; engine: { bytesWritten: number } };
  return { content: buffer, consumed: engine.bytesWritten };
}

const inMiB = (bytes: number): string => `${String(Math.ceil(bytes / 2 ** 20))} MiB`;

const tooLarge = (what: string, most: string): SourceError =>
  new SourceError(
    'too-large',
    `the server sends ${what} where at most ${most} is taken: keep large files out of the repository`,
  );

const broken = (why: string, cause?: unknown): SourceError =>
  new SourceError('broken-answer', `the server's answer is broken: ${why}`, { cause });
