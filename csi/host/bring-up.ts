import { ok } from '../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../services/outcome.ts';
import type { DevicePath, NodeHost } from './node-host.ts';
import type { PublishedLegs } from './publication-directory.ts';
import type { StagedVolume, VolumeUse } from './staged-volume.ts';

export interface BringUp {
  readonly published: PublishedLegs;
  readonly use: VolumeUse;
  readonly stagingPath: string;
  readonly mountFlags: readonly string[];
}

/** Connect ▶ assemble ▶ unlock ▶ filesystem ▶ mount. Stops at the first failure and leaves what is up for the repeat. */
export async function bringUp(host: NodeHost, request: BringUp): Promise<DriverOutcome<DevicePath>> {
  const { published, use } = request;
  const members = await connectLegs(host, published);
  if (members.kind === 'error') return members;
  const { volume, layout, size, key } = published;
  const array = await host.assembleArray({ volume, layout, size, members: members.value });
  if (array.kind === 'error') return array;
  const top = key ? await host.unlock({ volume, key }) : array;
  if (top.kind === 'error' || use.kind === 'block') return top;
  const device = top.value;
  const filesystem = await host.makeFilesystem({ device, fsType: use.fsType });
  if (filesystem.kind === 'error') return filesystem;
  const { stagingPath, mountFlags } = request;
  const mounted = await host.mount({ device, path: stagingPath, fsType: use.fsType, flags: mountFlags });
  return mounted.kind === 'error' ? mounted : top;
}

/** The way back, of whatever part of the way was gone. */
export async function takeDown(host: NodeHost, staged: StagedVolume): Promise<DriverOutcome<undefined>> {
  const { volume, use, encrypted, stagingPath, legs } = staged;
  const steps = [
    ...(use.kind === 'mount' ? [() => host.unmount(stagingPath)] : []),
    ...(encrypted ? [() => host.lock(volume)] : []),
    () => host.stopArray(volume),
    ...legs.map((leg) => () => host.disconnectLeg(leg)),
  ];
  return inOrder(steps);
}

/** What lies above the legs, as large as they are. */
export async function growUp(host: NodeHost, staged: StagedVolume): Promise<DriverOutcome<undefined>> {
  const { volume, size, use, encrypted, stagingPath } = staged;
  const steps = [
    () => host.growArray({ volume, size }),
    ...(encrypted ? [() => host.growEncryption(volume)] : []),
    ...(use.kind === 'mount' ? [() => host.growFilesystem(stagingPath)] : []),
  ];
  return inOrder(steps);
}

async function inOrder(steps: readonly (() => Promise<DriverOutcome<undefined>>)[]): Promise<DriverOutcome<undefined>> {
  for (const step of steps) {
    const done = await step();
    if (done.kind === 'error') return done;
  }
  return ok(undefined);
}

/** All at once: an array of many legs should not wait for each in turn. */
async function connectLegs(host: NodeHost, published: PublishedLegs): Promise<DriverOutcome<readonly DevicePath[]>> {
  const connected = await Promise.all(published.legs.map((leg) => host.connectLeg(leg)));
  const members: DevicePath[] = [];
  for (const leg of connected) {
    if (leg.kind === 'error') return leg satisfies DriverFailure;
    members.push(leg.value);
  }
  return ok(members);
}
