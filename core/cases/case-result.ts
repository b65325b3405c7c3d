import type { Finding } from '../model/finding.ts';
import type { CounterExample } from '../placement/counter-example.ts';
import type { PlacementOutcome } from '../placement/outcome.ts';
import type { Path } from '../parse/yaml/positions.ts';

/** What came of the cases of a test, in their order; `broken` where none of them can run. */
export type PolicyTestResult =
  | { readonly kind: 'ran'; readonly cases: readonly CaseResult[] }
  | { readonly kind: 'broken'; readonly trouble: Trouble };

export interface CaseResult {
  readonly name: string;
  /** Index into spec.cases. */
  readonly index: number;
  readonly outcome: CaseOutcome;
  readonly said: Said;
}

export type CaseOutcome =
  | { readonly kind: 'passed' }
  /** What was expected and did not come, and what came and was not expected. Never empty. */
  | { readonly kind: 'failed'; readonly differences: readonly Trouble[] }
  /** It cannot run. */
  | { readonly kind: 'broken'; readonly trouble: Trouble };

/** What is wrong, in one sentence, and the value of the test that it is wrong with. */
export interface Trouble {
  readonly message: string;
  /** From the root of the test. */
  readonly path: Path;
}

/** All that was said of the subject of a case. */
export interface Said {
  readonly findings: readonly SaidFinding[];
  /** Of a request: where it was placed, or why not. */
  readonly placement: PlacementOutcome | undefined;
  /** Of a request that was refused and should not have been: what alone stood in its way. */
  readonly counterExamples: readonly ToldCounterExample[];
}

/** A counter-example as people are told of it. */
export interface ToldCounterExample extends CounterExample {
  readonly text: string;
  /** What the rule that is left out reads of the placement: what breaks it. */
  readonly values: Readonly<Record<string, string>>;
}

/** Something that a policy said. */
export interface SaidFinding extends Finding {
  readonly rule: NonNullable<Finding['rule']>;
  /** The revision that the rule is one of; `undefined`: the one that is tested. */
  readonly asOf: string | undefined;
}

export const NOTHING_SAID: Said = { findings: [], placement: undefined, counterExamples: [] };
