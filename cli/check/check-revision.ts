import type { CheckedRevision } from '../../controller/reconcile/reconcile.ts';
import { isError } from '../../core/model/finding.ts';
import type { Limits } from '../../core/model/limits.ts';
import type { SourceFile } from '../../core/parse/index.ts';
import { chunksOf, objectsOf } from '../../store/configuration-chunks.ts';
import type { Chunk } from '../../store/configuration-chunks.ts';
import { checkFiles } from './check-files.ts';

/** A revision to be checked: plain data, so that it can be handed to another thread. */
export interface RevisionTask {
  readonly files: readonly SourceFile[];
  /** What runs; `undefined` where nothing does. */
  readonly before: readonly Chunk[] | undefined;
  /** `undefined`: as they are by default. */
  readonly limits: Limits | undefined;
}

/** The check that a server makes of a revision before it takes that over. Plain data as well. */
export function checkRevision({ files, before, limits }: RevisionTask): CheckedRevision {
  const { objects, findings } = checkFiles(files, { before: before && objectsOf(before), ...(limits && { limits }) });
  return { chunks: findings.some(isError) ? [] : chunksOf(objects), findings };
}
