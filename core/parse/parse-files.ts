import type { DeclaredObject } from '../model/configuration.ts';
import type { Finding, ObjectReference } from '../model/finding.ts';
import { schemas } from '../../schemas/generated/schemas.ts';
import { capped } from './capped.ts';
import { DEFAULT_LIMITS, raiseLimit } from '../model/limits.ts';
import type { Limits } from '../model/limits.ts';
import { locate } from './locate.ts';
import type { Address, Problem } from './problem.ts';
import { recognise } from './recognise.ts';
import { isRecord } from './schema/json-pointer.ts';
import { isForeignClass, withoutServerFields } from './cluster-objects.ts';
import { schemaProblems } from './schema/schema-problems.ts';
import type { SchemaProblem } from './schema/schema-problems.ts';
import { exceedsBytes } from './source-file.ts';
import type { SourceFile } from './source-file.ts';
import { findUnrendered } from './unrendered.ts';
import type { Path } from './yaml/positions.ts';
import { readDocuments } from './yaml/read-documents.ts';

/** An object that is right by the schema of its kind, and where it stands. */
export interface ParsedObject {
  readonly object: DeclaredObject;
  /** Path of its file. */
  readonly file: string;
  /** Index of its document in the file. */
  readonly document: number;
  /** Where in the document: empty for an object that is one, `items[2]` for one of a List. */
  readonly within: Path;
}

export interface ParseOptions {
  readonly limits?: Limits;
  /** Told after each file how many are done. */
  readonly progress?: ((files: number) => void) | undefined;
}

/** Objects of other people's kinds. */
interface PassedOver {
  readonly apiVersion: string;
  readonly kind: string;
  readonly count: number;
}

export interface ParseResult {
  readonly files: readonly SourceFile[];
  /** In the order of files and documents. */
  readonly objects: readonly ParsedObject[];
  /** Every problem, by file, line and column. Objects that break their schema are not among `objects`. */
  readonly findings: readonly Finding[];
  /** In the order of their first. */
  readonly passedOver: readonly PassedOver[];
  /** Classes of other drivers, of those that are passed over: one may have been ours before. */
  readonly foreignClasses: readonly ParsedObject[];
}

/** Files ▶ the objects declared in them, or every problem with its place. Time and memory are linear in the text. */
export function parseFiles(
  files: readonly SourceFile[],
  { limits = DEFAULT_LIMITS, progress }: ParseOptions = {},
): ParseResult {
  const unrendered = findUnrendered(files, limits);
  const result: Parsing = {
    limits,
    objects: [],
    problems: [...unrendered.notes],
    passedOver: new Map(),
    foreignClasses: [],
  };
  for (const [done, file] of files.entries()) {
    if (!unrendered.files.has(file.path)) parseFile(file, result);
    progress?.(done + 1);
  }
  return {
    files,
    objects: result.objects,
    findings: locate(files, result.problems),
    passedOver: [...result.passedOver.values()],
    foreignClasses: result.foreignClasses,
  };
}

interface Parsing {
  readonly limits: Limits;
  readonly objects: ParsedObject[];
  readonly problems: Problem[];
  readonly passedOver: Map<string, PassedOver>;
  readonly foreignClasses: ParsedObject[];
}

function parseFile({ path: file, text }: SourceFile, result: Parsing): void {
  const { limits } = result;
  // The source refuses larger files before it reads them; this is the guard for whoever calls without one.
  if (exceedsBytes(text, limits.fileBytes)) {
    const message = `the file is larger than ${String(limits.fileBytes / 2 ** 20)} MiB`;
    const help = `Split it. ${raiseLimit('fileBytes')}`;
    const at: Address = { kind: 'run', file, start: 0, end: 0 };
    result.problems.push({ code: 'source/file-too-large', severity: 'error', message, help, at });
    return;
  }
  const { documents, problems } = readDocuments(text, limits);
  for (const { start, end, first, ...problem } of capped(problems)) {
    const at: Address = { kind: 'run', file, start, end };
    const elsewhere: Address | undefined = first === undefined ? undefined : { ...at, start: first, end: first };
    result.problems.push({ ...problem, severity: 'error', at, elsewhere });
  }
  for (const { index, value } of documents) {
    if (value !== null) parseValue({ file, document: index, within: [] }, value, result);
  }
}

type Standing = Omit<ParsedObject, 'object'>;

/** An object, or a List of objects as kubectl prints it. */
function parseValue(at: Standing, value: unknown, result: Parsing): void {
  const items = itemsOf(value);
  if (!items) {
    parseObject(at, value, result);
    return;
  }
  for (const [index, item] of items.entries()) {
    parseValue({ ...at, within: [...at.within, 'items', index] }, item, result);
  }
}

/** Items of a List of one kind, as the API server answers, have no kind of their own: such a list is passed over. */
function itemsOf(value: unknown): readonly unknown[] | undefined {
  if (!isRecord(value) || typeof value['kind'] !== 'string' || !value['kind'].endsWith('List')) return undefined;
  const items: unknown = value['items'];
  if (!Array.isArray(items)) return undefined;
  return value['kind'] === 'List' || items.every((item) => isRecord(item) && 'kind' in item) ? items : undefined;
}

function parseObject(at: Standing, found: unknown, result: Parsing): void {
  const recognised = recognise(found);
  const value = recognised.kind === 'declared' ? withoutServerFields(found) : found;
  switch (recognised.kind) {
    case 'passed-over':
      passOver(recognised.apiVersion, recognised.objectKind, result.passedOver);
      if (isForeignClass(value)) result.foreignClasses.push({ object: value, ...at });
      return;
    case 'refused':
      result.problems.push(objectProblem(at, value, { ...recognised, part: 'value' }));
      return;
    case 'declared': {
      const problems = schemaProblems(recognised.schema, schemas[recognised.schema], value);
      for (const problem of problems) result.problems.push(objectProblem(at, value, problem));
      // Its schema, which it meets, says apiVersion, kind and metadata.name.
      if (problems.length === 0) result.objects.push({ object: value as DeclaredObject, ...at });
    }
  }
}

function passOver(apiVersion: string, kind: string, passedOver: Map<string, PassedOver>): void {
  const key = `${apiVersion} ${kind}`;
  const count = (passedOver.get(key)?.count ?? 0) + 1;
  passedOver.set(key, { apiVersion, kind, count });
}

const objectProblem = (
  { file, document, within }: Standing,
  value: unknown,
  { code, message, help, asWritten, path, part, more }: SchemaProblem,
): Problem => ({
  code,
  severity: 'error',
  message,
  help,
  asWritten,
  at: { kind: 'value', file, document, path: [...within, ...path], part },
  object: referenceOf(value),
  more,
});

/** What a broken object calls itself, where it says so. */
function referenceOf(value: unknown): ObjectReference | undefined {
  if (!isRecord(value) || !isRecord(value['metadata'])) return undefined;
  const { kind } = value;
  const { name } = value['metadata'];
  return typeof kind === 'string' && typeof name === 'string' ? { kind, name } : undefined;
}
