import type { EnclosureHost } from '../../backends/composable/enclosure-host.ts';
import { failed, ok } from '../../outcome.ts';

const unscripted = () => Promise.resolve(failed('unavailable', 'the test did not script this command'));

/** An enclosure that answers as the test says, and refuses everything else. */
export const scriptedHost = (script: Partial<EnclosureHost>): EnclosureHost => ({
  observe: unscripted,
  cutLeg: unscripted,
  copyLeg: unscripted,
  growLeg: unscripted,
  exportLeg: unscripted,
  withdrawExport: unscripted,
  releaseLeg: unscripted,
  adoptDrive: unscripted,
  wipeDrive: unscripted,
  ...script,
});

/** One that holds nothing. */
export const emptyHost = scriptedHost({
  observe: () => Promise.resolve(ok({ drives: [], legs: [], exports: [] })),
});
