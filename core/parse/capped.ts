import { groupBy } from './group-by.ts';

/** One slip in a generator makes as many findings as there are drives: that many of a sort tell the story of a file. */
const MOST_IN_A_FILE = 100;

/** And that many the story of all files. */
const MOST_OF_A_SORT = 2000;

interface Sorted {
  readonly code: string;
  readonly severity?: string;
  readonly more?: number | undefined;
}

/**
 * The first of each code and severity, in each file, the last of them with the number of those left out: a report has to
 * end, even for files that were made to be wrong everywhere, and a file of that kind hides nothing of the others.
 */
export function capped<Each extends Sorted>(
  problems: readonly Each[],
  fileOf: (problem: Each) => string = () => '',
): readonly Each[] {
  const inFiles = cutAt(MOST_IN_A_FILE, problems, (each) => `${sortOf(each)} ${fileOf(each)}`);
  return cutAt(MOST_OF_A_SORT, inFiles, sortOf);
}

const sortOf = ({ severity, code }: Sorted): string => `${severity ?? ''} ${code}`;

function cutAt<Each extends Sorted>(
  most: number,
  problems: readonly Each[],
  keyOf: (problem: Each) => string,
): readonly Each[] {
  if (problems.length <= most) return problems;
  return [...groupBy(problems, keyOf).values()].flatMap((all) => {
    const last = all[most - 1];
    if (all.length <= most || !last) return all;
    const left = all.slice(most).reduce((sum, { more = 0 }) => sum + 1 + more, last.more ?? 0);
    return [...all.slice(0, most - 1), { ...last, more: left }];
  });
}
