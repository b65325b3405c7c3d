import { afterAll, beforeAll, describe } from 'vitest';
import { startFleet } from './fleet.ts';
import type { Fleet, FleetOptions } from './fleet.ts';
import { mendAfterFailures } from './mend.ts';

/** Tests that share a fleet, which comes up before the first of them. */
export function onFleet(what: string, options: FleetOptions, tell: (fleet: () => Fleet) => void): void {
  describe(what, () => {
    let started: Fleet | undefined;
    beforeAll(async () => {
      started = await startFleet(options);
    }, 300_000);
    afterAll(() => started?.stop());
    mendAfterFailures(() => started);
    tell(() => {
      if (!started) throw new Error('the fleet did not come up');
      return started;
    });
  });
}
