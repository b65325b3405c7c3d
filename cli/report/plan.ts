import { formatGiB } from '../../core/model/capacity.ts';
import type { FieldChange, Impact, Plan, PlanStep } from '../../core/model/plan.ts';
import { renderFindings } from './findings.ts';
import type { FindingsReport } from './findings.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';

type Action = PlanStep['action'];

const SIGN: Readonly<Record<Action, string>> = { create: '+', update: '~', delete: '-' };

/** A drive list of a large fleet must not bury the line below it. */
const FIELDS_SHOWN = 50;
const VOLUMES_SHOWN = 5;

/** What a plan would do, step by step, with the gates before it. */
export function renderPlan(plan: Plan, report: FindingsReport): string {
  const { style } = report;
  const steps = plan.steps.map((step) => stepText(step, style)).join('');
  const gates = plan.gates.length === 0 ? '' : `${style.bold('Gates')}\n${renderFindings(plan.gates, report)}\n`;
  return `${steps}${gates}${planSummary(plan)}\n`;
}

/** `Plan: 2 to create, 1 to update, 0 to delete.`, or that there is nothing to do. */
function planSummary({ steps }: Plan): string {
  if (steps.length === 0) return 'No changes: what is declared is what runs.';
  const count = (action: Action): string => String(steps.filter((step) => step.action === action).length);
  return `Plan: ${count('create')} to create, ${count('update')} to update, ${count('delete')} to delete.`;
}

function stepText(step: PlanStep, style: Style): string {
  const paint = actionPaint(step.action, style);
  const hidden = step.fields.length - FIELDS_SHOWN;
  const lines = [
    `${paint(SIGN[step.action])} ${style.bold(`${step.kind} ${printable(step.name)}`)}`,
    ...step.fields.slice(0, FIELDS_SHOWN).map((field) => `    ${fieldText(step.action, field, style)}`),
    ...(hidden > 0 ? [`    ${style.dim(`… and ${String(hidden)} more`)}`] : []),
    ...(step.impact.volumes.length === 0 ? [] : [`    ${style.yellow('impact:')} ${impactText(step.impact)}`]),
  ];
  return `${lines.join('\n')}\n\n`;
}

function fieldText(action: Action, { path, before, after }: FieldChange, style: Style): string {
  const name = printable(path);
  switch (action) {
    case 'create':
      return `${name}: ${value(after)}`;
    case 'delete':
      return `${name}: ${value(before)}`;
    case 'update':
      return `${name}: ${style.red(value(before))} -> ${style.green(value(after))}`;
  }
}

const value = (text: string | undefined): string => (text === undefined ? '(none)' : printable(text));

function impactText({ volumes, size }: Impact): string {
  const shown = volumes.slice(0, VOLUMES_SHOWN).map(printable).join(', ');
  const more = volumes.length > VOLUMES_SHOWN ? ', …' : '';
  return `${String(volumes.length)} volume${volumes.length === 1 ? '' : 's'}, ${formatGiB(size)} (${shown}${more})`;
}

function actionPaint(action: Action, style: Style): (text: string) => string {
  switch (action) {
    case 'create':
      return style.green;
    case 'update':
      return style.yellow;
    case 'delete':
      return style.red;
  }
}
