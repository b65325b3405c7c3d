import type { Severity } from '../../../core/model/finding.ts';
import type { FailOn } from './report.ts';

/** Whether findings of a severity fail a check. */
export function failsCheck(severity: Severity, failOn: FailOn): boolean {
  switch (failOn) {
    case 'error':
      return severity === 'error';
    case 'warn':
      return severity !== 'note';
    case 'never':
      return false;
  }
}
