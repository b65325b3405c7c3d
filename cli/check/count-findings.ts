import type { Finding, Severity } from '../../core/model/finding.ts';

/** What was looked at, and how bad it is. */
export interface CheckSummary {
  readonly objects: number;
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
}

export function summaryOf(checked: {
  readonly objects: readonly unknown[];
  readonly files: readonly unknown[];
  readonly findings: readonly Finding[];
}): CheckSummary {
  const count = (severity: Severity): number =>
    checked.findings.filter((finding) => finding.severity === severity).length;
  return {
    objects: checked.objects.length,
    files: checked.files.length,
    errors: count('error'),
    warnings: count('warning'),
  };
}

/** `12 objects in 3 files: 0 errors, 1 warning`. */
export const summaryText = ({ objects, files, errors, warnings }: CheckSummary): string =>
  `${counted(objects, 'object')} in ${counted(files, 'file')}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;

const counted = (many: number, what: string): string => `${String(many)} ${what}${many === 1 ? '' : 's'}`;
