import type { Finding } from '../../core/model/finding.ts';
import { DEFAULT_LIMITS } from '../../core/model/limits.ts';
import type { Limits } from '../../core/model/limits.ts';
import type { SourceFile } from './source.ts';
import { fileTooLarge, noFiles, notUtf8, tooManyBytes, tooManyFiles } from './source-findings.ts';

/** How much is read. */
export type SourceBounds = Pick<Limits, 'fileBytes' | 'files' | 'bytes'>;

/** Gathers the files of one tree, within bounds. */
export interface FileCollector {
  readonly bounds: SourceBounds;
  /** For what is known to be too large without being read. */
  refuse(finding: Finding): void;
  add(path: string, bytes: Uint8Array): void;
  /** Whether a bound was met: whatever else there is will not be taken. */
  isFull(): boolean;
  /** @param where the folder that was read, in words */
  finish(where: string): { readonly files: readonly SourceFile[]; readonly findings: readonly Finding[] };
}

export function collectFiles(bounds: SourceBounds = DEFAULT_LIMITS): FileCollector {
  const files: SourceFile[] = [];
  const findings: Finding[] = [];
  let bytesLeft = bounds.bytes;
  let filesLeft = bounds.files;
  return {
    bounds,
    refuse: (finding) => {
      findings.push(finding);
    },
    add: (path, bytes) => {
      filesLeft -= 1;
      bytesLeft -= bytes.length;
      if (filesLeft < 0 || bytesLeft < 0) return;
      const file =
        bytes.length > bounds.fileBytes ? fileTooLarge(path, bytes.length, bounds.fileBytes) : decode(path, bytes);
      if ('text' in file) files.push(file);
      else findings.push(file);
    },
    isFull: () => filesLeft < 0 || bytesLeft < 0,
    finish: (where) => {
      if (filesLeft < 0) findings.push(tooManyFiles(where, `${String(bounds.files)} YAML files`));
      else if (bytesLeft < 0) findings.push(tooManyBytes(where, bounds.bytes));
      else if (files.length === 0 && findings.length === 0) findings.push(noFiles(where));
      return { files: files.sort((one, other) => (one.path < other.path ? -1 : 1)), findings };
    },
  };
}

/** What is read at all: YAML by its name, and nothing hidden, such as `.github/`. */
export const isYamlName = (name: string): boolean => /\.ya?ml$/.test(name);
export const isHiddenName = (name: string): boolean => name.startsWith('.');

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(path: string, bytes: Uint8Array): SourceFile | Finding {
  try {
    return { path, text: utf8.decode(bytes) };
  } catch {
    const { line, column } = firstInvalid(bytes);
    return notUtf8(path, line, column);
  }
}

/** Line and column of the first byte that is not UTF-8: no sequence spans a line feed, so lines decode on their own. */
function firstInvalid(bytes: Uint8Array): { readonly line: number; readonly column: number } {
  let start = 0;
  for (let line = 1; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    const text = bytes.subarray(start, end === -1 ? bytes.length : end);
    try {
      utf8.decode(text);
    } catch {
      return { line, column: new TextDecoder().decode(text).indexOf('\ufffd') + 1 };
    }
    start += text.length + 1;
  }
  return { line: 1, column: 1 };
}
