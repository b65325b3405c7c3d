import type { System } from '../../system/system.ts';
import { AgentError } from '../agent-error.ts';
import { countOf, isObject, objectsOf, parseJson, textOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { runTool } from '../run-tool.ts';

/** A whole disk as the kernel names it now. */
export interface BlockDevice {
  /** Such as `sda`: good until the next start, and no longer. */
  readonly kernelName: string;
  readonly bytes: bigint;
  readonly removable: boolean;
  readonly rotational: boolean;
  /** `sata`, `sas`, `nvme`, `iscsi`, `usb` …; empty where the kernel does not say. */
  readonly transport: string;
  readonly model: string;
  readonly serialNumber: string;
  /** What this host does with it or with a part of it; `undefined` where nothing. */
  readonly usedBy: string | undefined;
}

/** Without NAME, lsblk prints no tree, and nothing would be seen to lie upon anything [tried]. */
const COLUMNS = ['NAME', 'KNAME', 'TYPE', 'SIZE', 'RM', 'ROTA', 'TRAN', 'MODEL', 'SERIAL', 'MOUNTPOINTS'];
/** More than any host has: beyond it the answer is not believed. */
const MAX_DEVICES = 4096;
const MAX_DEPTH = 16;

/**
 * Every disk of the host, with what is mounted or stacked upon it.
 * @throws AgentError `tool-failed`, `unexpected-output`; SystemError
 */
export async function listBlockDevices(system: System): Promise<readonly BlockDevice[]> {
  const { stdout } = await runTool(system, {
    program: 'lsblk',
    args: ['--json', '--bytes', '--output', COLUMNS.join(',')],
  });
  const parsed = parseJson(stdout);
  const devices = isObject(parsed) ? objectsOf(parsed['blockdevices'], MAX_DEVICES) : undefined;
  if (!devices) throw new AgentError('unexpected-output', 'lsblk listed no block devices as JSON');
  return devices.filter((device) => textOf(device['type']) === 'disk').map(readDevice);
}

function readDevice(device: JsonObject): BlockDevice {
  return {
    kernelName: textOf(device['kname']),
    bytes: BigInt(countOf(device['size']) ?? 0),
    removable: isTrue(device['rm']),
    rotational: isTrue(device['rota']),
    transport: textOf(device['tran']),
    model: textOf(device['model']),
    serialNumber: textOf(device['serial']),
    usedBy: useOf(device, 0),
  };
}

const isTrue = (value: unknown): boolean => value === true || value === '1' || value === 1;

/** The first use found, from the device up through what lies upon it. */
function useOf(device: JsonObject, depth: number): string | undefined {
  if (depth > MAX_DEPTH) return 'a stack of devices too deep to follow';
  const mounted = mountPointOf(device);
  if (mounted !== undefined) return mounted;
  for (const child of objectsOf(device['children'] ?? [], MAX_DEVICES) ?? []) {
    const use = textOf(child['type']) === 'part' ? useOf(child, depth + 1) : stackedUse(child, depth + 1);
    if (use !== undefined) return use;
  }
  return undefined;
}

const stackedUse = (child: JsonObject, depth: number): string =>
  `${textOf(child['type'])} device ${textOf(child['kname'])}${told(useOf(child, depth))}`;

const told = (use: string | undefined): string => (use === undefined ? '' : `, ${use}`);

function mountPointOf(device: JsonObject): string | undefined {
  const points: readonly unknown[] = Array.isArray(device['mountpoints']) ? device['mountpoints'] : [];
  const first = points.find((point) => typeof point === 'string');
  if (typeof first !== 'string') return undefined;
  return first === '[SWAP]' ? 'swap' : `mounted at ${first.slice(0, MAX_MOUNT_POINT)}`;
}

const MAX_MOUNT_POINT = 200;
