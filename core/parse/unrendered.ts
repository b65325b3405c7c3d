import type { FindingCode } from '../model/finding.ts';
import { groupBy } from './group-by.ts';
import type { Problem } from './problem.ts';
import { isRecord } from './schema/json-pointer.ts';
import type { SourceFile } from './source-file.ts';
import { readDocuments } from './yaml/read-documents.ts';
import type { Limits } from '../model/limits.ts';

/** Files that are no objects yet: another tool makes objects of them. */
export interface Unrendered {
  /** Paths of files that are not read as objects. */
  readonly files: ReadonlySet<string>;
  /** A note for each chart and kustomization: nobody shall believe that these were checked. */
  readonly notes: readonly Problem[];
}

/** Finds Helm charts and Kustomize's files by the names that these tools go by. What is plain YAML beside them is read. */
export function findUnrendered(sources: readonly SourceFile[], limits: Limits): Unrendered {
  const paths = new Set(sources.map(({ path }) => path));
  const charts = new Set(sources.filter(isChart).map(({ path }) => folderOf(path)));
  const ofCharts = groupBy(
    [...paths].filter((path) => chartOf(path, charts) !== undefined),
    (path) => chartOf(path, charts) ?? '',
  );
  const files = new Set([...ofCharts.values()].flat());
  const notes = [...ofCharts].map(([folder, parts]) =>
    note('source/helm-chart', inFolder(folder, 'Chart.yaml'), chartText(folder, parts.length - 1)),
  );
  for (const source of sources.filter(({ path }) => isKustomization(path) && !files.has(path))) {
    const patches = patchesOf(source, limits).filter((path) => paths.has(path));
    for (const path of [source.path, ...patches]) files.add(path);
    notes.push(note('source/kustomization', source.path, kustomizationText(folderOf(source.path), patches.length)));
  }
  return { files, notes };
}

/** The outermost chart that the file is a part of: one in `charts/` of another belongs to that. */
function chartOf(path: string, charts: ReadonlySet<string>): string | undefined {
  if (charts.size === 0) return undefined;
  const parts = path.split('/');
  const folders = parts.map((_, depth) => parts.slice(0, depth).join('/'));
  return folders.find((folder) => charts.has(folder) && isPartOfChart(path.slice(inFolder(folder, '').length)));
}

const isChart = ({ path, text }: SourceFile): boolean =>
  nameOf(path) === 'Chart.yaml' && /^apiVersion: *["']?v[12]\b/m.test(text) && /^name:/m.test(text);

const isPartOfChart = (path: string): boolean =>
  /^(Chart\.yaml$|values[^/]*\.ya?ml$|(templates|charts|crds|ci)\/)/.test(path);

const isKustomization = (path: string): boolean => /^kustomization\.ya?ml$/.test(nameOf(path));

/** Fields of a kustomization that name files which are no objects. */
const FIELDS = ['patches', 'patchesStrategicMerge', 'patchesJson6902', 'replacements', 'configurations'] as const;

/** Fields whose entries name files that are content, under these names: `files: [app.yaml, name=other.yaml]`. */
const CONTENT_FIELDS = ['configMapGenerator', 'secretGenerator', 'helmCharts'] as const;
const CONTENT_NAMES = ['files', 'envs', 'env', 'valuesFile', 'additionalValuesFiles'] as const;

function patchesOf({ path, text }: SourceFile, limits: Limits): readonly string[] {
  const folder = folderOf(path);
  return readDocuments(text, limits).documents.flatMap(({ value }) =>
    [
      ...FIELDS.flatMap((field) => entriesOf(value, field)).map((entry) => (isRecord(entry) ? entry['path'] : entry)),
      ...CONTENT_FIELDS.flatMap((field) => entriesOf(value, field)).flatMap(contentOf),
    ]
      .filter((entry) => typeof entry === 'string' && !entry.includes('\n'))
      .flatMap((named) => joined(folder, String(named)) ?? []),
  );
}

const contentOf = (entry: unknown): readonly unknown[] =>
  CONTENT_NAMES.flatMap((name) => (isRecord(entry) ? entry[name] : undefined)).map((named) =>
    typeof named === 'string' ? named.slice(named.indexOf('=') + 1) : named,
  );

function entriesOf(value: unknown, field: string): readonly unknown[] {
  const list = isRecord(value) ? value[field] : undefined;
  return Array.isArray(list) ? list : [];
}

/** The path from the top, of one that is told from a folder; `undefined` where it leads out. */
function joined(folder: string, path: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

interface NoteText {
  readonly message: string;
  readonly help: string;
}

function chartText(folder: string, others: number): NoteText {
  const message = `this is a Helm chart: it and ${counted(others, 'file')} of it are not read`;
  return { message, help: `Check what it makes: helm template ${folder || '.'} | stowage validate -` };
}

function kustomizationText(folder: string, patches: number): NoteText {
  const what = patches === 0 ? 'what it changes is not seen' : `${counted(patches, 'file')} of its own are not read`;
  const message = `this is for Kustomize: resources are checked as they lie, and ${what}`;
  return { message, help: `Check what it makes: kubectl kustomize ${folder || '.'} | stowage validate -` };
}

const note = (code: FindingCode, file: string, text: NoteText): Problem => ({
  code,
  severity: 'note',
  ...text,
  at: { kind: 'run', file, start: 0, end: 0 },
});

const counted = (many: number, what: string): string => `${String(many)} ${what}${many === 1 ? '' : 's'}`;
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const inFolder = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
