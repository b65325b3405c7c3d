/** The findings of reading a source, worded in one place. All refuse the revision unless they say otherwise. */
import type { Finding, FindingCode, Place } from '../../core/model/finding.ts';
import { raiseLimit } from '../../core/model/limits.ts';

export const unreadable = (message: string, help: string): Finding => error('source/unreadable', message, help);

export const noCommit = (repository: string): Finding =>
  error(
    'source/empty',
    `${repository} has no commit yet`,
    'commit a configuration; `stowage init` writes one to start from',
  );

export const noFiles = (where: string): Finding =>
  error(
    'source/empty',
    `there is no YAML file in ${where}`,
    'an empty configuration would take everything away, so it is refused: say with --path where the files are',
  );

export const alsoShownFromGit = (object: string): Finding =>
  error(
    'source/two-sources',
    `${object} is shown in this cluster from Git by another instance, and this one would take the cluster for its source`,
    'an instance has one source: serve the repository with --repo, or take away what was shown from it, and its label app.kubernetes.io/managed-by',
  );

export const refNotFound = (repository: string, ref: string, known: readonly string[], isShallow = false): Finding =>
  error(
    'source/ref-not-found',
    `${repository} has no branch, tag or commit ${JSON.stringify(ref)}`,
    isShallow
      ? 'the clone is shallow: fetch more of its history, as `git fetch --unshallow` does, or fetch-depth: 0 in a workflow'
      : known.length > 0
        ? `it has ${known.join(', ')}: name one of them`
        : 'name what to follow',
  );

export const commitNotGiven = (repository: string, commit: string): Finding =>
  error(
    'source/ref-not-found',
    `${repository} does not give commit ${commit}`,
    'name the branch or tag that it is on: servers give what a ref names, and not all give other commits',
  );

export const pathNotFound = (repository: string, path: string, isFile: boolean): Finding =>
  isFile
    ? error('source/path-not-found', `${path} is a file in ${repository}`, 'say with --path the folder that it lies in')
    : error(
        'source/path-not-found',
        `there is no folder ${path} in ${repository}`,
        'say with --path a folder that is there',
      );

export const irregularFile = (path: string, what: string): Finding => ({
  ...error('source/not-a-regular-file', `it is ${what}, and links are not followed`, 'put a regular file in its place'),
  place: startOf(path),
});

export const irregularFolder = (path: string, what: string): Finding => ({
  ...error(
    'source/not-a-regular-file',
    `it is ${what}: what it leads to is not read`,
    'put the files themselves here, or move it out of the folder that is read',
  ),
  place: startOf(path),
});

/** A warning: nobody knows whether files were meant to be found there. */
export const notFollowed = (path: string, what: string): Finding => ({
  ...irregularFolder(path, what),
  severity: 'warning',
});

export const fileTooLarge = (path: string, bytes: number, most: number): Finding => ({
  ...error(
    'source/file-too-large',
    `the file has ${inMiB(bytes)}; at most ${inMiB(most)} are read`,
    `split it: objects may lie in any number of files. ${raiseLimit('fileBytes')}`,
  ),
  place: startOf(path),
});

export const tooManyFiles = (where: string, most: string): Finding =>
  error(
    'source/too-many-files',
    `${where} holds more than ${most}`,
    `name a folder that holds nothing else. ${raiseLimit('files')}`,
  );

export const tooManyBytes = (where: string, most: number): Finding =>
  error(
    'source/revision-too-large',
    `${where} holds more than ${inMiB(most)} of YAML`,
    `name a folder that holds nothing else. ${raiseLimit('bytes')}`,
  );

export const notUtf8 = (path: string, line: number, column: number): Finding => ({
  ...error('source/not-utf8', 'the file is not valid UTF-8', 'save it as UTF-8'),
  place: { file: path, line, column, endLine: line, endColumn: column + 1 },
});

const error = (code: FindingCode, message: string, help: string): Finding => ({
  code,
  severity: 'error',
  message,
  help,
});

const startOf = (file: string): Place => ({ file, line: 1, column: 1, endLine: 1, endColumn: 1 });

const inMiB = (bytes: number): string =>
  bytes % 2 ** 20 === 0 ? `${String(bytes / 2 ** 20)} MiB` : `${String(bytes)} bytes`;
