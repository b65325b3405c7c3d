import { componentKiB } from '../../../core/model/format.ts';
import { stripesOf } from '../../../core/model/bandwidth.ts';
import type { EnclosureName, NodeName } from '../../../core/model/ids.ts';
import type { Enclosure, Portal, Transport } from '../../../core/model/inventory.ts';
import type { Leg, Volume } from '../../../core/model/volume.ts';
import type { LegsToFill, LegToFill } from '../../driver/volume-backend.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { CopySource, EnclosureHosts, EnclosureOutcome } from './enclosure-host.ts';

export interface Answer<Value> {
  readonly leg: Leg;
  readonly outcome: EnclosureOutcome<Value>;
}

type Enclosures = ReadonlyMap<EnclosureName, Enclosure>;

/** Each on its own: the source is shown to the host of the other leg, unless one host has both, and that reads it. */
export const fillLegs = (
  hosts: EnclosureHosts,
  enclosures: Enclosures,
  request: LegsToFill,
): Promise<readonly Answer<undefined>[]> =>
  Promise.all(
    request.copies.flatMap((copy) => {
      const leg = request.volume.legs.find(({ id }) => id === copy.into);
      const from = request.source.legs.find(({ id }) => id === copy.from);
      return leg && from ? [fillLeg(hosts, enclosures, request, { copy, leg, from })] : [];
    }),
  );

interface Filling {
  readonly copy: LegToFill;
  readonly leg: Leg;
  readonly from: Leg;
}

async function fillLeg(
  hosts: EnclosureHosts,
  enclosures: Enclosures,
  request: LegsToFill,
  filling: Filling,
): Promise<Answer<undefined>> {
  const { leg } = filling;
  const { volume, fence } = request;
  const source = await sourceOf(hosts, enclosures, request, filling);
  if (source.kind === 'error') return { leg, outcome: source };
  const lengthKiB = lengthOf(volume);
  const command = { fence, volume: volume.id, leg: leg.id, drive: leg.drive, source: source.value, lengthKiB };
  return { leg, outcome: await hosts.of(leg.enclosure).copyLeg(command) };
}

/** As much of each leg as the array that is copied has of it. */
function lengthOf({ layout, legs, origin }: Volume): number {
  const { size, openedBy } = origin?.data ?? {};
  if (size === undefined) return 0;
  return componentKiB({ size, encrypted: openedBy !== undefined, stripes: stripesOf(layout, legs.length) });
}

async function sourceOf(
  hosts: EnclosureHosts,
  enclosures: Enclosures,
  { source, sourceFence }: LegsToFill,
  { copy, leg, from }: Filling,
): Promise<EnclosureOutcome<CopySource>> {
  if (!copy.exported) return ok({ kind: 'own-drive', leg: from.id, drive: from.drive });
  const { publication, transport } = copy.exported;
  const portal = portalOf(enclosures.get(from.enclosure), transport);
  if (!portal) return failed('no-portal', `enclosure ${from.enclosure} has no portal for ${transport} any more`);
  const exported = await hosts.of(from.enclosure).exportLeg({
    fence: sourceFence,
    volume: source.id,
    leg: from.id,
    drive: from.drive,
    publication,
    // It is no node that reads it: the enclosure is named in its place, for people.
    node: leg.enclosure as string as NodeName,
    portal,
    chap: copy.chap,
  });
  if (exported.kind === 'error') return exported;
  const { address } = exported.value;
  return ok({ kind: 'export', leg: from.id, publication, address, chap: copy.chap });
}

export const portalOf = (enclosure: Enclosure | undefined, transport: Transport): Portal | undefined =>
  enclosure?.portals.find((portal) => portal.transport === transport);
