import { stat } from 'node:fs/promises';
import path from 'node:path';
import { gibToBytes } from '../../core/model/capacity.ts';
import type { FleetSource } from '../observe/metrics/fleet-metrics.ts';
import type { Driver } from '../../csi/driver/driver.ts';
import type { State } from './open-state.ts';

/** What the gauges of a server are read from. */
export const fleetSource = (driver: Driver, { folder }: Pick<State, 'folder'>): FleetSource => ({
  fleet: () => {
    const { active, volumes, publications, reports } = driver.snapshot();
    return { configuration: active?.configuration, volumes, publications, reports };
  },
  answering: () => driver.answering(),
  activeRevision: () => driver.snapshot().active?.revision.number,
  capacity: async ({ declaredParameters }) => {
    const outcome = await driver.capacity({ parameters: declaredParameters, segment: undefined, capabilities: [] });
    if (outcome.kind === 'error') return undefined;
    const { available, maximumVolume } = outcome.value;
    return {
      availableBytes: Number(gibToBytes(available)),
      largestVolumeBytes: Number(gibToBytes(maximumVolume)),
    };
  },
  storeBytes: async () => {
    const { size } = await stat(path.join(folder, 'lmdb', 'data.mdb')).catch(() => ({ size: 0 }));
    return size;
  },
});
