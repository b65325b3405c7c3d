import type { PlacementFilter, PlacementScore, PlacementView } from '../model/constraints.ts';
import { equalChoices } from './equal-choices.ts';
import type { StepBudget } from './equal-choices.ts';
import { scoredPart } from './scored-part.ts';
import type { InventoryIndex } from './inventory-index.ts';
import type { Chosen } from './placement-of.ts';
import { searchLegs } from './search.ts';
import type { SearchProblem } from './search.ts';

/** Placements that are scored one by one for a volume, and steps that listing them may take. */
const MAX_SCORED = 64;
const MAX_STEPS = 20_000;

/** What one backend and home would take without scores. */
export interface Contender {
  readonly problem: SearchProblem;
  readonly chosen: Chosen;
  /** Whether the search that found it is exact. */
  readonly exact: boolean;
}

/** What scores are asked about choices. */
export interface Ranking {
  readonly scores: readonly PlacementScore[];
  readonly filters: readonly PlacementFilter[];
  readonly viewOf: (chosen: Chosen) => PlacementView;
  /** Whether one is as good as the contenders by all that comes before scores. */
  readonly fitsAsWell: (chosen: Chosen) => boolean;
}

/** What scores made of a choice. */
export interface ScoreReport {
  readonly scores: readonly ScoreOfChoice[];
  /** Whether another choice would have been made without scores. */
  readonly decided: boolean;
  /** How many placements were scored. */
  readonly compared: number;
  /** Whether no placement that fits as well scores more, those that were not looked at among them. */
  readonly proven: boolean;
}

interface ScoreOfChoice {
  readonly label: string;
  /** `undefined` where it cannot be worked out, which counts as 0. */
  readonly chosen: number | undefined;
  /** Of what would have been chosen without scores. */
  readonly otherwise: number | undefined;
}

/**
 * Of all choices that fit as well as the contenders, the one with the highest sum of scores; among equals the first
 * contender, which is what would be chosen without scores, then the one spread out most, then the first that was looked
 * at. Where every score is a sum over drives the search finds it; otherwise {@link MAX_SCORED} choices are looked at, and
 * the best of them is taken.
 */
export function highestScoring(
  contenders: readonly [Contender, ...(readonly Contender[])],
  ranking: Ranking,
): { readonly chosen: Chosen; readonly report: ScoreReport } {
  const [first, ...others] = contenders;
  const plain = score(ranking, first.chosen);
  const board: Board = { ranking, seen: new Set([keyOf(first.chosen)]), scored: [plain], left: MAX_SCORED - 1 };
  for (const { chosen } of others) if (!board.seen.has(keyOf(chosen))) look(board, chosen);
  const steps: StepBudget = { left: MAX_STEPS };
  const proofs = contenders.map((contender, at) => {
    const share = Math.ceil(Math.max(0, board.left) / (contenders.length - at));
    return lookAround(board, contender, share, steps);
  });
  const richer = board.scored.filter(({ total }) => total > plain.total);
  const [best = plain] = richer.sort((a, b) => compare(first.problem.index, a, b));
  const report: ScoreReport = {
    scores: ranking.scores.map(({ label }, at) => ({ label, chosen: best.values[at], otherwise: plain.values[at] })),
    decided: best !== plain,
    compared: board.scored.length,
    proven: proofs.every(Boolean),
  };
  return { chosen: best.chosen, report };
}

/** Choices that were looked at, and how many more may be. */
interface Board {
  readonly ranking: Ranking;
  readonly seen: Set<string>;
  readonly scored: Scored[];
  left: number;
}

interface Scored {
  readonly chosen: Chosen;
  readonly values: readonly (number | undefined)[];
  readonly total: number;
}

function score({ scores, viewOf }: Ranking, chosen: Chosen): Scored {
  const view = viewOf(chosen);
  const values = scores.map((each) => each.score(view));
  return { chosen, values, total: values.reduce<number>((sum, value) => sum + (value ?? 0), 0) };
}

/** Looks at what fits as well as a contender. True when nothing in the same backend and home can score more. */
function lookAround(board: Board, { problem, chosen, exact }: Contender, share: number, steps: StepBudget): boolean {
  const { scores, filters, fitsAsWell } = board.ranking;
  const scored = scoredPart(problem, scores);
  const part = scored.kind === 'none' ? problem.part : scored.part;
  if (scored.kind !== 'none') {
    const richest = searchLegs({ ...problem, part });
    const other = richest.kind === 'found' ? { ...chosen, legs: richest.legs } : chosen;
    if (fitsAsWell(other)) {
      if (!board.seen.has(keyOf(other))) look(board, other);
      if (scored.kind === 'all' && exact && filters.length === 0) return true;
    }
  }
  const stopAt = board.left - share;
  for (const legs of equalChoices({ ...problem, part }, chosen.legs, steps)) {
    const other = { ...chosen, legs };
    if (board.seen.has(keyOf(other)) || !fitsAsWell(other)) continue;
    if (board.left <= stopAt) return false;
    look(board, other);
  }
  return steps.left >= 0;
}

function look(board: Board, chosen: Chosen): void {
  const { filters, viewOf } = board.ranking;
  board.seen.add(keyOf(chosen));
  board.left -= 1;
  const view = viewOf(chosen);
  if (filters.every((filter) => filter.admits(view))) board.scored.push(score(board.ranking, chosen));
}

/** The same drives are the same choice, whichever home they were found from. */
const keyOf = ({ legs }: Chosen): string =>
  legs
    .map(({ cohort, drive }) => `${String(cohort.position)}/${String(drive)}`)
    .sort()
    .join(' ');

/** Higher scores first, then what is spread out more. */
const compare = ({ levels }: InventoryIndex, a: Scored, b: Scored): number =>
  b.total - a.total ||
  levels.map((_, level) => crowding(a, level) - crowding(b, level)).find((more) => more !== 0) ||
  0;

/** Grows with the legs that share a domain of the level. */
function crowding({ chosen }: Scored, level: number): number {
  const counts = new Map<number, number>();
  for (const { cohort } of chosen.legs) {
    const domain = cohort.domains[level] ?? -1;
    if (domain >= 0) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  return [...counts.values()].reduce((sum, count) => sum + count * count, 0);
}
