/**
 * A store as a file: a line that says what it is, a line of JSON for each entry, a line with their count and a checksum of
 * all that is before it. Text, so that a person can look into it; nothing in it belongs to one engine.
 */
import { createHash } from 'node:crypto';
import { RESTORING_KEY } from './keys.ts';
import { StoreError } from './store.ts';
import type { Entry, Store, Write } from './store.ts';
import { splitWrites } from './transaction-limits.ts';

const FORMAT = 1;

export interface Backup {
  /** The last revision that it surely holds. */
  readonly revision: number;
  /** ISO 8601. */
  readonly at: string;
  readonly entries: readonly Pick<Entry, 'key' | 'value'>[];
}

/** All entries at one moment, which is what a list is. */
export async function takeBackup(store: Store, at: string): Promise<Backup> {
  const revision = await store.revision();
  const entries = await store.list('');
  return { revision, at, entries: entries.map(({ key, value }) => ({ key, value })) };
}

export function backupText({ revision, at, entries }: Backup): string {
  const head = { stowage: 'backup of a store', format: FORMAT, revision, at };
  const lines = [head, ...entries.map(({ key, value }) => [key, value])].map((line) => `${JSON.stringify(line)}\n`);
  const body = lines.join('');
  return `${body}${JSON.stringify({ entries: entries.length, sha256: sha256(body) })}\n`;
}

/** @throws StoreError `corrupt` where it is not whole, `newer-format` */
export function readBackup(text: string): Backup {
  const end = text.lastIndexOf('\n', text.length - 2) + 1;
  const [body, trailer] = [text.slice(0, end), parse(text.slice(end))];
  const [first = '', ...rest] = body.split('\n').slice(0, -1);
  const head = parse(first);
  if (head['stowage'] !== 'backup of a store') throw notWhole('it does not begin as a backup of a store does');
  if (head['format'] !== FORMAT) throw newer(head['format']);
  if (trailer['sha256'] !== sha256(body)) throw notWhole('its checksum is not that of its content');
  if (trailer['entries'] !== rest.length) throw notWhole('entries are missing');
  return { revision: Number(head['revision']), at: String(head['at']), entries: rest.map(entryOf) };
}

/**
 * Puts a backup into the store, in place of all that is there. As long as it is not done, {@link RESTORING_KEY} stands
 * there, and nobody takes what is there for a store.
 */
export async function restoreBackup(store: Store, { entries, at }: Backup): Promise<void> {
  const mark: Write = { kind: 'put', key: RESTORING_KEY, value: JSON.stringify({ at }) };
  await store.commit({ conditions: [], writes: [mark] });
  const wanted = new Set(entries.map(({ key }) => key));
  const present = await store.list('');
  const gone = present.filter(({ key }) => key !== RESTORING_KEY && !wanted.has(key));
  const writes: readonly Write[] = [
    ...gone.map(({ key }): Write => ({ kind: 'delete', key })),
    ...entries.map(({ key, value }): Write => ({ kind: 'put', key, value })),
  ];
  for (const part of splitWrites(writes)) await store.commit({ conditions: [], writes: part });
  await store.commit({ conditions: [], writes: [{ kind: 'delete', key: RESTORING_KEY }] });
}

/** @throws StoreError `corrupt` where a restore was cut short */
export async function assertRestored(store: Store): Promise<void> {
  if (!(await store.get(RESTORING_KEY))) return;
  throw new StoreError(
    'corrupt',
    'a restore of this store was cut short, so parts of it are missing: run "stowage store restore" again, with --overwrite',
  );
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function parse(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // Told below, as what it means.
  }
  throw notWhole('a line of it is no JSON, or its end is missing');
}

function entryOf(line: string): Pick<Entry, 'key' | 'value'> {
  const { 0: key, 1: value } = parse(line);
  if (typeof key === 'string' && typeof value === 'string') return { key, value };
  throw notWhole('an entry has no key or no value');
}

const notWhole = (why: string): StoreError =>
  new StoreError('corrupt', `the backup cannot be used: ${why}. Take another one`);

const newer = (format: unknown): StoreError =>
  new StoreError(
    'newer-format',
    `the backup is in format ${String(format)}, and this release reads format ${String(FORMAT)}: use the release that wrote it`,
  );
