import { childrenOf } from './cel/tree.ts';
import type { Expression } from './cel/tree.ts';
import type { CompiledPolicies, CompiledPolicy } from './compiled-policy.ts';
import { remembering } from './demand-memo.ts';

/** Fields of a request that differ from claim to claim, however alike the claims are. */
const OF_CLAIM: ReadonlySet<string> = new Set(['claim', 'quota']);

/** Whether an expression asks whose a request is, or may. */
export function readsClaim(expression: Expression): boolean {
  switch (expression.kind) {
    case 'select':
    case 'optional-select':
    case 'has':
      if (isRequest(expression.operand)) return OF_CLAIM.has(expression.field);
      break;
    case 'name':
      return isRequest(expression);
    case 'literal':
    case 'variable':
    case 'index':
    case 'optional-index':
    case 'call':
    case 'list':
    case 'map':
    case 'not':
    case 'negate':
    case 'and':
    case 'or':
    case 'conditional':
    case 'binary':
    case 'quantifier':
    case 'transform':
    case 'optional-map':
    case 'bind':
      break;
  }
  return childrenOf(expression).some(readsClaim);
}

const isRequest = (expression: Expression): boolean => expression.kind === 'name' && expression.name === 'request';

/**
 * The policies that say the same of a request whoever asks: for questions that nobody's claim stands behind, such as how
 * much is left for a class.
 */
export const forAnyClaim = (policies: CompiledPolicies): CompiledPolicies =>
  remembering({
    ...policies,
    request: policies.request.filter(saysTheSame),
    drive: policies.drive.filter(saysTheSame),
    placement: policies.placement.filter(saysTheSame),
  });

const saysTheSame = (compiled: CompiledPolicy): boolean => !compiled.readsClaim;
