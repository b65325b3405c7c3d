import { LEG_BRAND } from '../../export-address.ts';
import { SystemError } from '../../system/system.ts';
import type { System } from '../../system/system.ts';
import { AgentError } from '../agent-error.ts';

export const NVMET = '/sys/kernel/config/nvmet';
export const LIO = '/sys/kernel/config/target';

/** Loads what a kernel folder comes with, where it is missing. @throws AgentError `no-kernel-support`; SystemError */
export async function ensureKernelFolder(system: System, folder: string, modules: readonly string[]): Promise<void> {
  if ((await system.kindOf(folder)) === 'directory') return;
  const { stderr } = await system.run({ program: 'modprobe', args: ['--all', ...modules] });
  if ((await system.kindOf(folder)) === 'directory') return;
  throw new AgentError(
    'no-kernel-support',
    `${folder} is not there after loading ${modules.join(', ')}: is configfs mounted? ${stderr.trim().slice(0, 200)}`,
  );
}

/** @throws SystemError */
export async function ensureFolder(system: System, path: string): Promise<void> {
  if ((await system.kindOf(path)) === 'none') await system.makeDirectory(path);
}

/** Writes only what differs: the kernel refuses some values while they are in use, even the same. @throws SystemError */
export async function ensureText(system: System, path: string, text: string): Promise<void> {
  if ((await textAt(system, path)) === text) return;
  await system.writeText(path, text);
  if ((await textAt(system, path)) !== text) throw notReadBack(path, 'the value that was written');
}

/**
 * The kernel refuses it once an initiator may have seen another, as of exports that an earlier release made: they serve
 * on as they are, and get it when they are made anew.
 * Source: drivers/nvme/target/configfs.c, drivers/target/target_core_configfs.c.
 * @throws AgentError `not-read-back`; SystemError
 */
export async function ensureBrand(system: System, path: string): Promise<void> {
  try {
    await ensureText(system, path, LEG_BRAND);
  } catch (error) {
    if (!(error instanceof SystemError) || error.errno !== 'EINVAL') throw error;
  }
}

/** @throws AgentError `not-read-back`; SystemError */
export async function ensureLink(system: System, target: string, path: string): Promise<void> {
  if ((await system.realPath(path)) === target) return;
  await system.makeLink(target, path);
  if ((await system.realPath(path)) !== target) throw notReadBack(path, `a link to ${target}`);
}

/** @throws AgentError `not-read-back`; SystemError */
export async function removeLink(system: System, path: string): Promise<void> {
  if ((await system.kindOf(path)) === 'none') return;
  await system.removeFile(path);
  if ((await system.kindOf(path)) !== 'none') throw notReadBack(path, 'that it is gone');
}

/** @throws AgentError `not-read-back`; SystemError */
export async function removeFolder(system: System, path: string): Promise<void> {
  if ((await system.kindOf(path)) === 'none') return;
  await system.removeDirectory(path);
  if ((await system.kindOf(path)) !== 'none') throw notReadBack(path, 'that it is gone');
}

/** Empty where there is nothing. */
export const textAt = async (system: System, path: string): Promise<string> =>
  ((await system.readText(path)) ?? '').trim();

export const namesIn = async (system: System, path: string): Promise<readonly string[]> =>
  (await system.list(path)) ?? [];

const notReadBack = (path: string, what: string): AgentError =>
  new AgentError('not-read-back', `${path} does not show ${what}: see what the kernel's log says`);
