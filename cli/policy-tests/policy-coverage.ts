import type { TriedPolicy } from '../../core/cases/tried-policies.ts';
import type { Place } from '../../core/model/finding.ts';
import { placesIn } from '../../core/parse/index.ts';
import type { Sources } from '../../core/parse/index.ts';

/** What cases tried out of policies, in outcomes: each operand and condition is to be true once and false once. */
export interface RunCoverage extends CoverageCounts {
  /** By name, then by binding. */
  readonly policies: readonly PolicyCoverage[];
}

export interface PolicyCoverage extends CoverageCounts {
  readonly name: string;
  /** Left out where the policy is in force by itself. */
  readonly binding?: string;
  readonly untried: readonly UntriedPart[];
}

interface CoverageCounts {
  readonly covered: number;
  readonly all: number;
  /** Rounded down: 100 means all. */
  readonly percent: number;
}

/** A part of an expression, where it stands, and what never came of it. */
export interface UntriedPart {
  readonly text: string;
  /** Completes "this part was": `never evaluated`, `never false`. */
  readonly what: string;
  readonly place: Place | undefined;
}

export function locateTried(tried: readonly TriedPolicy[], sources: Sources): RunCoverage {
  const policies = tried.map(({ name, binding, covered, all, untried }): PolicyCoverage => {
    const places = placesIn(
      sources,
      untried.map(({ object, path, range }) => ({ object, path, range })),
    );
    const parts = untried.map(({ text, what }, at) => ({ text, what, place: places[at] }));
    return { name, ...(binding !== undefined && { binding }), ...counts(covered, all), untried: parts };
  });
  const sum = (of: 'covered' | 'all'): number => policies.reduce((total, each) => total + each[of], 0);
  return { ...counts(sum('covered'), sum('all')), policies };
}

const counts = (covered: number, all: number): CoverageCounts => ({
  ...{ covered, all },
  percent: all === 0 ? 100 : Math.floor((100 * covered) / all),
});
