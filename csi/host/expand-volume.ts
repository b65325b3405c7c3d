import { formatGiB } from '../../core/model/capacity.ts';
import type { GiB } from '../../core/model/capacity.ts';
import type { ExpandOnNode } from '../services/node-port.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import { growUp } from './bring-up.ts';
import { livePublication } from './live-publication.ts';
import type { NodeParts } from './node-parts.ts';
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
  const target = { ...staged, size };
  await parts.volumes.put(target);
  const grown = await growUp(parts.host, target);
  return grown.kind === 'error' ? grown : ok(size);
}
