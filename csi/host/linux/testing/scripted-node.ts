import { exportAddress, initiatorOf } from '../../../export-address.ts';
import type { LegId, PublicationId, VolumeId } from '../../../../core/model/ids.ts';
import type { Transport } from '../../../../core/model/inventory.ts';
import { chapCredentials } from '../../../chap.ts';
import { scriptedSystem } from '../../../system/testing/scripted-system.ts';
import type { ScriptedSystem } from '../../../system/testing/scripted-system.ts';
import type { LegToConnect, NodeHost } from '../../node-host.ts';
import { arrayName, arrayUuid } from '../device-names.ts';
import { createLinuxNodeHost } from '../linux-node-host.ts';

export const VOLUME = '0f0e0d0c-1111-4222-8333-444455556666' as VolumeId;
export const OTHER_VOLUME = '1f0e0d0c-1111-4222-8333-444455556666' as VolumeId;
export const PUBLICATION = '0aaaaaaa-1111-4222-8333-444455556666' as PublicationId;
export const LEG = '0bbbbbbb-1111-4222-8333-444455556666' as LegId;
export const SECRET = 'chap-secret-of-16';
export const ARRAY = `/dev/md/${arrayName(VOLUME)}`;

export interface ScriptedNode {
  readonly system: ScriptedSystem;
  readonly host: NodeHost;
  /** What happened since it was last asked. */
  readonly happened: () => readonly string[];
}

/** A node on a scripted host, on which time stands still. */
export function scriptedNode(): ScriptedNode {
  const system = scriptedSystem();
  const host = createLinuxNodeHost({ system, pause: () => Promise.resolve() });
  let seen = 0;
  const happened = (): readonly string[] => {
    const since = system.transcript.slice(seen);
    seen = system.transcript.length;
    return since;
  };
  return { system, host, happened };
}

export function legOn(transport: Transport, leg: LegId = LEG): LegToConnect {
  const port = transport === 'iscsi' ? 3260 : 4420;
  const address = exportAddress({ transport, address: '192.0.2.7', port }, leg, PUBLICATION);
  const chap = transport === 'iscsi' ? chapCredentials(PUBLICATION, SECRET) : undefined;
  return { leg, publication: PUBLICATION, address, chap };
}

/** A subsystem as the kernel shows it once it is connected. */
export function showSubsystem(
  { system }: ScriptedNode,
  { address, leg, publication }: LegToConnect,
  shown: { readonly hostNqn?: string; readonly wwid?: string; readonly state?: string } = {},
): void {
  const files = {
    '/sys/class/nvme-subsystem/nvme-subsys1/subsysnqn': address.target,
    '/sys/class/nvme-subsystem/nvme-subsys1/nvme1/state': 'live',
    '/sys/class/nvme-subsystem/nvme-subsys1/nvme1n1/size': '2097152',
    '/sys/class/nvme-subsystem/nvme-subsys1/nvme1c1n1/size': '2097152',
    '/sys/class/nvme/nvme1/hostnqn': shown.hostNqn ?? initiatorOf(publication).hostNqn,
    '/sys/class/nvme/nvme1/state': shown.state ?? 'live',
    '/sys/class/nvme/nvme1/fast_io_fail_tmo': 'off',
    '/sys/class/block/nvme1n1/wwid': shown.wwid ?? `uuid.${leg}`,
    '/sys/class/block/nvme1n1/size': '2097152',
  };
  for (const [path, text] of Object.entries(files)) system.files.set(path, text);
  system.bytes.set('/dev/nvme1n1', new Uint8Array(2 ** 20));
}

export function hide({ system }: ScriptedNode, prefix: string): void {
  for (const held of [system.files, system.bytes, system.links]) {
    for (const path of [...held.keys()].filter((path) => path.startsWith(prefix))) held.delete(path);
  }
}

/** A blank leg. */
export function showBlank({ system }: ScriptedNode, name: string): void {
  system.bytes.set(`/dev/${name}`, new Uint8Array(2 ** 20));
  system.answer(`mdadm --examine /dev/${name}`, {
    status: 1,
    stderr: `mdadm: No md superblock detected on /dev/${name}.\n`,
  });
  system.answer(`blkid --probe --output export /dev/${name}`, { status: 2 });
}

/** A leg that was a member of an array. */
export function showMember(
  { system }: ScriptedNode,
  name: string,
  member: { readonly volume?: VolumeId; readonly position: number; readonly events?: number; readonly state?: string },
): void {
  system.bytes.set(`/dev/${name}`, new Uint8Array(2 ** 20));
  system.answer(`mdadm --examine /dev/${name}`, { stdout: examined(name, member) });
}

/** What mdadm 4.2 prints. */
export const examined = (
  name: string,
  {
    volume = VOLUME,
    position,
    events = 12,
    state = 'AA',
  }: { readonly volume?: VolumeId; readonly position: number; readonly events?: number; readonly state?: string },
): string => `/dev/${name}:
          Magic : a92b4efc
        Version : 1.2
    Feature Map : 0x1
     Array UUID : ${arrayUuid(volume)}
           Name : ${arrayName(volume).slice(0, 31)}
  Creation Time : Sat Nov 21 10:07:24 2026
     Raid Level : raid1
   Raid Devices : 2

          State : clean
    Device UUID : 14c3b6af:ca6b4e3a:bc6abd58:98b54d8d
       Checksum : f1782224 - correct
         Events : ${String(events)}


   Device Role : Active device ${String(position)}
   Array State : ${state} ('A' == active, '.' == missing, 'R' == replacing)
`;

/** A running array of these members; started here unless it has another path. */
export function showArray(
  node: ScriptedNode,
  members: readonly (readonly [device: string, state: string, slot: string])[],
  options: { readonly state?: string; readonly path?: string; readonly disks?: number } = {},
): void {
  const { system } = node;
  hide(node, '/sys/block/md127');
  const { state = 'clean', path = ARRAY, disks = members.length } = options;
  system.files.set('/sys/block/md127/md/uuid', VOLUME);
  system.files.set('/sys/block/md127/md/array_state', state);
  system.files.set('/sys/block/md127/md/raid_disks', String(disks));
  system.files.set('/sys/block/md127/md/sync_action', 'idle');
  for (const [device, memberState, slot] of members) {
    system.files.set(`/sys/block/md127/md/dev-${device}/state`, memberState);
    system.files.set(`/sys/block/md127/md/dev-${device}/slot`, slot);
  }
  system.links.set(path, '/dev/md127');
}

/** What was changed: all but the commands that look at legs. */
export const effectsIn = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => !line.includes('--examine') && !line.startsWith('$ blkid'));
