import { childrenOf } from './tree.ts';
import type { Expression } from './tree.ts';

/**
 * Steps that an expression takes whatever values it reads: one for each node that runs at most once, whether or not it
 * comes to run; of `?:`, the costlier branch. They are paid together before it runs: to pay node by node takes as long as
 * the nodes do. Bodies of macros run over and over, and are paid for each time.
 */
export function fixedSteps(expression: Expression): number {
  switch (expression.kind) {
    case 'conditional': {
      const { condition, then, otherwise } = expression;
      return 1 + fixedSteps(condition) + Math.max(fixedSteps(then), fixedSteps(otherwise));
    }
    case 'quantifier':
    case 'transform':
      return 1 + fixedSteps(expression.over);
    case 'literal':
    case 'name':
    case 'variable':
      return 1;
    case 'select':
    case 'optional-select':
    case 'has':
    case 'not':
    case 'negate':
      return 1 + fixedSteps(expression.operand);
    case 'index':
    case 'optional-index':
    case 'call':
    case 'list':
    case 'map':
    case 'and':
    case 'or':
    case 'binary':
    case 'optional-map':
    case 'bind':
      return childrenOf(expression).reduce((steps, child) => steps + fixedSteps(child), 1);
  }
}
