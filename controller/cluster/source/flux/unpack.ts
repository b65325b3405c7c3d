import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { collectFiles } from '../../../source/file-collector.ts';
import type { FileCollector, SourceBounds } from '../../../source/file-collector.ts';
import { SourceError } from '../../../source/source.ts';
import type { SourceTree } from '../../../source/source.ts';
import { fileTooLarge, pathNotFound, tooManyFiles, unreadable } from '../../../source/source-findings.ts';
import { entryOf, isUnder, segmentsOf } from './entry.ts';
import { readTar } from './tar-entries.ts';
import type { Headers, TarReader } from './tar-entries.ts';

export interface ArchiveToRead {
  /** In order. */
  readonly archive: readonly Uint8Array[];
  /** Folder to read, as `normalPath` gives it. */
  readonly folder: string;
  /** The artifact, in words. */
  readonly where: string;
  readonly bounds?: SourceBounds | undefined;
  readonly limits?: ArchiveLimits;
}

/** Of all that is in the archive, wanted or not. */
export interface ArchiveLimits {
  readonly bytes: number;
  readonly entries: number;
}

const ARCHIVE_LIMITS: ArchiveLimits = { bytes: 2 ** 30, entries: 200_000 };

/**
 * The YAML files of a gzipped tar archive. Nothing of it is written to disk.
 * @throws SourceError `too-large`, `corrupt`
 */
export async function unpack(reading: ArchiveToRead): Promise<Pick<SourceTree, 'files' | 'findings'>> {
  const { archive, folder, where, bounds, limits = ARCHIVE_LIMITS } = reading;
  const collector = collectFiles(bounds);
  const walk: Walk = {
    folder,
    where,
    collector,
    entriesLeft: limits.entries,
    seen: new Set(),
    isWhole: false,
    foundAs: undefined,
  };
  try {
    walk.isWhole = await readTar(unzipped(archive, limits.bytes, where), readerInto(walk, limits.entries));
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new SourceError('corrupt', `${where} is no gzipped tar archive that can be read: ${why}`, { cause });
  }
  if (walk.isWhole && folder !== '' && walk.foundAs !== 'folder') {
    return { files: [], findings: [pathNotFound(where, folder, walk.foundAs === 'file')] };
  }
  return collector.finish(folder === '' ? where : `${folder} of ${where}`);
}

interface Walk {
  readonly folder: string;
  readonly where: string;
  readonly collector: FileCollector;
  /** Paths of files that were read. */
  readonly seen: Set<string>;
  entriesLeft: number;
  /** Whether its end was seen. */
  isWhole: boolean;
  /** What the folder that is read turned out to be. */
  foundAs: 'folder' | 'file' | undefined;
}

async function* unzipped(archive: readonly Uint8Array[], most: number, where: string): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  const chunks: AsyncIterable<Uint8Array> = Readable.from(archive).pipe(createGunzip());
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > most) {
      const limit = `${String(most / 2 ** 20)} MiB`;
      throw new SourceError('too-large', `${where} unpacks to more than ${limit}: leave out what is no configuration`);
    }
    yield chunk;
  }
}

function readerInto(walk: Walk, most: number): TarReader {
  const { collector, folder, where, seen } = walk;
  return {
    enter: (headers) => {
      if (collector.isFull()) return 'stop';
      if (walk.entriesLeft === 0) {
        collector.refuse(tooManyFiles(where, `${String(most)} files and folders`));
        return 'stop';
      }
      walk.entriesLeft -= 1;
      walk.foundAs ??= foundAs(headers, folder);
      const entry = entryOf(headers, folder);
      switch (entry.kind) {
        case 'file':
          if (seen.has(entry.path)) {
            collector.refuse(packedTwice(entry.path));
            return 'stop';
          }
          seen.add(entry.path);
          if (headers.bytes <= collector.bounds.fileBytes) return 'read';
          collector.refuse(fileTooLarge(entry.path, headers.bytes, collector.bounds.fileBytes));
          return 'skip';
        case 'other':
          return 'skip';
        case 'irregular':
          collector.refuse(entry.finding);
          return 'skip';
        case 'hostile':
          collector.refuse(entry.finding);
          return 'stop';
      }
    },
    take: ({ name }, contents) => {
      collector.add((segmentsOf(name) ?? []).join('/'), contents);
    },
  };
}

function foundAs({ name, type }: Headers, folder: string): Walk['foundAs'] {
  const path = segmentsOf(name)?.join('/') ?? '';
  if (!isUnder(path, folder)) return undefined;
  return path === folder && type !== 'directory' ? 'file' : 'folder';
}

const packedTwice = (path: string) =>
  unreadable(`the artifact holds ${path} twice`, 'pack it anew: which of the two is meant is not ours to choose');
