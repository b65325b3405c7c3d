import type { Frame } from '../meter.ts';
import { EvaluationError, typeName } from '../values.ts';
import type { Result, Value } from '../values.ts';

/** A function that rules can call. One folder door per library: a new one is a file here and a line in `index.ts`. */
export interface FunctionEntry {
  readonly style: 'function' | 'method';
  readonly name: string;
  /** The receiver of a method counts. */
  readonly operands: number;
  /** Declarations for the checker, in the library's notation; none where it brings them along. */
  readonly signatures: readonly string[];
  readonly apply: Apply;
  /** The first minor version of Kubernetes 1 whose API server has it; `ours` is in none. Left out: in all. */
  readonly since?: number | 'ours';
  /** Looks at operands that are literals once, so that a bad one is a problem before anything runs. */
  readonly prepare?: Prepare;
}

/** Operands are values, never errors; those beyond the entry's count are null. Pays the frame for what grows. */
export type Apply = (frame: Frame, first: Value, second: Value, third: Value, fourth: Value) => Result;

export type Prepare = (operands: readonly (Value | undefined)[]) => Prepared | undefined;

export type Prepared =
  { readonly kind: 'ready'; readonly apply: Apply } | { readonly kind: 'bad'; readonly message: string };

export const method = (
  name: string,
  operands: number,
  apply: Apply,
  signatures: readonly string[] = [],
): FunctionEntry => ({
  style: 'method',
  name,
  operands,
  signatures,
  apply,
});

export const freeFunction = (
  name: string,
  operands: number,
  apply: Apply,
  signatures: readonly string[] = [],
): FunctionEntry => ({ style: 'function', name, operands, signatures, apply });

/** What a function answers to operands of types it does not take: only values of type `dyn` get that far. */
export const noFunction = (name: string, ...operands: readonly Value[]): EvaluationError =>
  new EvaluationError(`${name} does not take ${operands.map(typeName).join(', ')}`);
