import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createEventMetrics } from '../../cli/observe/metrics/event-metrics.ts';
import { addFleetMetrics } from '../../cli/observe/metrics/fleet-metrics.ts';
import { ROOT } from './pages.ts';

const read = (file: string): string => readFileSync(join(ROOT, 'deploy/prometheus', file), 'utf8');

it('alerts ask for metrics that there are', () => {
  const { registry } = createEventMetrics('0');
  addFleetMetrics(registry, {} as never);
  const there = new Set(registry.getMetricsAsArray().map(({ name }) => name));
  const expressions = read('stowage.rules.yaml').replaceAll(/^ *(description|summary):.*$/gm, '');
  const asked = expressions.match(/\b(csi|stowage)_\w+/g) ?? [];
  const known = (name: string): boolean => there.has(name) || there.has(name.replace(/_(count|bucket|sum)$/, ''));
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((name) => !known(name))).toEqual([]);
});

it('each alert has a case in which it fires, and one in which it does not', () => {
  const alerts = [...read('stowage.rules.yaml').matchAll(/alert: (\w+)/g)].map(([, name = '']) => name);
  const cases = read('stowage.test.yaml');
  for (const alert of alerts) {
    expect(cases).toContain(`alertname: ${alert}, exp_alerts: []`);
    expect(cases).toContain(`{alertname="${alert}"}`);
  }
});
