import { onFleet } from './fleet/on-fleet.ts';
import { fencing } from './stories/fencing.ts';
import { lostLegs } from './stories/lost-legs.ts';

onFleet('data survive faults', {}, (fleet) => {
  lostLegs(fleet);
  fencing(fleet);
});
