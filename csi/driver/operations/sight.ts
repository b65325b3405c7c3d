import type { EnclosureName, LegId, PublicationId } from '../../../core/model/ids.ts';
import type { Leg } from '../../../core/model/volume.ts';
import type { EnclosureObservation, ObservedExport, ObservedLeg } from '../../backends/composable/enclosure-host.ts';
import type { EnclosureInventory } from '../drive-hosts.ts';

/** What hosts found on drives and on the network, so that checks of steps read hardware and not the driver's memory. */
export interface Sight {
  readonly legs: ReadonlyMap<LegId, ObservedLeg>;
  readonly exports: readonly ObservedExport[];
  /** Enclosures whose hosts answered. Of the others nothing is known. */
  readonly seen: ReadonlySet<EnclosureName>;
}

export function sightOf(inventory: readonly EnclosureInventory[]): Sight {
  const answered = inventory.flatMap(({ name, observed }) =>
    observed.kind === 'ok' ? [{ name, observation: observed.value }] : [],
  );
  const all = <Found>(of: (observation: EnclosureObservation) => readonly Found[]): readonly Found[] =>
    answered.flatMap(({ observation }) => of(observation));
  return {
    legs: new Map(all(({ legs }) => legs).map((leg) => [leg.leg, leg])),
    exports: all(({ exports }) => exports),
    seen: new Set(answered.map(({ name }) => name)),
  };
}

/** Legs that are not there as they should be, or of which nobody knows. */
export const legsNotCut = (legs: readonly Leg[], { legs: found }: Sight): readonly Leg[] =>
  legs.filter(({ id, drive, extent }) => {
    const leg = found.get(id);
    const stands = leg?.drive === drive && leg.extent.start === extent.start && leg.extent.length >= extent.length;
    return !stands;
  });

/** Legs that are still there, or of which nobody knows. */
export const legsNotGone = (legs: readonly Leg[], { legs: found, seen }: Sight): readonly Leg[] =>
  legs.filter(({ id, enclosure }) => found.has(id) || !seen.has(enclosure));

/** Legs that the publication does not export, or of which nobody knows. */
export const legsNotExported = (legs: readonly Leg[], publication: PublicationId, { exports }: Sight): readonly Leg[] =>
  legs.filter(({ id }) => !exports.some((each) => each.leg === id && each.publication === publication));

/** Legs that the publication still exports, or of which nobody knows. */
export const legsNotWithdrawn = (
  legs: readonly Leg[],
  publication: PublicationId,
  { exports, seen }: Sight,
): readonly Leg[] =>
  legs.filter(
    ({ id, enclosure }) =>
      !seen.has(enclosure) || exports.some((each) => each.leg === id && each.publication === publication),
  );
