import type { DriveId } from '../../../core/model/ids.ts';
import { LEG_TYPE_GUID } from '../../system/format.ts';
import { ownerLabelBytes } from '../disk/owner-label.ts';
import { DOMAIN, ENCLOSURE, openRig, OTHER_DOMAIN } from './agent-rig.ts';
import type { AgentRig } from './agent-rig.ts';
import type { ModelDrive } from './model-drive.ts';
import { leg, LEG_B, SSD, valueOf } from './story.ts';

/** Where the owner label lies. */
export const MIB = 2n ** 20n;

/** A drive with a leg of ours, then changed. */
export async function changed(change: (drive: ModelDrive) => void): Promise<AgentRig> {
  const rig = openRig();
  valueOf(await rig.start().cutLeg(leg()));
  change(rig.model.drives[0]!);
  return rig;
}

export const labelFor = (labels: { domain?: typeof DOMAIN; drive?: DriveId }) =>
  ownerLabelBytes({ domain: DOMAIN, drive: SSD, enclosure: ENCLOSURE, ...labels });

export function makeSignature(drive: ModelDrive, type: string | undefined): void {
  drive.gpt = undefined;
  drive.written.clear();
  drive.kernelPartitions.clear();
  drive.signature = type;
}

export function foreignAndStrange(drive: ModelDrive): void {
  drive.written.set(MIB, labelFor({ domain: OTHER_DOMAIN }));
  addPartition(drive, { type: '0fc63daf-8483-4772-8e79-3d69d8477de4' });
}

export function addPartition(
  drive: ModelDrive,
  { type = LEG_TYPE_GUID, start = 40n * 2n ** 30n }: { readonly type?: string; readonly start?: bigint },
): void {
  const partition = { type, start, length: 2n ** 30n, uuid: LEG_B, name: LEG_B, attrs: '' };
  drive.gpt = { ...drive.gpt!, partitions: new Map([...drive.gpt!.partitions, [9, partition]]) };
}
