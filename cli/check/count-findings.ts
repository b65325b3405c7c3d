import type { Finding, Severity } from '../../core/model/finding.ts';

/** What was looked at, and how bad it is. */
export interface CheckSummary {
  readonly objects: number;
  /** Objects of other people's kinds, which nothing was said about. */
  readonly passedOver: number;
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
}

export function summaryOf(checked: {
  readonly objects: readonly unknown[];
  readonly passedOver: number;
  readonly files: readonly unknown[];
  readonly findings: readonly Finding[];
}): CheckSummary {
  const count = (severity: Severity): number =>
    checked.findings.filter((finding) => finding.severity === severity).length;
  return {
    objects: checked.objects.length,
    passedOver: checked.passedOver,
    files: checked.files.length,
    errors: count('error'),
    warnings: count('warning'),
  };
}

/** `12 objects in 3 files, 2 of other kinds passed over: 0 errors, 1 warning`. */
export function summaryText({ objects, passedOver, files, errors, warnings }: CheckSummary): string {
  const others = passedOver === 0 ? '' : `, ${String(passedOver)} of other kinds passed over`;
  const seen = `${counted(objects, 'object')} in ${counted(files, 'file')}${others}`;
  return `${seen}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;
}

const counted = (many: number, what: string): string => `${String(many)} ${what}${many === 1 ? '' : 's'}`;
