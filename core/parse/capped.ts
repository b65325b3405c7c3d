import { groupBy } from './group-by.ts';

/** One slip in a generator makes as many findings as there are drives: that many of a sort tell the story. */
const MOST_OF_A_SORT = 100;

interface Sorted {
  readonly code: string;
  readonly severity?: string;
  readonly more?: number | undefined;
}

/**
 * The first of each code and severity, the last of them with the number of those left out: a report has to end, even for files that
 * were made to be wrong everywhere.
 */
export function capped<Each extends Sorted>(problems: readonly Each[]): readonly Each[] {
  if (problems.length <= MOST_OF_A_SORT) return problems;
  return [...groupBy(problems, ({ code, severity }) => `${severity ?? ''} ${code}`).values()].flatMap((all) => {
    const last = all[MOST_OF_A_SORT - 1];
    if (all.length <= MOST_OF_A_SORT || !last) return all;
    const left = all.slice(MOST_OF_A_SORT).reduce((sum, { more = 0 }) => sum + 1 + more, last.more ?? 0);
    return [...all.slice(0, MOST_OF_A_SORT - 1), { ...last, more: left }];
  });
}
