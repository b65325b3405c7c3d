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

const caseData = ({ name, place, outcome, troubles, findings, placement }: RanCase): object => ({
  name,
  place,
  outcome,
  troubles,
  findings,
  ...(placement?.kind === 'placed' && { placement: { ...placement.placement, reasons: placement.reasons } }),
  ...(placement?.kind === 'refused' && { refusal: { code: placement.code, message: placement.message } }),
});
