import type { VolumeId } from '../../core/model/ids.ts';
import type { Surroundings } from '../../core/model/surroundings.ts';
import type { VolumeRequest } from '../../core/model/volume.ts';
import type { InventoryIndex } from '../../core/placement/inventory-index.ts';
import { backendSpaces, poolSpaces } from '../../core/placement/pool-space.ts';
import type { DriverState } from './driver-state.ts';
import { useOf } from './namespace-use.ts';

/** What rules on a request see around it, as of now. `own` is the volume that it is about, where that is there. */
export const surroundingsOf = (
  { claimed }: DriverState,
  index: InventoryIndex,
  { parameters, claim }: VolumeRequest,
  own?: VolumeId,
): Surroundings => ({
  pools: () => poolSpaces(index, parameters),
  backends: () => backendSpaces(index, parameters),
  ...(claim && { quota: () => useOf(claimed, claim.namespace, own) }),
});
