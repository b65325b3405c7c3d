import type { EnclosureReport } from '../../core/model/drive-report.ts';
import type { EnclosureName, VolumeId } from '../../core/model/ids.ts';
import type { EnclosureObservation, EnclosureOutcome } from '../backends/composable/enclosure-host.ts';
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
    const { observed, strangers } = await observeTwice(state, () => drives.observe(enclosure));
    const attaches = state.awaited.has(enclosure) || state.reports.has(enclosure);
    if (attaches && observed.kind === 'ok' && question > (newest.get(enclosure) ?? 0)) {
      newest.set(enclosure, question);
      rememberReport(state, enclosure, reportOf(observed.value, strangers));
    }
    return observed;
  };
}

type Observed = EnclosureOutcome<EnclosureObservation>;

/**
 * A volume is known before its first leg is cut, and until its last one is gone. So one whose leg was seen may have been
 * deleted since; but then that leg is not seen once more.
 */
async function observeTwice(
  state: DriverState,
  observe: () => Promise<Observed>,
): Promise<{ readonly observed: Observed; readonly strangers: ReadonlySet<VolumeId> }> {
  const first = await observe();
  const suspects = strangersIn(state, first);
  if (suspects.size === 0) return { observed: first, strangers: suspects };
  const observed = await observe();
  const strangers = [...strangersIn(state, observed)].filter((volume) => suspects.has(volume));
  return { observed, strangers: new Set(strangers) };
}

/** Volumes with legs there that nobody knows. */
const strangersIn = ({ volumes }: DriverState, observed: Observed): Set<VolumeId> =>
  new Set(
    observed.kind === 'error'
      ? []
      : observed.value.legs.map(({ volume }) => volume).filter((volume) => !volumes.has(volume)),
  );

function reportOf({ drives, legs }: EnclosureObservation, strangers: ReadonlySet<VolumeId>): EnclosureReport {
  const strange = new Set(legs.filter(({ volume }) => strangers.has(volume)).map(({ drive }) => drive));
  return new Map(
    drives.map(({ id, mediaType, capacityBytes, percentageUsed, standing }) => {
      const kind = standing.kind === 'owned' && strange.has(id) ? 'unknown-legs' : standing.kind;
      return [id, { mediaType, capacityBytes, percentageUsed, standing: { kind } }];
    }),
  );
}

/** What every enclosure tells that answers now or is declared, in the order of their names. */
export function takeInventory({ state, backend, observe }: DriverContext): Promise<readonly EnclosureInventory[]> {
  const names = new Set([...backend.drives.answering(), ...(state.active?.enclosures.keys() ?? [])]);
  return Promise.all([...names].sort().map(async (name) => ({ name, observed: await observe(name) })));
}
