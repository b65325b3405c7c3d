import { expect, it } from 'vitest';
import type { Severity } from '../../core/model/finding.ts';
import { summaryOf, summaryText } from './count-findings.ts';

const check = (objects: number, files: number, passedOver: number, ...severities: readonly Severity[]) =>
  summaryOf({
    objects: Array<unknown>(objects).fill({}),
    files: Array<unknown>(files).fill({}),
    passedOver,
    findings: severities.map((severity) => ({ code: 'yaml/syntax', severity, message: 'wrong' })),
  });

it.each([
  [check(0, 0, 0), '0 objects in 0 files: 0 errors, 0 warnings'],
  [check(1, 1, 0, 'error'), '1 object in 1 file: 1 error, 0 warnings'],
  [check(12, 3, 2, 'warning', 'warning'), '12 objects in 3 files, 2 of other kinds passed over: 0 errors, 2 warnings'],
  [check(2, 2, 0, 'error', 'note'), '2 objects in 2 files: 1 error, 0 warnings, 1 note'],
])('%j', (summary, text) => {
  expect(summaryText(summary)).toBe(text);
});
