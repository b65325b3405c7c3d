import type { OperationView, StepView } from '../api/views/operation-view.ts';
import { goneText } from './kubernetes.ts';
import { printable } from './printable.ts';
import { renderTable } from './table.ts';
import type { Column } from './table.ts';

/** An operation in full, and how far it is by what hosts find. */
export function renderOperation(operation: OperationView): string {
  const facts = factsOf(operation).map(([label, value]) => `${`${label}:`.padEnd(14)}${printable(value)}\n`);
  const steps = renderTable(STEPS, operation.steps ?? []).replaceAll(/^(?=.)/gm, '  ');
  return [...facts, 'Steps on hosts:\n', steps].join('');
}

const factsOf = (operation: OperationView): readonly (readonly [string, string])[] => [
  ['ID', operation.id],
  ['Operation', operation.kind],
  ['Volume', operation.volume],
  ...(operation.node === undefined ? [] : [['Node', operation.node] as const]),
  ['Enclosures', operation.enclosures.join(', ')],
  ['Since', operation.since ?? 'not written down'],
  ['State', operation.state],
  ...(operation.step === undefined ? [] : [['Step', operation.step] as const]),
  ...(operation.attempts === undefined ? [] : [['Attempts', String(operation.attempts)] as const]),
  ...(operation.why === undefined ? [] : [['Why', operation.why] as const]),
  ...[goneText(operation) ?? []].flat().map((gone) => ['Cluster', gone] as const),
  ...(operation.nextAttempt === undefined ? [] : [['Next attempt', operation.nextAttempt] as const]),
];

const STEPS: readonly Column<StepView>[] = [
  { head: 'STEP', cell: ({ step }) => step },
  { head: 'DONE', cell: ({ left }) => (left.length === 0 ? 'yes' : 'no') },
  { head: 'LEFT ON LEGS', cell: ({ left }) => left.join(', ') },
];
