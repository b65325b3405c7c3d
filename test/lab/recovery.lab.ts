import { onFleet } from './fleet/on-fleet.ts';
import { doctor } from './stories/doctor.ts';
import { foreign } from './stories/foreign.ts';
import { neverMadeAnew } from './stories/never-made-anew.ts';
import { restarts } from './stories/restarts.ts';

onFleet('what comes back', {}, (fleet) => {
  doctor(fleet);
  restarts(fleet);
  foreign(fleet);
  neverMadeAnew(fleet);
});
