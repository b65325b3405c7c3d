import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Finding } from '../../core/model/finding.ts';
import type { Limits } from '../../core/model/limits.ts';
import type { SourceFile } from '../../core/parse/index.ts';
import { openFolder } from '../../controller/source/folder.ts';
import { CliError } from '../cli-error.ts';

/** What a path holds, and what of it cannot be read. */
export interface ReadPath {
  readonly files: readonly SourceFile[];
  readonly findings: readonly Finding[];
}

/**
 * The YAML files of a folder, or one file, named as the user would name them from `cwd`.
 * @throws CliError `file` where the path cannot be read
 */
export async function readPath(given: string, cwd: string, limits: Limits): Promise<ReadPath> {
  const absolute = path.resolve(cwd, given);
  const isFolder = await isDirectory(absolute, given);
  const source = openFolder({ folder: absolute, bounds: limits });
  const head = await source.head();
  if (head.kind === 'nothing') {
    throw new CliError('file', head.findings.map(({ message }) => message).join('; ') || `${given} cannot be read`);
  }
  const { files, findings } = await source.read(head.commit);
  const top = isFolder ? given : path.dirname(given);
  const named = (file: string): string => path.join(top, file);
  return {
    files: files.map((file) => ({ ...file, path: named(file.path) })),
    findings: findings.map((finding) =>
      finding.place ? { ...finding, place: { ...finding.place, file: named(finding.place.file) } } : finding,
    ),
  };
}

async function isDirectory(absolute: string, given: string): Promise<boolean> {
  try {
    return (await stat(absolute)).isDirectory();
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    const reason = missing ? 'it does not exist' : cause instanceof Error ? cause.message : String(cause);
    throw new CliError('file', `${given} cannot be read: ${reason}`, { cause });
  }
}
