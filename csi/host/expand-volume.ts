import { formatGiB } from '../../core/model/capacity.ts';
import type { GiB } from '../../core/model/capacity.ts';
import type { ExpandOnNode } from '../services/node-port.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import { legsByState } from './array-members.ts';
import { inOrder } from './in-order.ts';
import { livePublication } from './live-publication.ts';
import type { NodeHost } from './node-host.ts';
import type { NodeParts } from './node-parts.ts';
import type { PublishedLegs } from './publication-directory.ts';
import type { StagedVolume } from './staged-volume.ts';
import { volumeAtPath } from './volume-at-path.ts';

/** NodeExpandVolume: the driver has grown the legs; what lies above them follows. */
export async function expandVolume(parts: NodeParts, request: ExpandOnNode): Promise<DriverOutcome<GiB>> {
  const found = await volumeAtPath(parts, request);
  if (found.kind === 'error') return found;
  const { staged } = found.value;
  const published = await livePublication(parts, staged.volume, staged.publication);
  if (published.kind === 'error') return published;
  const { size } = published.value;
  if (request.size && request.size.required > size) {
    const asked = formatGiB(request.size.required);
    return failed(
      'out-of-range',
      `the legs of volume ${staged.volume} hold ${formatGiB(size)}, not ${asked}; expand it first`,
    );
  }
  if (staged.grownTo !== undefined && staged.grownTo >= size) return ok(size);
  const whole = await allInSync(parts.host, staged);
  if (whole.kind === 'error') return whole;
  const grown = await growUp(parts.host, staged, published.value);
  if (grown.kind === 'error') return grown;
  await parts.volumes.put({ ...staged, grownTo: size });
  return ok(size);
}

/** md refuses a new size while it rebuilds, and a leg that is out would come back to an array larger than it. */
export async function allInSync(host: NodeHost, staged: StagedVolume): Promise<DriverOutcome<undefined>> {
  const legs = await legsByState(host, staged);
  if (legs.kind === 'error') return legs;
  const { out, rebuilding } = legs.value;
  const [leg] = [...out, ...rebuilding];
  if (leg === undefined) return ok(undefined);
  const state = out.includes(leg) ? 'misses writes' : 'is being rebuilt';
  return failed('unavailable', `volume ${staged.volume} grows once all of its legs are in sync; leg ${leg} ${state}`);
}

/** What lies above the legs, as large as they are. */
export async function growUp(
  host: NodeHost,
  { volume, use, stagingPath }: StagedVolume,
  { layout, size, encryption, legs }: PublishedLegs,
): Promise<DriverOutcome<undefined>> {
  const array = {
    volume,
    layout,
    size,
    encrypted: encryption !== undefined,
    legs: legs.length,
    zeroed: legs.every((leg) => leg.export?.zeroed === true),
  };
  return inOrder([
    () => host.growArray(array),
    ...(encryption ? [() => host.growEncryption({ volume, encryption })] : []),
    ...(use.kind === 'mount' ? [() => host.growFilesystem(stagingPath)] : []),
  ]);
}
