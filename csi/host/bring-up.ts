import type { LegId } from '../../core/model/ids.ts';
import { ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import { legsByState, takeBack } from './array-members.ts';
import type { LegsByState } from './array-members.ts';
import { connectLegs } from './connect-legs.ts';
import { allInSync, growUp } from './expand-volume.ts';
import type { ArrayMember, DevicePath, NodeHost } from './node-host.ts';
import type { NodeParts } from './node-parts.ts';
import type { PublishedLegs } from './publication-directory.ts';
import { reportHealth } from './report-health.ts';
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
 * Connect ▶ start the array ▶ unlock ▶ limit ▶ filesystem ▶ mount ▶ tell that it is made. What a volume was filled with is made
 * its own on the way, and grown to its size. Stops at the first failure and leaves what is up for the repeat.
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
  const top = await unlock(host, published, started.value.device);
  if (top.kind === 'error') return top;
  const device = top.value;
  const limited = await keepToLimits(host, staged);
  if (limited.kind === 'error') return limited;
  const mounted = await mountTop(host, staged, { device, published, mountFlags });
  if (mounted.kind === 'error') return mounted;
  const grown = await growCopy(host, staged, published);
  if (grown.kind === 'error') return grown;
  const told = await tellMade(parts, published);
  return told.kind === 'error' ? told : ok({ staged, device });
}

/** What was copied is not made anew, as little as what has been up before. */
const holdsData = ({ made, copied }: PublishedLegs): boolean => made || copied !== undefined;

async function unlock(host: NodeHost, published: PublishedLegs, array: DevicePath): Promise<DriverOutcome<DevicePath>> {
  const { volume, encryption, copied } = published;
  if (!encryption) return ok(array);
  if (copied?.key) {
    const taken = await host.takeOverContainer({ volume, encryption, copiedKey: copied.key });
    if (taken.kind === 'error') return taken;
  }
  return host.unlock({ volume, encryption, made: holdsData(published) });
}
/**
 * Before anybody can use it: a volume that may not take more than it should is not staged where nothing keeps it from
 * that. One that was never limited asks nothing of the node.
 */
const keepToLimits = (
  host: NodeHost,
  { volume, encrypted, limits }: StagedVolume,
): Promise<DriverOutcome<undefined>> =>
  limits ? host.limitIo({ volume, encrypted, limits }) : Promise.resolve(ok(undefined));

interface Top {
  readonly device: DevicePath;
  readonly published: PublishedLegs;
  readonly mountFlags: readonly string[];
}

async function mountTop(
  host: NodeHost,
  { use, stagingPath }: StagedVolume,
  { device, published, mountFlags }: Top,
): Promise<DriverOutcome<undefined>> {
  if (use.kind === 'block') return ok(undefined);
  const { fsType } = use;
  const taken = published.copied ? await host.takeOverFilesystem({ device, fsType }) : ok(undefined);
  if (taken.kind === 'error') return taken;
  const filesystem = await host.makeFilesystem({ device, fsType, made: holdsData(published) });
  if (filesystem.kind === 'error') return filesystem;
  return host.mount({ device, path: stagingPath, fsType, flags: mountFlags });
}

/** A copy is at first as large as what was copied. */
async function growCopy(
  host: NodeHost,
  staged: StagedVolume,
  published: PublishedLegs,
): Promise<DriverOutcome<undefined>> {
  const { copied, size } = published;
  if (!copied || copied.size >= size) return ok(undefined);
  const whole = await allInSync(host, staged);
  return whole.kind === 'error' ? whole : growUp(host, staged, published);
}

/** Before anybody can write to it: from its first byte on it is not made anew, whatever its legs read. */
const tellMade = ({ publications }: NodeParts, { publication, made }: PublishedLegs) =>
  made ? Promise.resolve(ok(undefined)) : publications.report(publication, { kind: 'made' });

/**
 * Tell that it starts ▶ assemble ▶ tell which members came up in sync, and which did not come up ▶ take those back in.
 * The driver knows before the first write that legs may fall behind, and which do.
 */
async function startArray(
  parts: NodeParts,
  recorded: StagedVolume,
  published: PublishedLegs,
  members: readonly ArrayMember[],
): Promise<DriverOutcome<BroughtUp>> {
  const { host, publications } = parts;
  const { publication, volume, layout, size, encryption, made, copied } = published;
  const told = await publications.report(publication, { kind: 'starting' });
  if (told.kind === 'error') return told;
  const copyOf = copied && { copyOf: copied.size };
  const encrypted = encryption !== undefined;
  const array = await host.assembleArray({ volume, layout, size, made, encrypted, ...copyOf, members });
  if (array.kind === 'error') return array;
  const legs = await legsByState(host, recorded);
  if (legs.kind === 'error') return legs;
  const staged = await tellHealth(parts, recorded, published, legs.value);
  if (staged.kind === 'error') return staged;
  const returned = await takeBack(parts, recorded, {
    members: members.filter(({ leg, device }) => device !== undefined && legs.value.out.includes(leg)),
    running: droppedIn(published).filter((leg) => !legs.value.out.includes(leg)),
  });
  // It is tried again when the volume is looked after.
  if (returned.kind === 'error') parts.log.warn(`volume ${volume}: no leg is taken back yet: ${returned.message}`);
  return ok({ staged: staged.value, device: array.value });
}

/** Which legs the driver takes for rebuilding is not known here, so all are told of that are not. */
function tellHealth(
  parts: NodeParts,
  recorded: StagedVolume,
  published: PublishedLegs,
  legs: LegsByState,
): Promise<DriverOutcome<StagedVolume>> {
  const dropped = droppedIn(published);
  const noted = { ...recorded, dropped: [...new Set([...recorded.dropped, ...legs.rebuilding])] };
  const unknown = legs['in-sync'].filter((leg) => !dropped.includes(leg));
  return reportHealth(parts, noted, legs, unknown);
}

const droppedIn = ({ legs }: PublishedLegs): readonly LegId[] =>
  legs.filter(({ dropped }) => dropped).map(({ leg }) => leg);
