import type { Configuration } from '../../core/model/configuration.ts';
import { utcDay } from '../../core/model/day.ts';
import type { EnclosureReports } from '../../core/model/drive-report.ts';
import type { Volume } from '../../core/model/volume.ts';
import { forkIndex } from '../../core/placement/inventory-index.ts';
import type { InventoryIndex } from '../../core/placement/inventory-index.ts';
import type { CompiledPolicies } from '../../core/policy/index.ts';
import { simulationGround } from '../../core/simulate/ground.ts';
import type { SimulatedVolume, SimulationGround } from '../../core/simulate/ground.ts';

/** What runs, as of now. */
export interface LiveState {
  readonly active: { readonly configuration: Configuration; readonly policies: CompiledPolicies };
  readonly volumes: readonly Volume[];
  readonly reports: EnclosureReports;
  readonly index: InventoryIndex;
}

/** A ground to simulate on, with a fork of the index: what runs is not touched, whatever comes after. */
export function liveGround({ active, volumes, reports, index }: LiveState, now: Date): SimulationGround {
  const { configuration, policies } = active;
  const simulated = volumes.map(simulatedVolume);
  // What agents tell later is told to what runs.
  const ground = { configuration, reports: new Map(reports), index: forkIndex(index), volumes: simulated };
  return simulationGround(ground, { policies, today: utcDay(now) });
}

function simulatedVolume(volume: Volume): SimulatedVolume {
  const { name, size, parameters, backend, layout, reachableFrom, phase, legs, integrity } = volume;
  const behind = new Set([...integrity.dropped, ...integrity.rebuilding]);
  return {
    ...{ name, size, parameters, backend, layout, reachableFrom },
    ...(volume.bandwidthPerLeg === undefined ? {} : { bandwidthPerLeg: volume.bandwidthPerLeg }),
    ...(phase.kind === 'expanding' ? { target: phase.target } : {}),
    releasing: phase.kind === 'releasing',
    legs: legs.map((leg) => ({ ...leg, current: !behind.has(leg.id) })),
  };
}
