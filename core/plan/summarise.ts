import { gibFloor, formatGiB, parseQuantity } from '../model/capacity.ts';
import type { DeclaredObject } from '../model/configuration.ts';
import type { FieldChange } from '../model/plan.ts';
import { jsonOf } from './diff-fields.ts';

/** What every object has, and the step says already. */
const HEADER = new Set(['apiVersion', 'kind', 'metadata']);

/** What matters of a whole object that comes or goes: drives are counted, everything else is shown field by field. */
export function summarise(object: DeclaredObject, side: 'before' | 'after'): readonly FieldChange[] {
  const change = (path: string, text: string | undefined): FieldChange =>
    side === 'after' ? { path, before: undefined, after: text } : { path, before: text, after: undefined };
  const { spec } = object as DeclaredObject & { readonly spec?: unknown };
  const fields = isRecord(spec)
    ? entriesUnder('spec', spec)
    : entriesUnder('', object as unknown as Readonly<Record<string, unknown>>).filter(([path]) => !HEADER.has(path));
  return fields.map(([path, value]) => change(path, path === 'spec.drives' ? countDrives(value) : jsonOf(value)));
}

function entriesUnder(
  path: string,
  record: Readonly<Record<string, unknown>>,
): readonly (readonly [string, unknown])[] {
  return Object.entries(record)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => [path === '' ? key : `${path}.${key}`, value]);
}

/** `24 drives: 20 HDD (291.0 TiB), 4 SSD (14 TiB)`. */
function countDrives(value: unknown): string {
  const drives = Array.isArray(value) ? value.filter(isRecord) : [];
  const byMedia = new Map<string, { count: number; bytes: bigint }>();
  for (const drive of drives) {
    const media = String(drive['mediaType']);
    const known = byMedia.get(media) ?? { count: 0, bytes: 0n };
    const bytes = parseQuantity(String(drive['capacity'])) ?? 0n;
    byMedia.set(media, { count: known.count + 1, bytes: known.bytes + bytes });
  }
  const parts = [...byMedia].sort(([a], [b]) => (a < b ? -1 : 1));
  const shown = parts.map(([media, { count, bytes }]) => `${String(count)} ${media} (${formatGiB(gibFloor(bytes))})`);
  return `${String(drives.length)} drive${drives.length === 1 ? '' : 's'}: ${shown.join(', ')}`;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
