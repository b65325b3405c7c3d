import type { DeclaredObject } from '../model/configuration.ts';
import type { Finding, ObjectReference } from '../model/finding.ts';
import { schemas } from '../../schemas/generated/schemas.ts';
import { capped } from './capped.ts';
import { locate } from './locate.ts';
import type { Address, Problem } from './problem.ts';
import { recognise } from './recognise.ts';
import { isRecord } from './schema/json-pointer.ts';
import { schemaProblems } from './schema/schema-problems.ts';
import type { SchemaProblem } from './schema/schema-problems.ts';
import { exceedsBytes, MAX_FILE_BYTES } from './source-file.ts';
import type { SourceFile } from './source-file.ts';
import { readDocuments } from './yaml/read-documents.ts';
import type { YamlDocument } from './yaml/read-documents.ts';

/** An object that is right by the schema of its kind, and where it stands. */
export interface ParsedObject {
  readonly object: DeclaredObject;
  /** Path of its file. */
  readonly file: string;
  /** Index of its document in the file. */
  readonly document: number;
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
}

/** Files ▶ the objects declared in them, or every problem with its place. Time and memory are linear in the text. */
export function parseFiles(files: readonly SourceFile[]): ParseResult {
  const result: Parsing = { objects: [], problems: [], passedOver: new Map() };
  for (const file of files) parseFile(file, result);
  return {
    files,
    objects: result.objects,
    findings: locate(files, result.problems),
    passedOver: [...result.passedOver.values()],
  };
}

interface Parsing {
  readonly objects: ParsedObject[];
  readonly problems: Problem[];
  readonly passedOver: Map<string, PassedOver>;
}

function parseFile({ path: file, text }: SourceFile, result: Parsing): void {
  if (exceedsBytes(text, MAX_FILE_BYTES)) {
    const message = `the file is larger than ${String(MAX_FILE_BYTES / 2 ** 20)} MiB`;
    const at: Address = { kind: 'run', file, start: 0, end: 0 };
    result.problems.push({ code: 'source/file-too-large', severity: 'error', message, help: 'Split it.', at });
    return;
  }
  const { documents, problems } = readDocuments(text);
  for (const { start, end, first, ...problem } of capped(problems)) {
    const at: Address = { kind: 'run', file, start, end };
    const elsewhere: Address | undefined = first === undefined ? undefined : { ...at, start: first, end: first };
    result.problems.push({ ...problem, severity: 'error', at, elsewhere });
  }
  for (const document of documents) if (document.value !== null) parseDocument(file, document, result);
}

function parseDocument(file: string, document: YamlDocument, result: Parsing): void {
  const { index, value } = document;
  const recognised = recognise(value);
  switch (recognised.kind) {
    case 'passed-over':
      passOver(recognised.apiVersion, recognised.objectKind, result.passedOver);
      return;
    case 'refused':
      result.problems.push(documentProblem(file, document, { ...recognised, part: 'value' }));
      return;
    case 'declared': {
      const problems = schemaProblems(recognised.schema, schemas[recognised.schema], value);
      for (const problem of problems) result.problems.push(documentProblem(file, document, problem));
      // Its schema, which it meets, says apiVersion, kind and metadata.name.
      if (problems.length === 0) result.objects.push({ object: value as DeclaredObject, file, document: index });
    }
  }
}

function passOver(apiVersion: string, kind: string, passedOver: Map<string, PassedOver>): void {
  const key = `${apiVersion} ${kind}`;
  const count = (passedOver.get(key)?.count ?? 0) + 1;
  passedOver.set(key, { apiVersion, kind, count });
}

const documentProblem = (
  file: string,
  { index, value }: YamlDocument,
  { code, message, help, path, part, more }: SchemaProblem,
): Problem => ({
  code,
  severity: 'error',
  message,
  help,
  at: { kind: 'value', file, document: index, path, part },
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
