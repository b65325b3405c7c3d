import type { Configuration, DeclaredObject } from '../model/configuration.ts';
import { isError } from '../model/finding.ts';
import type { Finding } from '../model/finding.ts';
import { DEFAULT_LIMITS } from '../model/limits.ts';
import type { InTurns } from '../model/turns.ts';
import { locate } from './locate.ts';
import { referenceTo } from './locate-findings.ts';
import { NO_PACKS, withPacks } from './packs.ts';
import type { PackLibrary } from './packs.ts';
import { parseFiles } from './parse-files.ts';
import type { ParsedObject, ParseResult } from './parse-files.ts';
import type { Address, Problem } from './problem.ts';
import type { ObjectAddress, ObjectProblem } from './resolve/object-problem.ts';
import { resolveInTurns, resolveObjects } from './resolve/resolve-objects.ts';
import { sortFindings } from './sort-findings.ts';
import type { SourceFile } from './source-file.ts';

export interface Resolved {
  /** `undefined` where there is an error, be it in a file or between objects. */
  readonly configuration: Configuration | undefined;
  /** What is wrong between objects; what is wrong in files, parsing has told. */
  readonly findings: readonly Finding[];
}

/**
 * The objects of a revision as one configuration, names resolved. While a file or an object is broken, nobody knows
 * what it would have declared: then nothing is said to be missing.
 */
export function resolve(parsed: ParseResult): Resolved {
  const { configuration, problems } = resolveObjects(parsed.objects.map(({ object }) => object));
  const broken = parsed.findings.some(isError);
  const known = broken ? problems.filter(({ code }) => code !== 'reference/not-found') : problems;
  const findings = locate(
    parsed.files,
    known.map((problem) => inFiles(parsed.objects, problem)),
  );
  const wrong = broken || problems.some(({ severity }) => severity === 'error');
  return { configuration: wrong ? undefined : configuration, findings };
}

function inFiles(objects: readonly ParsedObject[], { at, elsewhere, ...problem }: ObjectProblem): Problem {
  const parsed = objects[at.object];
  return {
    ...problem,
    at: fileAddress(objects, at),
    elsewhere: elsewhere && fileAddress(objects, elsewhere),
    object: parsed && referenceTo(parsed),
  };
}

function fileAddress(objects: readonly ParsedObject[], { object, path, ...part }: ObjectAddress): Address {
  const { file = '', document = 0, within = [] } = objects[object] ?? {};
  return { kind: 'value', file, document, path: [...within, ...path], ...part };
}

/** Everything that parsing can say of the files of a revision. */
export interface ReadConfiguration extends ParseResult {
  readonly configuration: Configuration | undefined;
}

/** Files ▶ configuration, or every problem, by file, line and column. */
export function readConfiguration(files: readonly SourceFile[], packs: PackLibrary = NO_PACKS): ReadConfiguration {
  const parsed = withPacks(parseFiles(files), packs, DEFAULT_LIMITS);
  const resolved = resolve(parsed);
  return {
    ...parsed,
    configuration: resolved.configuration,
    findings: sortFindings([...parsed.findings, ...resolved.findings]),
  };
}

/**
 * The configuration of objects that made one before. Throws where they do not: somebody changed them since. Tests of
 * policies, which a configuration has nothing of, are not checked again.
 */
export function* configurationFromObjects(objects: readonly DeclaredObject[]): InTurns<Configuration> {
  const { configuration, problems } = yield* resolveInTurns(objects.filter(({ kind }) => kind !== 'PolicyTest'));
  const error = problems.find(({ severity }) => severity === 'error');
  if (error) throw new Error(`stored objects make no configuration: ${error.message}`);
  return configuration;
}
