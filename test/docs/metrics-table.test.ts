import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createEventMetrics } from '../../cli/observe/metrics/event-metrics.ts';
import { addFleetMetrics } from '../../cli/observe/metrics/fleet-metrics.ts';
import { ROOT } from './pages.ts';

const ROW = /^\| `((?:csi|stowage)_\w+)` +\| ([^|]*)\|/gm;

it('the page of metrics has those that there are, with their labels', () => {
  const { registry } = createEventMetrics('0');
  addFleetMetrics(registry, {} as never);
  const there = registry
    .getMetricsAsArray()
    .map((metric) => metric as unknown as { readonly name: string; readonly labelNames: readonly string[] })
    .filter(({ name }) => /^(csi|stowage)_/.test(name))
    .map(({ name, labelNames }) => [name, labelNames.join(', ')]);
  const page = readFileSync(join(ROOT, 'docs/observe.md'), 'utf8');
  const told = [...page.matchAll(ROW)].map(([, name, labels]) => [name, labels?.replaceAll('`', '').trim()]);
  expect(told).toEqual(there.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)));
});

it('names of metrics say their unit, as Prometheus asks', () => {
  const { registry } = createEventMetrics('0');
  addFleetMetrics(registry, {} as never);
  const units = /_(seconds|bytes|total|info)$/;
  const counts =
    /^stowage_(drives|drives_differing|enclosures|journal_entries|publications|revision_active|volume_legs|volumes|volumes_degraded)$/;
  const ours = registry.getMetricsAsArray().filter(({ name }) => /^(csi|stowage)_/.test(name));
  expect(ours.filter(({ name }) => !units.test(name) && !counts.test(name))).toEqual([]);
});
