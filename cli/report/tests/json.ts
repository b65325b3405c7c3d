import type { ToldCounterExample } from '../../../core/cases/case-result.ts';
import type { Refusal } from '../../../core/placement/outcome.ts';
import type { RanCase, RanTest } from '../../policy-tests/test-run.ts';
import { toJson } from '../machine.ts';
import type { TestReport } from './report.ts';

/** Rises when what the JSON says changes its meaning: docs/test-policies.md says what that is. */
const FORMAT_VERSION = 1;

/** The run as data. Fields are added, never changed. */
export const renderJson = ({ run, summary }: TestReport): string =>
  toJson({ formatVersion: FORMAT_VERSION, summary, tests: run.tests.map(testData), coverage: run.coverage });

const testData = ({ name, place, inventory, trouble, cases }: RanTest): object => ({
  name,
  place,
  inventory,
  ...(trouble && { trouble }),
  cases: cases.map(caseData),
});

const caseData = ({ name, place, outcome, troubles, findings, placement, counterExamples }: RanCase): object => ({
  name,
  place,
  outcome,
  troubles,
  findings,
  ...(placement?.kind === 'placed' && { placement: { ...placement.placement, reasons: placement.reasons() } }),
  ...(placement?.kind === 'refused' && { refusal: refusalData(placement, counterExamples) }),
});

const refusalData = ({ code, message }: Refusal, counterExamples: RanCase['counterExamples']): object => ({
  ...{ code, message },
  ...(counterExamples.length > 0 && { counterExamples: counterExamples.map(counterExampleData) }),
});

/** What one could do without, where the volume would lie then, and what would break it. */
export const counterExampleData = ({ without, text, placement, values }: ToldCounterExample): object => ({
  without,
  text,
  placement,
  values,
});
