import type { CheckedRevision } from '../../controller/reconcile/reconcile.ts';
import type { Finding } from '../../core/model/finding.ts';
import type { Limits } from '../../core/model/limits.ts';
import type { InTurns } from '../../core/model/turns.ts';
import type { SourceFile } from '../../core/parse/index.ts';
import type { Chunk } from '../../store/configuration-chunks.ts';
import type { RevisionTask } from './check-revision.ts';
import { buffersOf, packTexts, unpackTexts } from './packed-texts.ts';
import type { PackedTexts } from './packed-texts.ts';

/** A revision on its way into the thread that checks it. */
export interface TaskMessage {
  readonly files: PackedTexts<string>;
  readonly before: PackedTexts<string> | undefined;
  readonly limits: Limits | undefined;
}

/** What was found, on its way back. */
export interface CheckedMessage {
  readonly chunks: PackedTexts<string>;
  readonly findings: readonly Finding[];
}

export function* packTask({ files, before, limits }: RevisionTask): InTurns<TaskMessage> {
  return {
    files: yield* packTexts(files, ({ path, text }) => ({ text, rest: path })),
    before: before && (yield* packTexts(before, openChunk)),
    limits,
  };
}

export function* unpackTask({ files, before, limits }: TaskMessage): InTurns<RevisionTask> {
  return {
    files: yield* unpackTexts(files, (text, path): SourceFile => ({ path, text })),
    before: before && (yield* unpackTexts(before, closeChunk)),
    limits,
  };
}

export const buffersOfTask = ({ files, before }: TaskMessage): readonly ArrayBuffer[] => [
  ...buffersOf(files),
  ...(before ? buffersOf(before) : []),
];

export function* packChecked({ chunks, findings }: CheckedRevision): InTurns<CheckedMessage> {
  return { chunks: yield* packTexts(chunks, openChunk), findings };
}

export function* unpackChecked({ chunks, findings }: CheckedMessage): InTurns<CheckedRevision> {
  return { chunks: yield* unpackTexts(chunks, closeChunk), findings };
}

export const buffersOfChecked = ({ chunks }: CheckedMessage): readonly ArrayBuffer[] => buffersOf(chunks);

const openChunk = ({ id, value }: Chunk) => ({ text: value, rest: id });
const closeChunk = (value: string, id: string): Chunk => ({ id, value });
