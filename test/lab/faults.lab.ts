import { afterAll, beforeAll, describe } from 'vitest';
import { startFleet } from './fleet/fleet.ts';
import type { Fleet } from './fleet/fleet.ts';
import { mendAfterFailures } from './fleet/mend.ts';
import { fencing } from './stories/fencing.ts';
import { foreign } from './stories/foreign.ts';
import { killed } from './stories/killed.ts';
import { lostLegs } from './stories/lost-legs.ts';
import { neverMadeAnew } from './stories/never-made-anew.ts';
import { restarts } from './stories/restarts.ts';

describe('data survive', () => {
  let started: Fleet | undefined;
  const fleet = (): Fleet => {
    if (!started) throw new Error('the fleet did not come up');
    return started;
  };
  beforeAll(async () => {
    started = await startFleet();
  }, 300_000);
  mendAfterFailures(() => started);
  afterAll(() => started?.stop());

  lostLegs(fleet);
  fencing(fleet);
  restarts(fleet);
  foreign(fleet);
  neverMadeAnew(fleet);
  killed(fleet);
});
