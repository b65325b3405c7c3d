import type { EnclosureReport } from '../../core/model/drive-report.ts';
import type { EnclosureName } from '../../core/model/ids.ts';
import type { EnclosureObservation } from '../backends/composable/enclosure-host.ts';
import type { DriverContext } from './context.ts';
import type { EnclosureInventory, ObserveEnclosure } from './drive-hosts.ts';
import { rememberReport } from './driver-state.ts';
import type { DriverState } from './driver-state.ts';
import type { VolumeBackend } from './volume-backend.ts';

/**
 * Asks hosts what they find, and has placement go by what those answer that attach. Simulated ones do not: they find
 * what is declared, whatever that is by then. Where a host does not answer, what it told last holds. Answers may come in
 * another order than they were asked for: an older one changes nothing.
 */
export function observer(state: DriverState, { drives }: VolumeBackend): ObserveEnclosure {
  const newest = new Map<EnclosureName, number>();
  let asked = 0;
  return async (enclosure) => {
    const question = ++asked;
    const observed = await drives.observe(enclosure);
    const attaches = state.awaited.has(enclosure) || state.reports.has(enclosure);
    if (attaches && observed.kind === 'ok' && question > (newest.get(enclosure) ?? 0)) {
      newest.set(enclosure, question);
      rememberReport(state, enclosure, reportOf(observed.value));
    }
    return observed;
  };
}

const reportOf = ({ drives }: EnclosureObservation): EnclosureReport =>
  new Map(
    drives.map(({ id, mediaType, capacityBytes, standing: { kind } }) => [
      id,
      { mediaType, capacityBytes, standing: { kind } },
    ]),
  );

/** What every enclosure tells that answers now or is declared, in the order of their names. */
export function takeInventory({ state, backend, observe }: DriverContext): Promise<readonly EnclosureInventory[]> {
  const names = new Set([...backend.drives.answering(), ...(state.active?.enclosures.keys() ?? [])]);
  return Promise.all([...names].sort().map(async (name) => ({ name, observed: await observe(name) })));
}
