import type { RunCoverage } from './policy-coverage.ts';
import type { SaidFinding, ToldCounterExample } from '../../core/cases/case-result.ts';
import type { Place } from '../../core/model/finding.ts';
import type { PlacementOutcome } from '../../core/placement/outcome.ts';

/** What came of all tests that ran, in the order of their files. */
export interface TestRun {
  readonly tests: readonly RanTest[];
  /** What the cases tried out of the policies of the repository, where that was asked for. */
  readonly coverage: RunCoverage | undefined;
}

export interface RanTest {
  readonly name: string;
  /** Of its name. Missing where it lies in no file. */
  readonly place: Place | undefined;
  /** On what it ran. */
  readonly inventory: 'repository' | 'objects' | `example ${string}`;
  /** Why none of its cases could run. */
  readonly trouble: LocatedTrouble | undefined;
  /** Those that were asked for. Empty where none could run. */
  readonly cases: readonly RanCase[];
}

export interface RanCase {
  readonly name: string;
  readonly place: Place | undefined;
  readonly outcome: 'passed' | 'failed' | 'broken';
  /** What is not as expected, or why the case cannot run. Empty where it passed. */
  readonly troubles: readonly LocatedTrouble[];
  readonly findings: readonly SaidFinding[];
  /** Where the volume was placed, or why not; `undefined` for a declared object. */
  readonly placement: PlacementOutcome | undefined;
  /** What alone kept a volume from being placed that should have been. */
  readonly counterExamples: readonly ToldCounterExample[];
}

export interface LocatedTrouble {
  readonly message: string;
  readonly place: Place | undefined;
}

export interface RunSummary {
  readonly tests: number;
  readonly cases: number;
  readonly passed: number;
  readonly failed: number;
  /** Cases that could not run. */
  readonly broken: number;
  /** Tests of which no case could run. */
  readonly brokenTests: number;
}

export function summaryOfRun({ tests }: Pick<TestRun, 'tests'>): RunSummary {
  const cases = tests.flatMap((test) => test.cases);
  const count = (outcome: RanCase['outcome']): number => cases.filter((each) => each.outcome === outcome).length;
  return {
    tests: tests.length,
    cases: cases.length,
    passed: count('passed'),
    failed: count('failed'),
    broken: count('broken'),
    brokenTests: tests.filter(({ trouble }) => trouble).length,
  };
}

export const isRight = ({ failed, broken, brokenTests }: RunSummary): boolean => failed + broken + brokenTests === 0;
