import { drain } from '../model/turns.ts';
import type { InTurns } from '../model/turns.ts';
import { childrenOf } from './cel/tree.ts';
import type { Expression } from './cel/tree.ts';
import type { CompiledPolicies, CompiledPolicy } from './compiled-policy.ts';
import { readingOf } from './request-reading.ts';

/**
 * The whole numbers in policies that may ask something else of requests that differ in size alone: sizes, in GiB, that
 * their rules may compare with. `undefined` where no policy reads the size.
 */
export const sizesInPolicies = (policies: CompiledPolicies): ReadonlySet<number> | undefined =>
  drain(sizesInTurns(policies));

/** The same, a policy at a time. */
export function* sizesInTurns({
  request,
  drive,
  placement,
  score,
}: CompiledPolicies): InTurns<ReadonlySet<number> | undefined> {
  const sizes = new Set<number>();
  let isRead = false;
  for (const policy of [...request, ...drive, ...placement, ...score]) {
    yield;
    if (!mayReadSize(policy)) continue;
    isRead = true;
    for (const expression of expressionsOf(policy)) addNumbers(expression, sizes);
    for (const { type, value } of policy.policy.parameters) if (type === 'int') addSize(value, sizes);
  }
  return isRead ? new Set([...sizes].sort((a, b) => b - a).slice(0, MOST_SIZES)) : undefined;
}

/** Policies are asked about each: of more, the largest are looked at. */
const MOST_SIZES = 64;

const expressionsOf = ({ conditions, variables, validations, scores }: CompiledPolicy): readonly Expression[] => [
  ...[...conditions, ...validations, ...scores].map(({ expression }) => expression),
  ...variables.values(),
];

function mayReadSize(compiled: CompiledPolicy): boolean {
  const reading = readingOf(expressionsOf(compiled));
  return reading.kind === 'of-the-moment' || reading.reads.some(({ field }) => field === 'sizeGiB');
}

function addNumbers(expression: Expression, sizes: Set<number>): void {
  if (expression.kind === 'literal') addSize(expression.value, sizes);
  else for (const child of childrenOf(expression)) addNumbers(child, sizes);
}

function addSize(value: unknown, sizes: Set<number>): void {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) sizes.add(value);
}
