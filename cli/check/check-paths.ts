import path from 'node:path';
import type { DeclaredObject } from '../../core/model/configuration.ts';
import type { Finding } from '../../core/model/finding.ts';
import { sortFindings } from '../../core/parse/index.ts';
import type { SourceFile } from '../../core/parse/index.ts';
import { checkFiles } from './check-files.ts';
import { readPath } from './read-path.ts';

/** What files and folders declare together, and everything that is wrong with them. */
export interface CheckedPaths {
  readonly files: readonly SourceFile[];
  readonly objects: readonly DeclaredObject[];
  /** How many objects of other people's kinds lie beside them. */
  readonly passedOver: number;
  readonly findings: readonly Finding[];
  readonly sourceText: (file: string) => string | undefined;
}

const NOTHING: Pick<CheckedPaths, 'objects' | 'passedOver' | 'findings'> = { objects: [], passedOver: 0, findings: [] };

/**
 * Checks paths as one repository. Files are named as the user would name them, from `cwd`.
 * @throws CliError `file` where a path is not there
 */
export async function checkPaths(paths: readonly string[], cwd: string): Promise<CheckedPaths> {
  const files = new Map<string, SourceFile>();
  const unread: Finding[] = [];
  for (const given of paths) {
    const read = await readPath(given, cwd);
    unread.push(...read.findings);
    for (const file of read.files) files.set(path.resolve(cwd, file.path), file);
  }
  const list = [...files.values()];
  // Where there was nothing to read, the reader has said so, and why.
  const checked = list.length === 0 ? NOTHING : checkFiles(list);
  const texts = new Map(list.map((file) => [file.path, file.text]));
  return {
    files: list,
    objects: checked.objects,
    passedOver: checked.passedOver,
    findings: sortFindings([...unread, ...checked.findings]),
    sourceText: (file) => texts.get(file),
  };
}
