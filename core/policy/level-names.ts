import { suggestion } from '../parse/did-you-mean.ts';
import { childrenOf } from './cel/tree.ts';
import type { Expression, TextRange } from './cel/tree.ts';

export interface UnknownLevel {
  readonly code: 'reference/not-found';
  readonly range: TextRange;
  readonly message: string;
  readonly help: string;
}

/** Levels that an expression names and there are not: a rule on one would refuse every placement. */
export function unknownLevels(expression: Expression, levels: readonly string[]): readonly UnknownLevel[] {
  const below = childrenOf(expression).flatMap((child) => unknownLevels(child, levels));
  const named = namedLevel(expression);
  if (named?.kind !== 'literal' || typeof named.value !== 'string' || levels.includes(named.value)) return below;
  const unknown: UnknownLevel = {
    code: 'reference/not-found',
    range: named.range,
    message: `no level is called ${named.value}`,
    help: suggestion(named.value, levels) ?? `The levels are ${levels.join(', ')}.`,
  };
  return [...below, unknown];
}

/** The levels that an expression names, each once. */
export function levelsNamed(expression: Expression): readonly string[] {
  const named = namedLevel(expression);
  const own = named?.kind === 'literal' && typeof named.value === 'string' ? [named.value] : [];
  return [...new Set([...own, ...childrenOf(expression).flatMap(levelsNamed)])];
}

/** `placement.survives(LEVEL)`, `placement.spreadOver(LEVEL)`, `LEVEL in placement.survived`, `leg.domains[LEVEL]`. */
function namedLevel(expression: Expression): Expression | undefined {
  if (expression.kind === 'call' && ['survives', 'spreadOver'].includes(expression.name)) return expression.operands[1];
  if (expression.kind === 'binary' && expression.operator === 'in') {
    return expression.right.kind === 'select' && expression.right.field === 'survived' ? expression.left : undefined;
  }
  if (expression.kind !== 'index' || expression.operand.kind !== 'select') return undefined;
  return expression.operand.field === 'domains' ? expression.index : undefined;
}
