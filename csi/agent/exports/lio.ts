import { isIPv6 } from 'node:net';
import type { LegId } from '../../../core/model/ids.ts';
import type { ChapCredentials } from '../../chap.ts';
import { initiatorOf } from '../../export-address.ts';
import type { Turns } from '../../simulation/turns.ts';
import type { System } from '../../system/system.ts';
import { AgentError } from '../agent-error.ts';
import {
  ensureFolder,
  ensureKernelFolder,
  ensureLink,
  ensureText,
  LIO,
  namesIn,
  removeFolder,
  removeLink,
} from './configfs.ts';
import type { ExportName, LegExport, ListenAddress } from './leg-export.ts';
import { ownExportName } from './leg-export.ts';
import { ensureBackstore, removeIdleBackstores } from './lio-backstores.ts';

const ISCSI = `${LIO}/iscsi`;

/** Backstores are shared by exports of one leg: one at a time makes or removes them. */
export type BackstoreTurns = Turns<'lio backstores'>;

/**
 * Exports a leg by iSCSI: reads, compares, then writes. The portal group is enabled last, when it admits nobody but the
 * publication's initiator with its secret.
 * Source: Linux Documentation, "TCM Configuration"; drivers/target/iscsi/iscsi_target_configfs.c.
 * @throws AgentError, SystemError
 */
export async function makeLioExport(system: System, turns: BackstoreTurns, made: LegExport): Promise<void> {
  if (!made.chap)
    throw new AgentError('unexpected-output', `the export of leg ${made.leg} by iSCSI has no CHAP secret`);
  await ensureKernelFolder(system, LIO, ['target_core_mod', 'target_core_iblock', 'iscsi_target_mod']);
  const target = `${ISCSI}/${made.target}`;
  const group = `${target}/tpgt_1`;
  await ensureFolder(system, ISCSI);
  await turns.take('lio backstores', async () => {
    await ensureFolder(system, target);
    await ensureFolder(system, group);
    const store = await ensureBackstore(system, made);
    await ensureFolder(system, `${group}/lun/lun_0`);
    await ensureLink(system, store, `${group}/lun/lun_0/${made.leg}`);
  });
  await ensureText(system, `${group}/attrib/authentication`, '1');
  await ensureText(system, `${group}/attrib/generate_node_acls`, '0');
  await admitOnly(system, group, initiatorOf(made.publication).iqn, made.chap);
  await ensureFolder(system, `${group}/np/${portalName(made.listen)}`);
  await ensureText(system, `${group}/enable`, '1');
}

async function admitOnly(system: System, group: string, iqn: string, chap: ChapCredentials): Promise<void> {
  for (const other of await namesIn(system, `${group}/acls`)) {
    if (other !== iqn) await removeAcl(system, `${group}/acls/${other}`);
  }
  const acl = `${group}/acls/${iqn}`;
  await ensureFolder(system, acl);
  // Written to the byte: LIO keeps a newline at the end, and then nobody's secret fits [tried].
  await ensureText(system, `${acl}/auth/userid`, chap.user);
  await ensureText(system, `${acl}/auth/password`, chap.reveal());
  await ensureFolder(system, `${acl}/lun_0`);
  await ensureLink(system, `${group}/lun/lun_0`, `${acl}/lun_0/lun_0`);
}

const portalName = ({ ip, port }: ListenAddress): string => `${isIPv6(ip) ? `[${ip}]` : ip}:${String(port)}`;

/**
 * Destroys an export and reads back that nothing is left. Disabling the portal group cuts the session first.
 * @throws AgentError, SystemError
 */
export async function destroyLioExport(
  system: System,
  turns: BackstoreTurns,
  { target: name }: { readonly target: string },
): Promise<void> {
  const target = `${ISCSI}/${name}`;
  const group = `${target}/tpgt_1`;
  if ((await system.kindOf(group)) !== 'none') {
    await ensureText(system, `${group}/enable`, '0');
    for (const acl of await namesIn(system, `${group}/acls`)) await removeAcl(system, `${group}/acls/${acl}`);
    for (const lun of await lunsIn(system, `${group}/lun`)) await removeLun(system, lun);
    for (const portal of await namesIn(system, `${group}/np`)) await removeFolder(system, `${group}/np/${portal}`);
    await removeFolder(system, group);
  }
  await turns.take('lio backstores', async () => {
    await removeFolder(system, target);
    await removeIdleBackstores(system, new Set((await lioExports(system)).map(({ leg }) => leg)));
  });
}

async function removeAcl(system: System, acl: string): Promise<void> {
  for (const lun of await lunsIn(system, acl)) await removeLun(system, lun);
  await removeFolder(system, acl);
}

const lunsIn = async (system: System, folder: string): Promise<readonly string[]> =>
  (await namesIn(system, folder)).filter((name) => /^lun_\d+$/.test(name)).map((name) => `${folder}/${name}`);

/** What a LUN is linked to stands in it beside the kernel's own files and folders. */
async function removeLun(system: System, lun: string): Promise<void> {
  for (const name of await namesIn(system, lun)) {
    if ((await system.kindOf(`${lun}/${name}`)) === 'link') await removeLink(system, `${lun}/${name}`);
  }
  await removeFolder(system, lun);
}

/** Every export of ours that stands here, whole or in part. */
export async function lioExports(system: System): Promise<readonly (ExportName & { readonly target: string })[]> {
  const targets = await namesIn(system, ISCSI);
  return targets.flatMap((target) => {
    const name = ownExportName(target, 'iscsi');
    return name ? [{ ...name, target }] : [];
  });
}

/** Takes away backstores of ours that a crash left without a target. @throws AgentError, SystemError */
export const sweepBackstores = (system: System, turns: BackstoreTurns): Promise<void> =>
  turns.take('lio backstores', async () => {
    const used: ReadonlySet<LegId> = new Set((await lioExports(system)).map(({ leg }) => leg));
    await removeIdleBackstores(system, used);
  });
