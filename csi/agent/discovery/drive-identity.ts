import type { DriveId } from '../../../core/model/ids.ts';
import type { System } from '../../system/system.ts';
import { AgentError } from '../agent-error.ts';
import { nvmeDriveId, scsiDriveId } from './drive-id.ts';

/** Who the disk is that has a kernel name now; `undefined` where it does not say. @throws SystemError */
export async function identityOf(system: System, kernelName: string): Promise<DriveId | undefined> {
  const folder = `/sys/block/${kernelName}`;
  if (!kernelName.startsWith('nvme')) return scsiDriveId(await system.readText(`${folder}/device/wwid`));
  const [eui, nguid] = await Promise.all([system.readText(`${folder}/eui`), system.readText(`${folder}/nguid`)]);
  return nvmeDriveId(eui, nguid);
}

/**
 * A drive that was pulled leaves its kernel name to the next one that is put in.
 * @throws AgentError `not-read-back` where another drive has the name by now; SystemError
 */
export async function confirmIdentity(
  system: System,
  { id, kernelName }: { readonly id: DriveId; readonly kernelName: string },
): Promise<void> {
  if ((await identityOf(system, kernelName)) === id) return;
  throw new AgentError('not-read-back', `/dev/${kernelName} is drive ${id} no more`);
}
