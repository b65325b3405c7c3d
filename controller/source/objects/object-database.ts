/**
 * Reads objects out of a repository's database: loose ones and packs. This is not left to the Git library, because it
 * inflates whatever an object says, holds whole packs in memory and checks no name of a packed object: one file that
 * compresses well would take the process down. Here nothing is inflated beyond a bound, and every object is hashed.
 */
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceError } from '../source.ts';
import type { GitObject, ObjectOrSize, ObjectType } from './git-object.ts';
import { readLoose } from './loose-object.ts';
import { openPack } from './pack-file.ts';
import type { PackFile } from './pack-file.ts';

export interface ObjectDatabase {
  /**
   * The object's content, or its size where that is above `most` bytes.
   * @throws SourceError `corrupt` where it is missing, of another type, or not what its name says
   */
  read(oid: string, type: ObjectType, most: number): Promise<ObjectOrSize>;
}

interface Database {
  readonly gitdir: string;
  packs: readonly PackFile[] | undefined;
}

/** Opens the database for the time of the work; packs that are added meanwhile are found. */
export async function withObjects<Result>(
  gitdir: string,
  work: (objects: ObjectDatabase) => Promise<Result>,
): Promise<Result> {
  const database: Database = { gitdir, packs: undefined };
  try {
    return await work({ read: (oid, type, most) => readChecked(database, oid, type, most) });
  } finally {
    await closePacks(database);
  }
}

async function readChecked(database: Database, oid: string, type: ObjectType, most: number): Promise<ObjectOrSize> {
  const found = await find(database, oid, most);
  if (!found) throw corrupt(database, `object ${oid} is missing`);
  if (found.kind === 'too-large') return found;
  if (nameOf(found) !== oid) throw corrupt(database, `object ${oid} is damaged`);
  if (found.type !== type) throw corrupt(database, `object ${oid} is a ${found.type}, not a ${type}`);
  return found;
}

const nameOf = ({ type, bytes }: GitObject): string =>
  createHash('sha1')
    .update(`${type} ${String(bytes.length)}\0`)
    .update(bytes)
    .digest('hex');

async function find(database: Database, oid: string, most: number): Promise<ObjectOrSize | undefined> {
  try {
    const found = await findNow(database, oid, most);
    if (found) return found;
    // A `git gc` meanwhile moves loose objects into a new pack, and old packs into one.
    await closePacks(database);
    return await findNow(database, oid, most);
  } catch (cause) {
    throw corrupt(
      database,
      `object ${oid} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      cause,
    );
  }
}

/** Packs first: whether an object is in one costs no look at the disk. */
async function findNow(database: Database, oid: string, most: number): Promise<ObjectOrSize | undefined> {
  return (await findPacked(database, oid, most)) ?? (await readLoose(database.gitdir, oid, most));
}

async function findPacked(database: Database, oid: string, most: number): Promise<ObjectOrSize | undefined> {
  database.packs ??= await openPacks(database.gitdir);
  for (const pack of database.packs) {
    const offset = pack.find(oid);
    if (offset !== undefined) return pack.read(offset, most);
  }
  return undefined;
}

async function openPacks(gitdir: string): Promise<readonly PackFile[]> {
  const folder = join(gitdir, 'objects', 'pack');
  const names = await readdir(folder).catch(() => []);
  const packs: PackFile[] = [];
  for (const name of names.filter((one) => one.endsWith('.idx'))) {
    const pack = await openPack(join(folder, name.slice(0, -'.idx'.length)));
    if (pack) packs.push(pack);
  }
  return packs;
}

async function closePacks(database: Database): Promise<void> {
  const packs = database.packs ?? [];
  database.packs = undefined;
  await Promise.all(packs.map((pack) => pack.close()));
}

const corrupt = ({ gitdir }: Database, what: string, cause?: unknown): SourceError =>
  new SourceError('corrupt', `${what} in ${gitdir}: look with \`git fsck\`, or clone it anew`, { cause });
