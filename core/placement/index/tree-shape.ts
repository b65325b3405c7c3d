import { coarsestLevels, isNested, knowsLevels } from '../domain-nesting.ts';
import type { Terms } from './whole.ts';
import type { Cohort } from './cohort.ts';

/** How the levels at which legs must differ, or over which they spread, lie to each other. */
export interface TreeShape {
  /** The levels at which the legs of a pair must differ, without those that a coarser one implies. */
  readonly coarsest: readonly number[];
  /**
   * Whether the greedy choice is exact: at most one level must differ within pairs, and all levels nest. With several
   * levels to spread over, a leg that counts at one and is unknown at another breaks the tree.
   */
  readonly isOneTree: boolean;
  /** Whether the levels at which legs should differ nest with all others: else the greedy choice only approaches them. */
  readonly wishesNest: boolean;
  /** The levels that pairs are told apart by: coarser ones, the one that must differ, then the others; wishes first. */
  readonly pairing: readonly number[];
}

/** The shape among these cohorts, as far as they know every level that must differ. `counting`: levels with bounds of their own. */
export function treeShape(
  cohorts: readonly Cohort[],
  { hard, soft, spread, counting }: Pick<Terms, 'hard' | 'soft' | 'spread'> & { readonly counting: readonly number[] },
): TreeShape {
  const known = cohorts.filter((cohort) => knowsLevels(cohort, hard));
  const coarsest = coarsestLevels(known, hard);
  const levels = [...coarsest, ...spread.map(({ level }) => level), ...counting];
  const isOneTree = formOneTree(
    known,
    coarsest,
    spread.map(({ level }) => level),
    counting,
  );
  const wishesNest = soft.length === 0 || allNest(known, [...levels, ...soft]);
  return { coarsest, isOneTree, wishesNest, pairing: pairingOrder(known, coarsest[0], soft) };
}

function pairingOrder(
  cohorts: readonly Cohort[],
  must: number | undefined,
  soft: readonly number[],
): readonly number[] {
  const levels = cohorts[0]?.domains.map((_, level) => level) ?? [];
  // Sorting by a wish first tells pairs apart by it, whatever else they cross.
  const all = [...soft, ...levels.filter((level) => !soft.includes(level))];
  if (must === undefined) return all;
  const coarser = all.filter((level) => level !== must && isNested(cohorts, must, level));
  const rest = all.filter((level) => level !== must && !coarser.includes(level));
  return [...coarser, must, ...rest];
}

function formOneTree(
  cohorts: readonly Cohort[],
  mustDiffer: readonly number[],
  spread: readonly number[],
  counting: readonly number[],
): boolean {
  if (mustDiffer.length > 1) return false;
  if (new Set(spread).size > 1 && !cohorts.every((cohort) => knowsLevels(cohort, spread))) return false;
  // Legs in no known domain of such a level are not bounded, wherever else they lie.
  if (!cohorts.every((cohort) => knowsLevels(cohort, counting))) return false;
  return allNest(cohorts, [...mustDiffer, ...spread, ...counting]);
}

function allNest(cohorts: readonly Cohort[], levels: readonly number[]): boolean {
  const counted = cohorts.filter((cohort) => knowsLevels(cohort, levels));
  return levels.every((a) => levels.every((b) => isNested(counted, a, b) || isNested(counted, b, a)));
}
