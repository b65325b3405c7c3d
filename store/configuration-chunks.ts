/**
 * A configuration as content-addressed chunks. Its text is one line of canonical JSON per object, in order of kind and
 * name, cut into pieces. A cut follows an object whose name says so, so that a change to one object leaves the cuts
 * between others where they were and revisions share all but the piece it lies in.
 */
import { createHash } from 'node:crypto';
import type { DeclaredObject } from '../core/model/configuration.ts';
import { drain } from '../core/model/turns.ts';
import type { InTurns } from '../core/model/turns.ts';
import { canonicalJson } from './canonical-json.ts';
import { recordCodec } from './records.ts';
import { StoreError } from './store.ts';

export interface Chunk {
  /** SHA-256 of `value`, in hex. */
  readonly id: string;
  /** The record. */
  readonly value: string;
}

/** In characters. Smaller pieces would make the list of them long: a fleet of 2,000 enclosures has some 200. */
const SMALLEST_PIECE = 32 * 1024;
/** In characters: a record of it stays under 1 MiB whatever they are. */
const LARGEST_PIECE = 128 * 1024;
/** One object in so many ends a piece that is large enough. */
const OBJECTS_PER_CUT = 4;

const chunkRecord = recordCodec<{ readonly text: string }>({ kind: 'configurations', version: 1, since: '0.1' });

/** The same objects give the same chunks, in whatever order they and their fields come. */
export function chunksOf(objects: readonly DeclaredObject[]): readonly Chunk[] {
  return pieces(objects).map((text) => {
    const value = chunkRecord.encode({ text });
    return { id: digestOf(value), value };
  });
}

function pieces(objects: readonly DeclaredObject[]): readonly string[] {
  const found: string[] = [];
  let lines: string[] = [];
  let length = 0;
  const cut = (): void => {
    if (length > 0) found.push(...slices(lines.join('')));
    lines = [];
    length = 0;
  };
  for (const { identity, object } of inOrder(objects)) {
    const line = `${canonicalJson(object)}\n`;
    if (length + line.length > LARGEST_PIECE) cut();
    lines.push(line);
    length += line.length;
    if (length >= SMALLEST_PIECE && endsPiece(identity)) cut();
  }
  cut();
  return found;
}

function inOrder(objects: readonly DeclaredObject[]): { readonly identity: string; readonly object: DeclaredObject }[] {
  return objects
    .map((object) => ({ identity: `${object.kind}\n${object.metadata.name}\n${object.apiVersion}`, object }))
    .sort((one, other) => (one.identity < other.identity ? -1 : 1));
}

const endsPiece = (identity: string): boolean =>
  createHash('sha256').update(identity).digest().readUInt8(0) % OBJECTS_PER_CUT === 0;

/** An object larger than a piece goes over several. */
function slices(text: string): readonly string[] {
  const count = Math.ceil(text.length / LARGEST_PIECE);
  return Array.from({ length: count }, (_, index) => text.slice(index * LARGEST_PIECE, (index + 1) * LARGEST_PIECE));
}

/**
 * The objects of a configuration, in canonical order.
 * @param chunks all of them, in order
 * @throws StoreError `corrupt` where a chunk is not what its id says, `newer-format`
 */
export const objectsOf = (chunks: readonly Chunk[]): readonly DeclaredObject[] => drain(objectsInTurns(chunks));

/** The same, a chunk at a time. */
export function* objectsInTurns(chunks: readonly Chunk[]): InTurns<readonly DeclaredObject[]> {
  const objects: DeclaredObject[] = [];
  let begun = '';
  for (const chunk of chunks) {
    const text = begun + textOf(chunk);
    const end = text.lastIndexOf('\n') + 1;
    for (const object of objectsIn(text.slice(0, end))) objects.push(object);
    begun = text.slice(end);
    yield;
  }
  return begun === '' ? objects : [...objects, ...objectsIn(begun)];
}

/** @param text whole lines */
function objectsIn(text: string): readonly DeclaredObject[] {
  try {
    return JSON.parse(`[${text.trimEnd().replaceAll('\n', ',')}]`) as readonly DeclaredObject[];
  } catch (cause) {
    throw new StoreError('corrupt', 'a configuration cannot be read: its chunks do not fit together', { cause });
  }
}

function textOf({ id, value }: Chunk): string {
  if (digestOf(value) !== id) {
    throw new StoreError('corrupt', `the configuration chunk ${id} is damaged. Put back a backup of the store`);
  }
  return chunkRecord.decode({ key: id, value }).text;
}

const digestOf = (value: string): string => createHash('sha256').update(value).digest('hex');
