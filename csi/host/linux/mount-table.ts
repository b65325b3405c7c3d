import type { System } from '../../system/system.ts';

/** One mount of this node. */
export interface Mount {
  readonly path: string;
  /** `major:minor` of the filesystem. */
  readonly device: string;
  /** What of the filesystem is shown. */
  readonly root: string;
  readonly fsType: string;
  readonly source: string;
  readonly readonly: boolean;
  /** The kernel's name of the device whose node is shown; `undefined` where a filesystem is shown. */
  readonly showsDevice: string | undefined;
}

/** Every mount that this process sees, in the order they were made. */
export async function mountTable(system: System): Promise<readonly Mount[]> {
  return parseMountTable((await system.readText('/proc/self/mountinfo')) ?? '');
}

/** The mount that is seen at a path: the last one made there. */
export const mountAt = async (system: System, path: string): Promise<Mount | undefined> =>
  (await mountTable(system)).findLast((mount) => mount.path === path);

/** Lines that are none are passed over. Source: proc(5), /proc/pid/mountinfo. */
export const parseMountTable = (text: string): readonly Mount[] =>
  text.split('\n').flatMap((line) => parseMount(line) ?? []);

/** id, parent, device, root, path, options, then optional fields up to a dash. */
const LINE = /^\d+ \d+ (\d+:\d+) (\S+) (\S+) (\S+)(?: \S+)*? - (\S+) (\S+) /;

function parseMount(line: string): Mount | undefined {
  const [, device, root, path, options, fsType, source] = (LINE.exec(line) ?? []).map(unescaped);
  if (device === undefined || root === undefined || path === undefined) return undefined;
  if (options === undefined || fsType === undefined || source === undefined) return undefined;
  const readonly = options.split(',').includes('ro');
  const showsDevice = fsType === 'devtmpfs' && root !== '/' ? root.slice(1) : undefined;
  return { path, device, root, fsType, source, readonly, showsDevice };
}

/** The kernel writes blanks, newlines and backslashes as three octal digits. */
const unescaped = (field: string): string =>
  field.replace(/\\([0-3][0-7]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));

/** A field as fstab wants it. */
export const escapedField = (field: string): string =>
  field.replace(/[\s\\#]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`);
