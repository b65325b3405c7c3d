import type { System } from '../../system/system.ts';
import { configLines, programPath } from './check.ts';
import type { Check, DoctorFinding } from './check.ts';

const NAME_FILE = '/etc/iscsi/initiatorname.iscsi';
const DAEMON_FILE = '/etc/iscsi/iscsid.conf';
const UNITS = ['iscsid.socket', 'iscsid.service'];

/** open-iscsi's daemon: able to start, started when it is needed, and logging in to nothing by itself. */
export const iscsiCheck: Check = {
  name: 'open-iscsi',
  roles: ['node'],
  examine: async (system) => {
    // Its absence is found among the tools.
    if ((await programPath(system, 'iscsiadm')) === undefined) return [];
    const findings = [await nameFinding(system), await daemonFinding(system), await startupFinding(system)];
    return findings.filter((finding) => finding !== undefined);
  },
  repair: async (system) => {
    if (await nameFinding(system)) {
      const { stdout } = await system.run({ program: 'iscsi-iname', args: [] });
      if (stdout.trim() !== '') await system.replaceFile(NAME_FILE, `InitiatorName=${stdout.trim()}\n`);
    }
    if ((await daemonFinding(system))?.fixable === true) {
      await system.run({ program: 'systemctl', args: ['enable', '--now', 'iscsid.socket'] });
    }
  },
};

async function nameFinding(system: System): Promise<DoctorFinding | undefined> {
  const lines = configLines((await system.readText(NAME_FILE)) ?? '');
  if (lines.some((line) => line.startsWith('InitiatorName='))) return undefined;
  return {
    what: `${NAME_FILE} names no initiator`,
    why: 'iscsid does not start without it, and no iSCSI leg can be connected.',
    remedy: `write InitiatorName= and what iscsi-iname prints into ${NAME_FILE}`,
    fixable: true,
  };
}

/** One that was started by hand counts: its process is looked at. */
async function daemonFinding(system: System): Promise<DoctorFinding | undefined> {
  const pid = /^\d+$/.exec((await system.readText('/run/iscsid.pid')) ?? '')?.[0];
  if (pid !== undefined && (await system.readText(`/proc/${pid}/comm`)) === 'iscsid') return undefined;
  const why = 'iscsiadm cannot log in to anything without it.';
  if ((await programPath(system, 'systemctl')) === undefined) {
    const remedy = 'start iscsid, at each start of this host; there is no systemctl by which --fix would';
    return { what: 'iscsid does not run', why, remedy, fixable: false };
  }
  const { stdout } = await system.run({ program: 'systemctl', args: ['is-active', ...UNITS] });
  if (stdout.split('\n').includes('active')) return undefined;
  return {
    what: 'neither iscsid nor its socket is active',
    why,
    remedy: 'systemctl enable --now iscsid.socket',
    fixable: true,
  };
}

async function startupFinding(system: System): Promise<DoctorFinding | undefined> {
  const lines = configLines((await system.readText(DAEMON_FILE)) ?? '').map((line) => line.replace(/\s+/g, ''));
  if (!lines.includes('node.startup=automatic')) return undefined;
  return {
    what: `${DAEMON_FILE} says node.startup = automatic`,
    why: 'Whatever target is discovered on this host is logged in to at each start, legs of volumes among them.',
    remedy: `say node.startup = manual in ${DAEMON_FILE}`,
    fixable: false,
  };
}
