import { childrenOf } from './cel/tree.ts';
import type { Expression } from './cel/tree.ts';
import type { CompiledPolicies, CompiledPolicy } from './compiled-policy.ts';
import { readingOf } from './request-reading.ts';

/**
 * The whole numbers in policies that may ask something else of requests that differ in size alone: sizes, in GiB, that
 * their rules may compare with. `undefined` where no policy reads the size.
 */
export function sizesInPolicies({
  request,
  drive,
  placement,
  score,
}: CompiledPolicies): ReadonlySet<number> | undefined {
  const reading = [...request, ...drive, ...placement, ...score].filter(mayReadSize);
  if (reading.length === 0) return undefined;
  const numbers = reading.flatMap((each) => [...expressionsOf(each).flatMap(numbersIn), ...parametersOf(each)]);
  const sizes = new Set(numbers.filter((number) => Number.isSafeInteger(number) && number > 0));
  return new Set([...sizes].sort((a, b) => b - a).slice(0, MOST_SIZES));
}

/** Policies are asked about each: of more, the largest are looked at. */
const MOST_SIZES = 64;

const expressionsOf = ({ conditions, variables, validations, scores }: CompiledPolicy): readonly Expression[] => [
  ...[...conditions, ...validations, ...scores].map(({ expression }) => expression),
  ...variables.values(),
];

const parametersOf = ({ policy }: CompiledPolicy): readonly number[] =>
  policy.parameters.flatMap((parameter) => (parameter.type === 'int' ? [parameter.value] : []));

function mayReadSize(compiled: CompiledPolicy): boolean {
  const reading = readingOf(expressionsOf(compiled));
  return reading.kind === 'of-the-moment' || reading.reads.some(({ field }) => field === 'sizeGiB');
}

function numbersIn(expression: Expression): readonly number[] {
  if (expression.kind !== 'literal') return childrenOf(expression).flatMap(numbersIn);
  return typeof expression.value === 'number' ? [expression.value] : [];
}
