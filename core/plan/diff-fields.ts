import type { DeclaredObject } from '../model/configuration.ts';
import type { FieldChange } from '../model/plan.ts';

/** What items of a list are known by, in the order tried. */
const IDENTITIES = ['id', 'name'];

/** Fields that differ between two versions of one object, in path order. Lists with identities are compared by them. */
export function diffFields(before: DeclaredObject, after: DeclaredObject): readonly FieldChange[] {
  const changes: FieldChange[] = [];
  diffValues('', before, after, changes);
  return changes;
}

function diffValues(path: string, before: unknown, after: unknown, changes: FieldChange[]): void {
  if (before === after) return;
  if (isRecord(before) && isRecord(after)) {
    diffRecords(path, before, after, changes);
    return;
  }
  const lists = keyedLists(before, after);
  if (lists) {
    diffRecords(path, lists.before, lists.after, changes, (key) => `${path}[${key}]`);
    return;
  }
  const [was, is] = [jsonOf(before), jsonOf(after)];
  if (was !== is) changes.push({ path, before: was, after: is });
}

function diffRecords(
  path: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  changes: FieldChange[],
  join: (key: string) => string = (key) => (path === '' ? key : `${path}.${key}`),
): void {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  for (const key of keys) diffValues(join(key), before[key], after[key], changes);
}

type Keyed = Readonly<Record<string, unknown>>;

function keyedLists(before: unknown, after: unknown): { before: Keyed; after: Keyed } | undefined {
  if (!Array.isArray(before) || !Array.isArray(after)) return undefined;
  for (const identity of IDENTITIES) {
    const [was, is] = [keyedBy(before, identity), keyedBy(after, identity)];
    if (was && is) return { before: was, after: is };
  }
  return undefined;
}

function keyedBy(list: readonly unknown[], identity: string): Keyed | undefined {
  const keyed = new Map<string, unknown>();
  for (const item of list) {
    const key = isRecord(item) ? item[identity] : undefined;
    if (typeof key !== 'string') return undefined;
    keyed.set(key, item);
  }
  return Object.fromEntries(keyed);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON with sorted keys, so that the order in which a file writes them is no change. */
export const jsonOf = (value: unknown): string | undefined =>
  value === undefined
    ? undefined
    : JSON.stringify(value, (_, part: unknown) =>
        isRecord(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
      );
