import type { ClassParameters } from '../model/class.ts';
import type { SpreadConstraint, SurviveConstraint } from '../model/constraints.ts';
import { surviveConstraintsOf } from './class-constraints.ts';
import type { Terms } from './index/whole.ts';
import type { InventoryIndex } from './inventory-index.ts';

interface AskedOfWhole {
  readonly parameters: ClassParameters;
  readonly survive: readonly SurviveConstraint[];
  readonly spread: readonly SpreadConstraint[];
}

/** The terms of requests like this one, the same object for all of them. */
export function termsFor(index: InventoryIndex, asked: AskedOfWhole): Terms {
  const { keeper } = index;
  let key = `${String(asked.parameters.sgResiliency)} ${String(asked.parameters.jbodResiliency)}`;
  for (const constraint of asked.survive) key += ` ${String(keeper.numberOf(constraint))}`;
  key += ',';
  for (const constraint of asked.spread) key += ` ${String(keeper.numberOf(constraint))}`;
  return keeper.terms(key, () => makeTerms(index, asked));
}

function makeTerms({ levels }: InventoryIndex, { parameters, survive, spread }: AskedOfWhole): Terms {
  const all = [...surviveConstraintsOf(parameters), ...survive];
  const positions = (hard: boolean): readonly number[] =>
    all.filter((constraint) => constraint.hard === hard).map(({ level }) => levels.indexOf(level));
  const [hard, lenient] = [positions(true), positions(false)];
  return {
    hard,
    lenient,
    soft: lenient.filter((level) => !hard.includes(level)),
    spread: spread
      .map(({ level, atLeast }) => ({ level: levels.indexOf(level), atLeast }))
      .sort((a, b) => a.level - b.level),
    widest: [...spread].sort((a, b) => b.atLeast - a.atLeast)[0],
    unsurvivable: all.find((constraint) => constraint.hard && constraint.source.kind === 'policy'),
  };
}
