import type { LegView, VolumeView } from '../../../cli/api/views/volume-view.ts';
import { until } from './until.ts';
import type { Fleet, NodeName } from './fleet.ts';
import type { Vm } from '../vm/vm.ts';
import { targetPath } from './volumes.ts';
import type { LabVolume, NewVolume } from './volumes.ts';

/** A volume that a pod on a node uses. */
export interface VolumeInUse {
  readonly volume: LabVolume;
  readonly node: NodeName;
  readonly context: Record<string, string>;
}

export const MIRROR = { type: 'slice', redundancy: 'true' } as const;

let count = 0;

/** A mirror of slices with ext4, by a name of its own. */
export const aMirror = (story: string, parameters: Record<string, string> = {}): NewVolume => ({
  name: `${story}-${String(++count)}`,
  gib: 1,
  use: 'ext4',
  parameters: { ...MIRROR, ...parameters },
});

export async function useNew(fleet: Fleet, wanted: NewVolume, node: NodeName): Promise<VolumeInUse> {
  return use(fleet, await fleet.controller.create(wanted), node);
}

/** Publish, stage, publish on the node. */
export async function use(fleet: Fleet, volume: LabVolume, node: NodeName): Promise<VolumeInUse> {
  const context = await fleet.controller.publish(volume, node);
  await fleet.nodes[node].stage(volume, context);
  await fleet.nodes[node].publish(volume, context);
  return { volume, node, context };
}

/** The pod goes, and the node lets go of the volume. */
export async function leave(fleet: Fleet, { volume, node }: VolumeInUse): Promise<void> {
  await fleet.nodes[node].unpublish(volume);
  await fleet.nodes[node].unstage(volume);
}

export async function giveUp(fleet: Fleet, inUse: VolumeInUse): Promise<void> {
  await leave(fleet, inUse);
  await fleet.controller.unpublish(inUse.volume, inUse.node);
}

export async function discard(fleet: Fleet, inUse: VolumeInUse): Promise<void> {
  await giveUp(fleet, inUse);
  await fleet.controller.remove(inUse.volume);
  await untilGone(fleet, inUse.volume);
}

/** A deleted volume is there until its legs are wiped. */
export const untilGone = (fleet: Fleet, { name }: LabVolume): Promise<void> =>
  until(`${name} to be wiped`, async () => (await listed(fleet, name)).length === 0);

const isWhole = ({ dropped, rebuilding, unfenced }: LegView): boolean => !dropped && !rebuilding && !unfenced;

/** A volume as `stowage get` shows it to programs. */
export async function seen(fleet: Fleet, { name }: LabVolume): Promise<VolumeView> {
  const [found] = await listed(fleet, name);
  if (!found) throw new Error(`the driver knows no volume ${name}`);
  return found;
}

const listed = async (fleet: Fleet, name: string): Promise<readonly VolumeView[]> =>
  (await fleet.api()).list('volumes', name);

export const legIn = async (fleet: Fleet, volume: LabVolume, enclosure: string): Promise<LegView> => {
  const leg = (await seen(fleet, volume)).legs.find((one) => one.enclosure === enclosure);
  if (!leg) throw new Error(`${volume.name} has no leg in ${enclosure}`);
  return leg;
};

export const untilDropped = (fleet: Fleet, volume: LabVolume, enclosure: string): Promise<void> =>
  until(
    `the leg of ${volume.name} in ${enclosure} to be dropped`,
    async () => (await legIn(fleet, volume, enclosure)).dropped,
  );

export const untilWhole = (fleet: Fleet, volume: LabVolume): Promise<void> =>
  until(`${volume.name} to be whole again`, async () => (await seen(fleet, volume)).legs.every(isWhole), 300_000);

/** Writes files again and again, each on the medium before the next, until it is stopped. */
export async function startLoad(fleet: Fleet, { volume, node }: VolumeInUse): Promise<void> {
  const write = `dd if=/dev/urandom of=${targetPath(volume)}/load-$((i % 8)) bs=256k count=2 conv=fsync 2>/dev/null`;
  const loop = `i=0; while ${write}; do i=$((i + 1)); sleep 1; done; echo load failed; exit 1`;
  await fleet.node(node).start('load', ['sh', '-c', loop]);
}

/** @throws when a write had failed */
export async function stopLoad(fleet: Fleet, { node }: VolumeInUse): Promise<void> {
  const state = await fleet.node(node).program('load');
  if (state.kind !== 'running') throw new Error('a write failed under load');
  await fleet.node(node).kill('load');
  // The shell's last dd ends by itself.
  await untilNoneRuns(fleet.node(node), 'dd');
}

export const untilNoneRuns = async (vm: Vm, program: string): Promise<void> => {
  await vm.output(['sh', '-c', `while pgrep -x ${program} >/dev/null; do sleep 0.1; done`]);
};
