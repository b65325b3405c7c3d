import type { LegId } from '../../../core/model/ids.ts';
import type { System } from '../../system/system.ts';
import { AgentError } from '../agent-error.ts';
import { isGuid } from '../disk/partition-table.ts';
import { ensureBrand, ensureFolder, ensureText, LIO, namesIn, removeFolder, textAt } from './configfs.ts';

/** A number that nobody else's adapters have: targetcli counts from 0. Ours holds one backstore per leg. */
const ADAPTER = `${LIO}/core/iblock_20000`;

/** LIO opens a device for itself alone, so that all exports of a leg share its backstore. */
const backstoreOf = (leg: LegId): string => `${ADAPTER}/${leg}`;

export interface BackedLeg {
  readonly leg: LegId;
  readonly device: string;
  readonly discards: boolean;
}

/** @throws AgentError, SystemError */
export async function ensureBackstore(system: System, { leg, device, discards }: BackedLeg): Promise<string> {
  const store = backstoreOf(leg);
  await ensureFolder(system, ADAPTER);
  await ensureFolder(system, store);
  if ((await textAt(system, `${store}/enable`)) !== '1') await enableBackstore(system, store, device);
  if ((await textAt(system, `${store}/udev_path`)) !== device) {
    // The drive came back under another name, and what the kernel holds open is dead.
    throw new AgentError('not-read-back', `leg ${leg} is held open under an old name; withdraw its exports first`);
  }
  await ensureSerial(system, `${store}/wwn/vpd_unit_serial`, leg);
  await ensureBrand(system, `${store}/wwn/vendor_id`);
  // The write cache is reported as the drive reports its own: LIO lets nobody say otherwise of iblock.
  if (discards) await ensureText(system, `${store}/attrib/emulate_tpu`, '1');
  return store;
}

async function enableBackstore(system: System, store: string, device: string): Promise<void> {
  await system.writeText(`${store}/control`, `udev_path=${device}`);
  await system.writeText(`${store}/udev_path`, device);
  await ensureText(system, `${store}/enable`, '1');
}

/** It reads back with words before it. */
async function ensureSerial(system: System, path: string, leg: LegId): Promise<void> {
  const isSet = async () => (await textAt(system, path)).endsWith(leg);
  if (await isSet()) return;
  await system.writeText(path, leg);
  if (!(await isSet())) throw new AgentError('not-read-back', `${path} does not show the serial number of the leg`);
}

/** Takes away the backstores of ours that no target uses any more. @throws AgentError, SystemError */
export async function removeIdleBackstores(system: System, usedLegs: ReadonlySet<LegId>): Promise<void> {
  if ((await system.kindOf(ADAPTER)) === 'none') return;
  const idle = (await backedLegs(system)).filter((leg) => !usedLegs.has(leg));
  for (const leg of idle) await removeFolder(system, backstoreOf(leg));
  if ((await backedLegs(system)).length === 0) await removeFolder(system, ADAPTER);
}

/** The adapter also shows files of its own. */
const backedLegs = async (system: System): Promise<readonly LegId[]> =>
  (await namesIn(system, ADAPTER)).filter(isGuid) as LegId[];

/** The devices that backstores hold, whoever made them. */
export async function lioDevices(system: System): Promise<readonly string[]> {
  const devices: string[] = [];
  for (const adapter of await namesIn(system, `${LIO}/core`)) {
    if (!adapter.startsWith('iblock_')) continue;
    for (const store of await namesIn(system, `${LIO}/core/${adapter}`)) {
      devices.push(await textAt(system, `${LIO}/core/${adapter}/${store}/udev_path`));
    }
  }
  return devices;
}
