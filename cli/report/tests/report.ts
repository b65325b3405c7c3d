import type { RunSummary, TestRun } from '../../policy-tests/test-run.ts';
import type { FindingsReport } from '../findings.ts';
import type { Surroundings } from '../formats/report.ts';

/** Everything that a format may say of a run of tests. Layout, style and verbose are of text alone. */
export interface TestReport extends FindingsReport {
  readonly run: TestRun;
  readonly summary: RunSummary;
  /** Each case is named, also those that passed. */
  readonly verbose: boolean;
  readonly surroundings: Surroundings;
}

export type TestRenderer = (report: TestReport) => string;
