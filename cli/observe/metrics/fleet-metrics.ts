import { setImmediate } from 'node:timers/promises';
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Configuration } from '../../../core/model/configuration.ts';
import { takeTurns } from '../../../csi/take-turns.ts';
import { countFleet } from './count-fleet.ts';
import type { CountedFleet, FleetCounts } from './count-fleet.ts';
import type { Tally } from './tally.ts';

/** What the gauges of a driver are read from. */
export interface FleetSource {
  fleet(): CountedFleet;
  /** Names of enclosures whose hosts answer. */
  answering(): readonly string[];
  /** What is left for a class; `undefined` where nobody can say now. */
  capacity(storageClass: Configuration['classes'][number]): Promise<ClassCapacity | undefined>;
  activeRevision(): number | undefined;
  storeBytes(): Promise<number>;
}

export interface ClassCapacity {
  readonly availableBytes: number;
  readonly largestVolumeBytes: number;
}

/** Each has two time series, and asking for one is a search. */
const MOST_CLASSES = 256;

/** Scrapes closer than this to each other share one count. */
const FRESH_MILLISECONDS = 5000;

/** What there is now, counted in slices when it is asked for. */
export function addFleetMetrics(registry: Registry, source: FleetSource): void {
  let counting: { readonly since: number; readonly done: Promise<void> } | undefined;
  const gauges = fleetGauges(registry, () => {
    const now = performance.now();
    if (!counting || now - counting.since > FRESH_MILLISECONDS) counting = { since: now, done: show(source, gauges) };
    return counting.done;
  });
}

async function show(source: FleetSource, gauges: FleetGauges): Promise<void> {
  const fleet = source.fleet();
  gauges.show(await takeTurns(countFleet(fleet)));
  const answering = new Set(source.answering());
  const declared = fleet.configuration?.enclosures ?? [];
  gauges.enclosures.set({ state: 'answering' }, answering.size);
  gauges.enclosures.set({ state: 'silent' }, declared.filter(({ name }) => !answering.has(name)).length);
  gauges.revision.set(source.activeRevision() ?? 0);
  gauges.storeBytes.set(await source.storeBytes());
  await showCapacity(fleet, source, gauges);
}

async function showCapacity(fleet: CountedFleet, source: FleetSource, gauges: FleetGauges): Promise<void> {
  gauges.available.reset();
  gauges.largest.reset();
  for (const storageClass of (fleet.configuration?.classes ?? []).slice(0, MOST_CLASSES)) {
    const capacity = await source.capacity(storageClass);
    if (!capacity) continue;
    gauges.available.set({ class: storageClass.name }, capacity.availableBytes);
    gauges.largest.set({ class: storageClass.name }, capacity.largestVolumeBytes);
    // Others are served between two searches.
    await setImmediate();
  }
}

type FleetGauges = ReturnType<typeof fleetGauges>;

const COUNTED: Readonly<Record<keyof FleetCounts, readonly [name: string, labels: readonly string[], help: string]>> = {
  drives: ['stowage_drives', ['media_type', 'state'], 'Declared drives.'],
  differing: ['stowage_drives_differing', ['difference'], 'Drives that agents found otherwise than declared.'],
  poolCapacity: ['stowage_pool_capacity_bytes', ['backend', 'pool', 'media_type'], 'Drives of a virtual pool.'],
  poolAllocated: [
    'stowage_pool_allocated_bytes',
    ['backend', 'pool', 'media_type'],
    'Of the drives of a virtual pool, what volumes hold or strand.',
  ],
  domainCapacity: ['stowage_domain_capacity_bytes', ['level', 'domain', 'media_type'], 'Drives of a failure domain.'],
  domainAllocated: [
    'stowage_domain_allocated_bytes',
    ['level', 'domain', 'media_type'],
    'Of the drives of a failure domain, what volumes hold or strand.',
  ],
  volumes: ['stowage_volumes', ['phase', 'layout'], 'Volumes.'],
  legs: ['stowage_volume_legs', ['state'], 'Legs of volumes, by what is proved of their data.'],
  degraded: ['stowage_volumes_degraded', [], 'Volumes with a leg that is not current.'],
  journal: ['stowage_journal_entries', ['step'], 'Operations that are journaled and not finished.'],
  publications: ['stowage_publications', ['phase'], 'Volumes made available to nodes.'],
};

function fleetGauges(registry: Registry, refresh: () => Promise<void>) {
  const gauge = (name: string, help: string, labelNames: readonly string[] = []): Gauge =>
    new Gauge({ name, help, labelNames: [...labelNames], registers: [registry], collect: refresh });
  const counted = Object.entries(COUNTED).map(([counts, [name, labels, help]]) => {
    return { counts: counts as keyof FleetCounts, labels, gauge: gauge(name, help, labels) };
  });
  return {
    enclosures: gauge('stowage_enclosures', 'Enclosures, by whether their hosts answer.', ['state']),
    revision: gauge('stowage_revision_active', 'Number of the active revision. 0: none.'),
    storeBytes: gauge('stowage_store_bytes', 'The file of the store.'),
    available: gauge('stowage_class_available_bytes', 'What volumes of a class can still take.', ['class']),
    largest: gauge('stowage_class_largest_volume_bytes', 'The largest volume of a class that fits now.', ['class']),
    show: (counts: FleetCounts): void => {
      for (const each of counted) showTally(each.gauge, each.labels, counts[each.counts]);
    },
  };
}

function showTally(gauge: Gauge, labelNames: readonly string[], tally: Tally): void {
  gauge.reset();
  for (const [labels, sum] of tally) {
    gauge.set(Object.fromEntries(labelNames.map((name, at) => [name, labels[at] ?? ''])), sum);
  }
}
