import type { Frame } from '../meter.ts';
import { EvaluationError, typeName } from '../values.ts';
import type { Result, Value } from '../values.ts';

/**
 * A function that rules can call. One folder door per library: a new one is a file here, a line in
 * `index.ts`, and in `../costs` what its functions take at most.
 */
export interface FunctionEntry {
  readonly style: 'function' | 'method';
  /** With its namespace where it has one: `math.ceil`. */
  readonly name: string;
  /** The receiver of a method counts. */
  readonly operands: number;
  /** Declarations for the checker, in the notation of type-notation.ts. */
  readonly signatures: readonly string[];
  readonly apply: Apply;
  /** The first minor version of Kubernetes 1 whose API server has it; `ours` is in none. Left out: in all. */
  readonly since?: number | 'ours';
  /** Looks at operands that are literals once, so that a bad one is a problem before anything runs. */
  readonly prepare?: Prepare;
  /** Parts that preparing these operands makes, which takes time and memory: all rules together may have so many. */
  readonly partsOf?: (operands: readonly (Value | undefined)[]) => number;
  /** Whether it takes this first operand, where functions of one name and count tell themselves apart by it. */
  readonly takes?: (first: Value) => boolean;
  /** The macro that calls it, where expressions cannot. */
  readonly macro?: Macro;
  /** What it gives, for the reference: one line. */
  readonly summary?: string;
  /** An expression that calls it, and one that the value equals. */
  readonly example?: Example;
}

export interface Macro {
  readonly name: string;
  readonly signature: string;
}

export interface Example {
  readonly expression: string;
  readonly result: string;
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

/** What the reference says of an entry: spread it over one. */
export const told = (
  summary: string,
  expression: string,
  result: string,
): Pick<FunctionEntry, 'summary' | 'example'> => ({
  summary,
  example: { expression, result },
});

/** The entries, in Kubernetes since this minor version unless they say otherwise. */
export const introducedIn = (since: number | 'ours', entries: readonly FunctionEntry[]): readonly FunctionEntry[] =>
  entries.map((entry) => ({ since, ...entry }));

/** What a function answers to operands of types it does not take: only values of type `dyn` get that far. */
export const noFunction = (name: string, ...operands: readonly Value[]): EvaluationError =>
  new EvaluationError(`${name} does not take ${operands.map(typeName).join(', ')}`);

export const functionKey = (style: FunctionEntry['style'], name: string, operands: number): string =>
  `${style} ${name}/${String(operands)}`;

/** The functions by style, name and number of operands; those that share all three as one. */
export function byKey(entries: readonly FunctionEntry[]): ReadonlyMap<string, FunctionEntry> {
  const grouped = new Map<string, readonly [FunctionEntry, ...FunctionEntry[]]>();
  for (const entry of entries) {
    const key = functionKey(entry.style, entry.name, entry.operands);
    const alike = grouped.get(key);
    grouped.set(key, alike ? [...alike, entry] : [entry]);
  }
  return new Map([...grouped].map(([key, alike]) => [key, overloaded(alike)]));
}

/** Asks each whether it takes the first operand; one that does not say takes what no other does. */
function overloaded(entries: readonly [FunctionEntry, ...FunctionEntry[]]): FunctionEntry {
  const [first, ...others] = entries;
  if (others.length === 0) return first;
  const fallback = entries.find(({ takes }) => takes === undefined);
  const chosen = (receiver: Value): FunctionEntry | undefined =>
    entries.find(({ takes }) => takes?.(receiver)) ?? fallback;
  return {
    style: first.style,
    name: first.name,
    operands: first.operands,
    signatures: entries.flatMap(({ signatures }) => signatures),
    apply: (frame, a, b, c, d) => {
      const entry = chosen(a);
      return entry ? entry.apply(frame, a, b, c, d) : noFunction(first.name, ...[a, b, c, d].slice(0, first.operands));
    },
  };
}
