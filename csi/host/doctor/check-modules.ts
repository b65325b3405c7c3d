import type { System } from '../../system/system.ts';
import { configLines, keepFile } from './check.ts';
import type { Check, DoctorFinding, HostRole } from './check.ts';

const MODULES: Readonly<Record<HostRole, readonly string[]>> = {
  node: ['nvme_tcp', 'iscsi_tcp', 'md_mod', 'raid1', 'raid10', 'dm_mod', 'dm_crypt'],
  agent: ['configfs', 'nvmet', 'nvmet_tcp', 'target_core_mod', 'target_core_iblock', 'iscsi_target_mod'],
};

const FOLDER = '/etc/modules-load.d';

/** A host may be node and agent at once: each role keeps a file of its own. */
const fileOf = (role: HostRole): string => (role === 'node' ? 'stowage.conf' : 'stowage-agent.conf');

/** The kernel's modules: there, and loaded when the host starts. */
export const modulesCheck: Check = {
  roles: ['node', 'agent'],
  examine: async (system, role) => {
    const lacking = await lackingModules(system, role);
    const unloaded = await unloadedModules(system, role, lacking);
    return [...lacking.map(lackingFinding), ...(unloaded.length > 0 ? [unloadedFinding(unloaded, role)] : [])];
  },
  repair: async (system, role) => {
    const lacking = await lackingModules(system, role);
    const wanted = MODULES[role].filter((module) => !lacking.includes(module));
    await keepFile(system, FOLDER, fileOf(role), wanted.join('\n'));
    await system.run({ program: 'modprobe', args: ['--all', ...wanted] });
  },
};

/** Modules that this kernel neither has built in nor can load. */
async function lackingModules(system: System, role: HostRole): Promise<readonly string[]> {
  const lacking: string[] = [];
  for (const module of MODULES[role]) {
    if (await isLoaded(system, module)) continue;
    const { status } = await system.run({ program: 'modprobe', args: ['--dry-run', '--quiet', module] });
    if (status !== 0) lacking.push(module);
  }
  return lacking;
}

async function unloadedModules(system: System, role: HostRole, lacking: readonly string[]): Promise<readonly string[]> {
  const atBoot = configLines((await system.readText(`${FOLDER}/${fileOf(role)}`)) ?? '');
  return MODULES[role].filter((module) => !lacking.includes(module) && !atBoot.includes(module));
}

const isLoaded = async (system: System, module: string): Promise<boolean> =>
  (await system.kindOf(`/sys/module/${module}`)) === 'directory';

const lackingFinding = (module: string): DoctorFinding => ({
  what: `this kernel has no module ${module}`,
  why: 'Volumes cannot be brought up, or drives not exported, without it.',
  remedy: `install the kernel package that has ${module}; minimal and cloud kernels leave it out`,
  fixable: false,
});

const unloadedFinding = (modules: readonly string[], role: HostRole): DoctorFinding => ({
  what: `not loaded when the host starts: ${modules.join(', ')}`,
  why: 'After a reboot nothing comes up until somebody loads them.',
  remedy: `write their names into ${FOLDER}/${fileOf(role)}, one per line`,
  fixable: true,
});
