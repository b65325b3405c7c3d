import { describe, expect, it } from 'vitest';
import { gib } from '../../core/model/capacity.ts';
import type { Plan, PlanStep } from '../../core/model/plan.ts';
import { renderPlan } from './plan.ts';
import { PLAIN } from './style.ts';

const render = (plan: Plan) => renderPlan(plan, { layout: 'line', style: PLAIN, sourceText: () => undefined });

const NOBODY = { volumes: [], size: gib(0) };

const STEPS: readonly PlanStep[] = [
  {
    action: 'create',
    kind: 'StorageClass',
    name: 'gold',
    fields: [{ path: 'parameters.type', before: undefined, after: '"ssd"' }],
    impact: NOBODY,
  },
  {
    action: 'update',
    kind: 'Enclosure',
    name: 'box-1',
    fields: [
      { path: 'spec.drives[wwn-0x1].state', before: '"enabled"', after: '"draining"' },
      { path: 'spec.domain', before: undefined, after: '"rack-a"' },
    ],
    impact: { volumes: ['db-0', 'db-1'], size: gib(2048) },
  },
  {
    action: 'delete',
    kind: 'Backend',
    name: 'old',
    fields: [{ path: 'spec.state', before: '"normal"', after: undefined }],
    impact: NOBODY,
  },
];

describe('a plan as text', () => {
  it('shows each step with its fields, its impact and the sum', () => {
    expect(render({ steps: STEPS, gates: [] })).toBe(`+ StorageClass gold
    parameters.type: "ssd"

~ Enclosure box-1
    spec.drives[wwn-0x1].state: "enabled" -> "draining"
    spec.domain: (none) -> "rack-a"
    impact: 2 volumes, 2 TiB (db-0, db-1)

- Backend old
    spec.state: "normal"

Plan: 1 to create, 1 to update, 1 to delete.
`);
  });

  it('shows the gates before the sum', () => {
    const gates = [{ code: 'plan/holds-data', severity: 'error', message: 'backend old holds 2 volumes' }] as const;
    expect(render({ steps: [], gates })).toBe(
      'Gates\nerror plan/holds-data backend old holds 2 volumes\n\nNo changes: what is declared is what runs.\n',
    );
  });

  it('shortens what would bury the rest', () => {
    const fields = Array.from({ length: 60 }, (_, index) => ({
      path: `spec.f${String(index)}`,
      before: undefined,
      after: '1',
    }));
    const volumes = ['a', 'b', 'c', 'd', 'e', 'f'];
    const text = render({
      steps: [{ action: 'create', kind: 'Topology', name: 't', fields, impact: { volumes, size: gib(6) } }],
      gates: [],
    });
    expect(text).toContain('    … and 10 more\n');
    expect(text).toContain('impact: 6 volumes, 6 GiB (a, b, c, d, e, …)\n');
  });
});
