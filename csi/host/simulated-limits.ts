import { isUnlimited } from '../../core/model/attributes.ts';
import { failed, ok } from '../services/outcome.ts';
import type { NodeHost } from './node-host.ts';
import type { SimulatedParts } from './simulated-parts.ts';

/** What the kernel of a simulated node keeps pods to: it knows the device for as long as that is there. */
export const simulatedLimits = ({ state }: SimulatedParts): Pick<NodeHost, 'limitIo'> => ({
  limitIo: async ({ volume, encrypted, limits }) => {
    const device = encrypted ? await state.containers.get(volume) : await state.arrays.get(volume);
    if (isUnlimited(limits)) await state.limits.remove(volume);
    else if (!device) return failed('not-staged', `the device of volume ${volume} is not there`);
    else await state.limits.put(volume, { volume, limits });
    return ok(undefined);
  },
});
