import { ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import { legsByState, readmit, reportOut } from './array-members.ts';
import { connectLegs } from './connect-legs.ts';
import type { ArrayMember, DevicePath } from './node-host.ts';
import type { NodeParts } from './node-parts.ts';
import type { PublishedLegs } from './publication-directory.ts';
import type { StagedVolume } from './staged-volume.ts';

export interface BringUp {
  readonly published: PublishedLegs;
  readonly mountFlags: readonly string[];
}

interface BroughtUp {
  readonly staged: StagedVolume;
  readonly device: DevicePath;
}

/**
 * Connect ▶ start the array ▶ unlock ▶ filesystem ▶ mount. Stops at the first failure and leaves what is up for the
 * repeat.
 * @param recorded kept already, so that a crash at any step can be undone
 */
export async function bringUp(
  parts: NodeParts,
  recorded: StagedVolume,
  { published, mountFlags }: BringUp,
): Promise<DriverOutcome<BroughtUp>> {
  const { host } = parts;
  const members = await connectLegs(host, published);
  if (members.kind === 'error') return members;
  const started = await startArray(parts, recorded, published, members.value);
  if (started.kind === 'error') return started;
  const { staged } = started.value;
  const { volume, encryption } = published;
  const top = encryption ? await host.unlock({ volume, encryption }) : ok(started.value.device);
  if (top.kind === 'error') return top;
  const device = top.value;
  const brought = ok({ staged, device });
  if (staged.use.kind === 'block') return brought;
  const { fsType } = staged.use;
  const filesystem = await host.makeFilesystem({ device, fsType });
  if (filesystem.kind === 'error') return filesystem;
  const mounted = await host.mount({ device, path: staged.stagingPath, fsType, flags: mountFlags });
  return mounted.kind === 'error' ? mounted : brought;
}

/**
 * Tell that it starts ▶ assemble ▶ tell which members did not come up ▶ take them back in. The driver knows before the
 * first write that legs may fall behind, and which do.
 */
async function startArray(
  parts: NodeParts,
  recorded: StagedVolume,
  { publication, volume, layout, size, encryption }: PublishedLegs,
  members: readonly ArrayMember[],
): Promise<DriverOutcome<BroughtUp>> {
  const { host, publications } = parts;
  const told = await publications.report(publication, { kind: 'starting' });
  if (told.kind === 'error') return told;
  const array = await host.assembleArray({ volume, layout, size, encrypted: encryption !== undefined, members });
  if (array.kind === 'error') return array;
  const legs = await legsByState(host, recorded);
  if (legs.kind === 'error') return legs;
  const staged = await reportOut(parts, recorded, legs.value.out);
  if (staged.kind === 'error') return staged;
  const out = members.filter(({ leg }) => legs.value.out.includes(leg));
  await readmit(parts, recorded, out);
  return ok({ staged: staged.value, device: array.value });
}
