import { compile } from './compile.ts';
import type { Scope } from './compile.ts';
import type { Closure } from './closures.ts';
import { BudgetExhausted, tick } from './meter.ts';
import type { Frame } from './meter.ts';
import { createRecorder } from './recorder.ts';
import type { Recorder } from './recorder.ts';
import { traceOf } from './trace.ts';
import type { Trace, TracedNodes } from './trace.ts';
import type { Expression } from './tree.ts';
import type { Result } from './values.ts';

/** An expression ready to run, over and over. */
export interface Program {
  /**
   * Its value when the roots have these values, in the order in which the program was told of them. It spends no more
   * than its budget, nor than what is left of the allowance.
   */
  evaluate(roots: readonly Result[], allowance?: Allowance): Result;
  /** The same in as many steps, and what the nodes of the expression and of its variables came to. */
  trace(roots: readonly Result[], allowance?: Allowance): Traced;
}

export interface Traced extends Trace {
  readonly result: Result;
}

/** Steps that several evaluations may take together: it goes down as they do. */
export interface Allowance {
  steps: number;
}

export interface ProgramScope {
  /** Names of the root variables. */
  readonly roots: readonly string[];
  /** What each `variables.NAME` stands for; each may read those before it. */
  readonly variables: ReadonlyMap<string, Expression>;
  /** Steps that one evaluation may take. */
  readonly budget: number;
}

/** Compiles an expression. A spent budget makes its value an error, whatever would have absorbed it. */
export function createProgram(expression: Expression, scope: ProgramScope): Program {
  const plain = build(expression, scope, undefined);
  const nodes: TracedNodes = { nodes: [] };
  let traced: Closure | undefined;
  return {
    evaluate: (roots, allowance) => run(plain, scope.budget, roots, allowance, undefined),
    trace: (roots, allowance) => {
      traced ??= build(expression, scope, nodes);
      const recorder = createRecorder();
      const result = run(traced, scope.budget, roots, allowance, recorder);
      return { result, ...traceOf(nodes, recorder) };
    },
  };
}

function build(expression: Expression, { roots, variables }: ProgramScope, traced: TracedNodes | undefined): Closure {
  let slots = roots.length;
  const newSlot = (): number => slots++;
  const names = new Map(roots.map((root, slot) => [root, slot]));
  const compiled = new Map<string, Closure>();
  const scope: Scope = { names, variables: compiled, traced, newSlot };
  for (const [name, body] of variables) compiled.set(name, onceRead(body, scope));
  return compile(expression, scope);
}

/** A variable is compiled when an expression first names it, and computed when an evaluation first reads it. */
function onceRead(body: Expression, scope: Scope): Closure {
  const slot = scope.newSlot();
  let compute: Closure | undefined;
  return (frame) => {
    tick(frame);
    const known = frame.slots[slot];
    if (known !== undefined) return known;
    compute ??= compile(body, scope);
    const value = compute(frame);
    frame.slots[slot] = value;
    return value;
  };
}

function run(
  closure: Closure,
  budget: number,
  roots: readonly Result[],
  allowance: Allowance | undefined,
  trace: Recorder | undefined,
): Result {
  const granted = Math.min(budget, allowance?.steps ?? budget);
  const frame: Frame = { steps: granted, slots: [...roots], trace };
  try {
    return closure(frame);
  } catch (cause) {
    if (cause instanceof BudgetExhausted) return cause.reason;
    throw cause;
  } finally {
    if (allowance) allowance.steps -= granted - Math.max(0, frame.steps);
  }
}
