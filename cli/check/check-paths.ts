import path from 'node:path';
import type { DeclaredObject } from '../../core/model/configuration.ts';
import type { Finding } from '../../core/model/finding.ts';
import { NO_POLICY_CONSTRAINTS } from '../../core/model/constraints.ts';
import { DEFAULT_LIMITS } from '../../core/model/limits.ts';
import type { Limits } from '../../core/model/limits.ts';
import { parseFiles, sortFindings } from '../../core/parse/index.ts';
import type { SourceFile, Sources } from '../../core/parse/index.ts';
import { CliError } from '../cli-error.ts';
import type { CliIo } from '../io.ts';
import { finishCheck, startCheck } from './check-steps.ts';
import type { CheckedFiles, CheckFilesOptions } from './check-steps.ts';
import type { EarlierRules } from './earlier-rules.ts';
import type { JudgedPolicies } from './policy-findings.ts';
import { readPath } from './read-path.ts';
import type { ReadPath } from './read-path.ts';
import { readStdin } from './read-stdin.ts';

/** What files and folders declare together, and everything that is wrong with them. */
export interface CheckedPaths {
  readonly files: readonly SourceFile[];
  readonly objects: readonly DeclaredObject[];
  /** How many objects of other people's kinds lie beside them. */
  readonly passedOver: number;
  readonly findings: readonly Finding[];
  /** The objects and where they stand. */
  readonly sources: Sources;
  /** The policies of the earlier revision that was asked for. */
  readonly earlier: EarlierRules | undefined;
  readonly sourceText: (file: string) => string | undefined;
}

export interface CheckPathsOptions {
  /** A revision of the Git repository that each path lies in. Left out: what lies on disk. */
  readonly ref?: string | undefined;
  /** The revision before, for what may not change and what rules see as `oldObject`. */
  readonly base?: string | undefined;
  /** A revision whose policies are asked as well where they are no longer what they were. */
  readonly policiesFrom?: string | undefined;
  /** What rules see as `oldObject` where no revision before is given; `undefined` where nobody knows. */
  readonly before?: readonly DeclaredObject[] | undefined;
  readonly limits?: Limits | undefined;
  /** Told how many of so many files are done. */
  readonly progress?: ((done: number, files: number) => void) | undefined;
}

const NOTHING: Pick<CheckedPaths, 'objects' | 'passedOver' | 'findings' | 'sources'> = {
  objects: [],
  passedOver: 0,
  findings: [],
  sources: { files: [], objects: [] },
};

/** The path that stands for standard input. */
const STDIN = '-';

/**
 * Checks paths as one repository. Files are named as the user would name them, from the current folder.
 * @throws CliError `file` where a path or revision is not there, `usage` where standard input is to have revisions
 */
export async function checkPaths(
  paths: readonly string[],
  io: Pick<CliIo, 'cwd' | 'stdin'>,
  { ref, base, before, policiesFrom, limits = DEFAULT_LIMITS, progress }: CheckPathsOptions = {},
): Promise<CheckedPaths> {
  const read = await readAll(paths, (given) =>
    ref === undefined ? readGiven(given, io, limits) : readAt(withHistory(given, '--ref'), ref, io.cwd, limits),
  );
  const based = base === undefined ? undefined : await readBase(paths, base, io.cwd, limits);
  const earlier = policiesFrom === undefined ? undefined : await readEarlier(paths, policiesFrom, io.cwd, limits);
  const list = read.files;
  // Where there was nothing to read, the reader has said so, and why.
  const checked =
    list.length === 0
      ? NOTHING
      : await checkLoaded(list, {
          ...{ limits, base: based, before: based ?? before, earlier },
          progress: (done) => progress?.(done, list.length),
        });
  const texts = new Map([...list, ...(earlier?.sources.files ?? [])].map((file) => [file.path, file.text]));
  return {
    files: list,
    objects: checked.objects,
    passedOver: checked.passedOver,
    findings: sortFindings([...read.findings, ...checked.findings]),
    sources: checked.sources,
    earlier,
    sourceText: (file) => texts.get(file),
  };
}

const readGiven = (given: string, { cwd, stdin }: Pick<CliIo, 'cwd' | 'stdin'>, limits: Limits): Promise<ReadPath> =>
  given === STDIN ? readStdin(stdin, limits) : readPath(given, cwd, limits);

/** What all paths hold; a file that two of them hold counts once. */
async function readAll(paths: readonly string[], readOne: (given: string) => Promise<ReadPath>): Promise<ReadPath> {
  const files = new Map<string, SourceFile>();
  const findings: Finding[] = [];
  for (const given of paths) {
    const read = await readOne(given);
    findings.push(...read.findings);
    for (const file of read.files) files.set(path.normalize(file.path), file);
  }
  return { files: [...files.values()], findings };
}

/** As `checkFiles` does. The engine of policies is half of what the command loads: only who has some waits for it. */
async function checkLoaded(files: readonly SourceFile[], options: CheckFilesOptions): Promise<CheckedFiles> {
  const started = startCheck(files, options);
  const isAsked = started.policies.length > 0 || (started.earlier?.set.policies.length ?? 0) > 0;
  if (!isAsked) return finishCheck(started, () => NO_POLICIES);
  const { policyFindings } = await import('./policy-findings.ts');
  return finishCheck(started, policyFindings);
}

const NO_POLICIES: JudgedPolicies = { findings: [], constraintsOf: () => NO_POLICY_CONSTRAINTS };

/** What reads Git takes as long to load as all the rest: only who asks for a revision waits for it. */
async function readAt(given: string, revision: string, cwd: string, limits: Limits): Promise<ReadPath> {
  const { readRevision } = await import('./read-revision.ts');
  return readRevision(given, revision, cwd, limits);
}

function withHistory(given: string, option: string): string {
  if (given !== STDIN) return given;
  throw new CliError('usage', `standard input has no revisions: say ${option} with a path of a Git repository`);
}

/** The objects of the base that can be read. What is wrong with it is no concern of who comes after, and mends it. */
async function readBase(
  paths: readonly string[],
  base: string,
  cwd: string,
  limits: Limits,
): Promise<readonly DeclaredObject[]> {
  const { files } = await readAll(paths, (given) => readAt(withHistory(given, '--base'), base, cwd, limits));
  return parseFiles(files, { limits }).objects.map(({ object }) => object);
}

/** The policies that a revision has in force. What comes in on standard input has none to add. */
async function readEarlier(
  paths: readonly string[],
  revision: string,
  cwd: string,
  limits: Limits,
): Promise<EarlierRules> {
  const [first, ...others] = paths.filter((given) => given !== STDIN);
  const named = first === undefined ? [withHistory(STDIN, '--policies-from')] : [first, ...others];
  const read = await readAll(named, (given) => readAt(given, revision, cwd, limits));
  const { earlierRules } = await import('./read-earlier-rules.ts');
  return earlierRules(read, revision, limits);
}
