import { compileBlock } from './compile.ts';
import type { Scope } from './compile.ts';
import type { Block, Closure } from './closures.ts';
import { BudgetExhausted, spend } from './meter.ts';
import type { Frame } from './meter.ts';
import { createRecorder } from './recorder.ts';
import type { Recorder } from './recorder.ts';
import { traceOf } from './trace.ts';
import type { Trace, TracedNodes } from './trace.ts';
import type { Expression } from './tree.ts';
import { EvaluationError } from './values.ts';
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

/** Steps that several evaluations may take together: it goes down as they do. What is beyond comes from the reserve. */
export interface Allowance {
  steps: number;
  readonly reserve?: Allowance;
  /** What is said of an expression that comes to the end of it before the end of its own budget. */
  readonly whenSpent?: string;
}

export const stepsLeft = ({ steps, reserve }: Allowance): number => steps + (reserve ? stepsLeft(reserve) : 0);

export function takeSteps(allowance: Allowance, steps: number): void {
  const own = allowance.reserve ? Math.min(steps, allowance.steps) : steps;
  allowance.steps -= own;
  if (allowance.reserve && steps > own) takeSteps(allowance.reserve, steps - own);
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
  let traced: Built | undefined;
  /** Making a frame takes as long as a short rule: it is kept from one evaluation to the next. */
  let idle: Frame | undefined;
  return {
    evaluate: (roots, allowance) => {
      const frame = idle ?? newFrame(plain, undefined);
      idle = undefined;
      const result = run(plain, frame, roots, scope.budget, allowance);
      idle = frame;
      return result;
    },
    trace: (roots, allowance) => {
      traced ??= build(expression, scope, nodes);
      const recorder = createRecorder();
      const result = run(traced, newFrame(traced, recorder), roots, scope.budget, allowance);
      return { result, ...traceOf(nodes, recorder) };
    },
  };
}

interface Built extends Block {
  /** Grows when a variable is first computed. */
  readonly slotCount: () => number;
}

function build(expression: Expression, { roots, variables }: ProgramScope, traced: TracedNodes | undefined): Built {
  let slots = roots.length;
  const newSlot = (): number => slots++;
  const names = new Map(roots.map((root, slot) => [root, slot]));
  const compiled = new Map<string, Closure>();
  const scope: Scope = { names, variables: compiled, traced, newSlot };
  for (const [name, body] of variables) compiled.set(name, onceRead(body, scope));
  return { ...compileBlock(expression, scope), slotCount: () => slots };
}

/** A variable is compiled when an expression first names it, and computed when an evaluation first reads it. */
function onceRead(body: Expression, scope: Scope): Closure {
  const slot = scope.newSlot();
  let block: Block | undefined;
  return (frame) => {
    const known = frame.slots[slot];
    if (known !== undefined) return known;
    block ??= compileBlock(body, scope);
    spend(frame, block.steps);
    const value = block.run(frame);
    frame.slots[slot] = value;
    frame.computed++;
    return value;
  };
}

const newFrame = ({ slotCount }: Built, trace: Recorder | undefined): Frame => ({
  steps: 0,
  slots: new Array<undefined>(slotCount()).fill(undefined),
  computed: 0,
  trace,
});

/** Runs it in a frame that is empty, and is again afterwards. */
function run(
  { run: evaluate, steps }: Block,
  frame: Frame,
  roots: readonly Result[],
  budget: number,
  allowance: Allowance | undefined,
): Result {
  const left = allowance ? stepsLeft(allowance) : budget;
  const granted = Math.min(budget, left);
  frame.steps = granted;
  try {
    for (let slot = 0; slot < roots.length; slot++) frame.slots[slot] = roots[slot];
    spend(frame, steps);
    return evaluate(frame);
  } catch (cause) {
    if (!(cause instanceof BudgetExhausted)) throw cause;
    const shared = frame.steps < 0 && left <= budget ? allowance?.whenSpent : undefined;
    return shared === undefined ? cause.reason : new EvaluationError(shared);
  } finally {
    for (let slot = 0; slot < frame.slots.length; slot++) frame.slots[slot] = undefined;
    if (allowance) takeSteps(allowance, granted - Math.max(0, frame.steps));
  }
}
