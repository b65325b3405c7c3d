import type { Said } from '../../core/cases/case-result.ts';
import { formatValue } from '../../core/policy/cel/format.ts';
import type { Shown } from '../../core/policy/cel/explain.ts';
import { isError } from '../../core/policy/cel/values.ts';
import type { EvaluableExpression, ExpressionScope } from '../../core/policy/describe/evaluate-expression.ts';
import { plainValue } from '../../core/policy/describe/plain-value.ts';
import type { PlainValue } from '../../core/policy/describe/plain-value.ts';
import type { Subject } from './subjects.ts';

/** An expression, and what it came to. */
export interface Evaluated {
  readonly expression: string;
  readonly scope: ExpressionScope;
  readonly checked: SoundExpression;
  readonly answers: readonly Answer[];
}

export type SoundExpression = Extract<EvaluableExpression, { kind: 'sound' }>;

export type Answer = { readonly subject: string; readonly drives: DriveGroup | undefined } & (
  | { readonly kind: 'value'; readonly text: string; readonly value: PlainValue; readonly read: readonly Shown[] }
  | { readonly kind: 'error'; readonly message: string; readonly read: readonly Shown[] }
  | { readonly kind: 'not-placed'; readonly said: Said }
);

/** Drives that are alike, and for which the expression comes to the same. */
export interface DriveGroup {
  readonly count: number;
  readonly enclosures: readonly string[];
}

/** Asks about each subject; drives of several enclosures that are alike and come to the same are one answer. */
export function evaluateAll(checked: SoundExpression, subjects: readonly Subject[]): readonly Answer[] {
  const answers = new Map<string, Answer>();
  for (const [at, subject] of subjects.entries()) {
    const answer = answerFor(checked, subject);
    const key = answer.drives ? JSON.stringify({ ...answer, drives: undefined }) : String(at);
    const known = answers.get(key);
    answers.set(
      key,
      known?.drives && answer.drives ? { ...known, drives: joined(known.drives, answer.drives) } : answer,
    );
  }
  return [...answers.values()];
}

const joined = (a: DriveGroup, b: DriveGroup): DriveGroup => ({
  count: a.count + b.count,
  enclosures: [...new Set([...a.enclosures, ...b.enclosures])],
});

function answerFor(checked: SoundExpression, subject: Subject): Answer {
  const { name } = subject;
  if (subject.kind === 'not-placed')
    return { kind: 'not-placed', subject: name, drives: undefined, said: subject.said };
  const { result, shown: read } = checked.evaluate(subject.of);
  const drives =
    subject.of.kind === 'Drive'
      ? { count: subject.drives ?? 0, enclosures: [subject.of.drives.enclosure as string] }
      : undefined;
  const common = { subject: name, drives, read };
  return isError(result)
    ? { ...common, kind: 'error', message: result.message }
    : { ...common, kind: 'value', text: formatValue(result), value: plainValue(result) };
}
