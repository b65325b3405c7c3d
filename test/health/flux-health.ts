import { evaluateText } from '../cel/engine.ts';
import type { Value } from '../../core/policy/cel/values.ts';

export interface HealthCheck {
  readonly apiVersion: string;
  readonly kind: string;
  readonly inProgress: string;
  readonly failed: string;
  readonly current: string;
}

/** `Unknown` where an expression fails: Flux goes on waiting, as for what is in progress. */
export type FluxHealth = 'InProgress' | 'Failed' | 'Current' | 'Unknown';

/**
 * What Flux makes of an object by the expressions for its kind. A name that the object does not have fails.
 * Source: fluxcd/pkg, runtime/cel/status_evaluator.go.
 */
export function fluxHealth(check: HealthCheck, object: Readonly<Record<string, unknown>>): FluxHealth {
  const { metadata, status } = object as { metadata: { generation: number }; status?: { observedGeneration?: number } };
  const observed = status?.observedGeneration;
  if (observed !== undefined && observed !== metadata.generation) return 'InProgress';
  for (const [health, expression] of [
    ['InProgress', check.inProgress],
    ['Failed', check.failed],
    ['Current', check.current],
  ] as const) {
    const result = truthOf(expression, object);
    if (result === undefined) return 'Unknown';
    if (result) return health;
  }
  return 'InProgress';
}

/** All that our evaluator must be told of beforehand; Flux learns at evaluation that a name is missing. */
const NAMES = ['apiVersion', 'kind', 'metadata', 'spec', 'status'];

function truthOf(expression: string, object: Readonly<Record<string, unknown>>): boolean | undefined {
  const variables = Object.fromEntries(
    NAMES.map((name) => [name, { type: 'dyn', value: (object[name] ?? null) as Value }]),
  );
  const evaluated = evaluateText(expression, { variables });
  if (evaluated.kind === 'problems') throw new Error(evaluated.problems.map(({ message }) => message).join('; '));
  // A field of what is not there fails here as well: null has none.
  if (evaluated.kind === 'error') return undefined;
  if (typeof evaluated.result !== 'boolean') throw new Error(`${expression}: no truth value`);
  return evaluated.result;
}
