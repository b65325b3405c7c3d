import { compile } from './compile.ts';
import type { Scope } from './compile.ts';
import type { Closure } from './closures.ts';
import { BudgetExhausted, DEFAULT_BUDGET, tick } from './meter.ts';
import type { Frame } from './meter.ts';
import type { Expression } from './tree.ts';
import type { Result } from './values.ts';

/** An expression ready to run, over and over. */
export interface Program {
  /** Its value when the roots have these values, in the order in which the program was told of them. */
  evaluate(roots: readonly Result[], meter?: Meter): Result;
  /** The same, and what was read on the way, by the text that read it. */
  watch(roots: readonly Result[]): { readonly result: Result; readonly reads: ReadonlyMap<string, Result> };
}

/** What several evaluations may spend together. */
export interface Meter {
  steps: number;
}

export interface ProgramScope {
  /** Names of the root variables. */
  readonly roots: readonly string[];
  /** What each `variables.NAME` stands for; each may read those before it. */
  readonly variables: ReadonlyMap<string, Expression>;
}

/** Compiles an expression. A spent budget makes its value an error, whatever would have absorbed it. */
export function createProgram(expression: Expression, scope: ProgramScope): Program {
  const plain = build(expression, scope, false);
  let watched: Closure | undefined;
  return {
    evaluate: (roots, meter = { steps: DEFAULT_BUDGET }) => run(plain, roots, meter, undefined),
    watch: (roots) => {
      watched ??= build(expression, scope, true);
      const reads = new Map<string, Result>();
      return { result: run(watched, roots, { steps: DEFAULT_BUDGET }, reads), reads };
    },
  };
}

function build(expression: Expression, { roots, variables }: ProgramScope, watched: boolean): Closure {
  let slots = roots.length;
  const newSlot = (): number => slots++;
  const names = new Map(roots.map((root, slot) => [root, slot]));
  const compiled = new Map<string, Closure>();
  const scope: Scope = { names, variables: compiled, watched, newSlot };
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

function run(closure: Closure, roots: readonly Result[], meter: Meter, reads: Map<string, Result> | undefined): Result {
  const frame: Frame = { steps: meter.steps, slots: [...roots], reads };
  try {
    return closure(frame);
  } catch (cause) {
    if (cause instanceof BudgetExhausted) return cause.reason;
    throw cause;
  } finally {
    meter.steps = Math.max(0, frame.steps);
  }
}
