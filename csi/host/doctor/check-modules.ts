import type { System } from '../../system/system.ts';
import { configLines, keepFile } from './check.ts';
import type { Check, DoctorFinding, HostRole } from './check.ts';

/** Each module with what cannot be done without it. */
const NEEDED_FOR: Readonly<Record<HostRole, Readonly<Record<string, string>>>> = {
  node: {
    nvme_tcp: 'No leg can be connected over NVMe/TCP',
    iscsi_tcp: 'No leg can be connected over iSCSI',
    md_mod: 'No volume can be assembled',
    raid1: 'No mirror can be assembled',
    raid10: 'No striped mirror can be assembled',
    dm_mod: 'No encrypted volume can be unlocked',
    dm_crypt: 'No encrypted volume can be unlocked',
  },
  agent: {
    configfs: 'No leg can be exported at all',
    nvmet: 'No leg can be exported over NVMe/TCP',
    nvmet_tcp: 'No leg can be exported over NVMe/TCP',
    target_core_mod: 'No leg can be exported over iSCSI',
    target_core_iblock: 'No leg can be exported over iSCSI',
    iscsi_target_mod: 'No leg can be exported over iSCSI',
  },
};

const modulesOf = (role: HostRole): readonly string[] => Object.keys(NEEDED_FOR[role]);

const FOLDER = '/etc/modules-load.d';

/** A host may be node and agent at once: each role keeps a file of its own. */
const fileOf = (role: HostRole): string => (role === 'node' ? 'stowage.conf' : 'stowage-agent.conf');

/** The kernel's modules: there, and loaded when the host starts. */
export const modulesCheck: Check = {
  name: 'kernel modules',
  roles: ['node', 'agent'],
  examine: async (system, role) => {
    const lacking = await lackingModules(system, role);
    const unloaded = await unloadedModules(system, role, lacking);
    return [
      ...lacking.map((module) => lackingFinding(module, role)),
      ...(unloaded.length > 0 ? [unloadedFinding(unloaded, role)] : []),
    ];
  },
  repair: async (system, role) => {
    const lacking = await lackingModules(system, role);
    const wanted = modulesOf(role).filter((module) => !lacking.includes(module));
    await keepFile(system, FOLDER, fileOf(role), wanted.join('\n'));
    await system.run({ program: 'modprobe', args: ['--all', ...wanted] });
  },
};

/** Modules that this kernel neither has built in nor can load. */
async function lackingModules(system: System, role: HostRole): Promise<readonly string[]> {
  const lacking: string[] = [];
  for (const module of modulesOf(role)) {
    if (await isLoaded(system, module)) continue;
    const { status } = await system.run({ program: 'modprobe', args: ['--dry-run', '--quiet', module] });
    if (status !== 0) lacking.push(module);
  }
  return lacking;
}

async function unloadedModules(system: System, role: HostRole, lacking: readonly string[]): Promise<readonly string[]> {
  const atBoot = configLines((await system.readText(`${FOLDER}/${fileOf(role)}`)) ?? '');
  return modulesOf(role).filter((module) => !lacking.includes(module) && !atBoot.includes(module));
}

const isLoaded = async (system: System, module: string): Promise<boolean> =>
  (await system.kindOf(`/sys/module/${module}`)) === 'directory';

const lackingFinding = (module: string, role: HostRole): DoctorFinding => ({
  what: `this kernel has no module ${module}`,
  why: `${NEEDED_FOR[role][module] ?? 'Volumes cannot be served'} without it.`,
  remedy: `install the kernel package that has ${module}; minimal and cloud kernels leave it out`,
  fixable: false,
});

const unloadedFinding = (modules: readonly string[], role: HostRole): DoctorFinding => ({
  what: `not loaded when the host starts: ${modules.join(', ')}`,
  why: 'After a reboot nothing comes up until somebody loads them.',
  remedy: `write their names into ${FOLDER}/${fileOf(role)}, one per line`,
  fixable: true,
});
