import type { Finding, Severity } from '../../core/model/finding.ts';

/** What was looked at, and how bad it is. */
export interface CheckSummary {
  readonly objects: number;
  /** Objects of other people's kinds, which nothing was said about. */
  readonly passedOver: number;
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

export function summaryOf(checked: {
  readonly objects: readonly unknown[];
  readonly passedOver: number;
  readonly files: readonly unknown[];
  readonly findings: readonly Finding[];
}): CheckSummary {
  const count = (severity: Severity): number =>
    checked.findings.reduce((sum, finding) => sum + (finding.severity === severity ? 1 + (finding.more ?? 0) : 0), 0);
  return {
    objects: checked.objects.length,
    passedOver: checked.passedOver,
    files: checked.files.length,
    errors: count('error'),
    warnings: count('warning'),
    notes: count('note'),
  };
}

/** `12 objects in 3 files, 2 of other kinds passed over: 0 errors, 1 warning`. */
export const summaryText = (summary: CheckSummary): string => `${seenText(summary)}: ${countsText(summary)}`;

/** `12 objects in 3 files, 2 of other kinds passed over`. */
export function seenText({ objects, passedOver, files }: CheckSummary): string {
  const others = passedOver === 0 ? '' : `, ${String(passedOver)} of other kinds passed over`;
  return `${counted(objects, 'object')} in ${counted(files, 'file')}${others}`;
}

/** `0 errors, 1 warning`; notes are named where there are any. */
export function countsText({ errors, warnings, notes }: Pick<CheckSummary, 'errors' | 'warnings' | 'notes'>): string {
  const told = notes === 0 ? '' : `, ${counted(notes, 'note')}`;
  return `${counted(errors, 'error')}, ${counted(warnings, 'warning')}${told}`;
}

const counted = (many: number, what: string): string => `${String(many)} ${what}${many === 1 ? '' : 's'}`;
