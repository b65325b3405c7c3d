import { extract } from 'tar-stream';
import type { Extract, Header } from 'tar-stream';

export interface Headers {
  readonly name: string;
  readonly bytes: number;
  readonly type: Header['type'] | null;
}

export interface TarReader {
  /** Whether the contents are wanted, or nothing more of the archive. */
  readonly enter: (headers: Headers) => 'read' | 'skip' | 'stop';
  /** Of an entry that was to be read. */
  readonly take: (headers: Headers, contents: Uint8Array) => void;
}

const BLOCK = 512;
/**
 * What may stand in front of an entry: its long name, its attributes. The library copies all attributes that hold for the
 * whole archive for each entry, so many of them would cost more than the archive's size.
 */
const MAX_HEADER_BYTES = 16 * 1024;
const MAX_ATTRIBUTES = 64;

/**
 * The entries of a tar archive, in its order.
 * @returns whether the reader saw all of them
 * @throws Error where it is none, or not all of one
 */
export async function readTar(chunks: AsyncIterable<Uint8Array>, reader: TarReader): Promise<boolean> {
  const archive = extract();
  const state: State = { isStopped: false, failure: undefined, entryEnd: 0 };
  archive.on('error', (error: Error) => {
    state.failure ??= error;
  });
  handleEntries(archive, reader, state);
  let fed = 0;
  try {
    for await (const chunk of chunks) {
      if (!archive.write(chunk)) await until(archive, 'drain');
      if (isOver(state)) return false;
      fed += chunk.length;
      // Zeros fill the last record up, which may be large, and are no headers.
      if (fed > state.entryEnd && chunk.every((byte) => byte === 0)) state.entryEnd += chunk.length;
      if (fed - state.entryEnd > MAX_HEADER_BYTES) throw new Error('too much stands between its files');
    }
    archive.end(undefined);
    await until(archive, 'close');
    return !isOver(state);
  } finally {
    archive.destroy();
  }
}

interface State {
  isStopped: boolean;
  failure: Error | undefined;
  /** Where the last entry that was seen ends, in the archive. */
  entryEnd: number;
}

/** @throws Error what the library said */
function isOver({ failure, isStopped }: State): boolean {
  if (failure) throw failure;
  return isStopped;
}

/** Until it comes, or nothing can come any more. */
function until(archive: Extract, event: 'drain' | 'close'): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      archive.off(event, done);
      archive.off('close', done);
      resolve();
    };
    if (archive.destroyed) {
      resolve();
      return;
    }
    archive.on(event, done);
    archive.on('close', done);
  });
}

function handleEntries(archive: Extract, { enter, take }: TarReader, state: State): void {
  archive.on('entry', (header, stream, next) => {
    // It ends with the archive, which tells the same.
    stream.on('error', () => undefined);
    const { name, type, pax } = header;
    // The library goes on right behind the header of a folder, whatever size that tells.
    const bytes = type === 'directory' ? 0 : header.size;
    state.entryEnd = stream.offset + BLOCK + Math.ceil(bytes / BLOCK) * BLOCK;
    if (Object.keys(pax ?? {}).length > MAX_ATTRIBUTES) {
      archive.destroy(new Error(`${name.slice(0, 100)} has more than ${String(MAX_ATTRIBUTES)} attributes`));
      return;
    }
    const headers: Headers = { name, bytes, type };
    const what = enter(headers);
    if (what === 'stop') {
      state.isStopped = true;
      archive.destroy();
      return;
    }
    const parts: Uint8Array[] = [];
    const goOn = (): void => {
      if (what === 'read') take(headers, Buffer.concat(parts));
      next();
    };
    // Of a folder that tells a size the library would never end the contents.
    if (bytes === 0) {
      goOn();
      return;
    }
    if (what === 'read') stream.on('data', (part) => parts.push(part as Uint8Array));
    stream.on('end', goOn);
    stream.resume();
  });
}
