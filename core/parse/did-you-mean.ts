/** Longer words are not compared: nobody mistypes them, and the comparison is quadratic. */
const LONGEST_WORD = 128;

/**
 * The candidate that a mistyped word most likely stands for: the same but for upper and lower case, else the nearest by
 * insertions, deletions, substitutions and swaps, at most one for every three characters. `undefined` where none is near.
 */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const folded = word.toLowerCase();
  let nearest: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) >= least) continue;
    const distance = editDistance(folded, candidate.toLowerCase());
    if (distance < least) [nearest, least] = [candidate, distance];
  }
  return nearest;
}

/** `Did you mean X?`, else nothing. */
export function suggestion(word: string, candidates: Iterable<string>): string | undefined {
  const meant = didYouMean(word, candidates);
  return meant === undefined ? undefined : `Did you mean ${meant}?`;
}

/** Optimal string alignment: Levenshtein's distance with swaps of neighbours. */
function editDistance(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          cost(last, j) + 1,
          cost(row, j - 1) + 1,
          cost(last, j - 1) + (same ? 0 : 1),
          swapped ? cost(beforeLast, j - 2) + 1 : Infinity,
        ),
      );
    }
    [beforeLast, last] = [last, row];
  }
  return cost(last, b.length);
}

const cost = (row: readonly number[], column: number): number => row[column] ?? Infinity;
