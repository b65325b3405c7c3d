import type { Finding } from '../../../../../core/model/finding.ts';
import { SourceError } from '../../../../source/source.ts';
import { unpack } from '../unpack.ts';
import type { ArchiveToRead } from '../unpack.ts';

const SMALL = { fileBytes: 1000, files: 20, bytes: 5000 };

/** What became of an archive, in one line for each file and finding. */
export async function readArchive(archive: Uint8Array, more: Partial<ArchiveToRead> = {}): Promise<readonly string[]> {
  try {
    const { files, findings } = await unpack({
      archive: [archive],
      folder: '',
      where: 'the artifact',
      bounds: SMALL,
      ...more,
    });
    return [...files.map(({ path, text }) => `${path}: ${text}`), ...findings.map(inOneLine)];
  } catch (error) {
    if (error instanceof SourceError) return [`${error.code}: ${error.message}`];
    throw error;
  }
}

function inOneLine({ severity, code, place, message }: Finding): string {
  const where = place && `${place.file}:${String(place.line)}:${String(place.column)}:`;
  return [severity, code, where, message].filter((part) => part !== undefined).join(' ');
}
