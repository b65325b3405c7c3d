import type { System } from '../../system/system.ts';

/** What a host is used for. */
export type HostRole = 'node' | 'agent';

/** Something about a host that endangers data or keeps volumes from coming up. */
export interface DoctorFinding {
  readonly what: string;
  /** The risk, in one sentence. */
  readonly why: string;
  /** By hand. */
  readonly remedy: string;
  /** Whether `--fix` can do it. */
  readonly fixable: boolean;
}

/** One thing that a host must have, looked at and set by the same file. */
export interface Check {
  /** What it looks at. */
  readonly name: string;
  readonly roles: readonly HostRole[];
  /** @throws SystemError */
  examine(system: System, role: HostRole): Promise<readonly DoctorFinding[]>;
  /** Called only where something was found that it can mend. @throws SystemError */
  repair(system: System, role: HostRole): Promise<void>;
}

/** Makes sure that a file of our own says this and nothing else. */
export async function keepFile(system: System, folder: string, name: string, text: string): Promise<void> {
  await system.makeDirectory(folder);
  if ((await system.readText(`${folder}/${name}`))?.trimEnd() !== text) {
    await system.replaceFile(`${folder}/${name}`, `${text}\n`);
  }
}

const PATH = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Where a program is; `undefined` where it is not installed. */
export async function programPath(system: System, program: string): Promise<string | undefined> {
  for (const folder of PATH) {
    const path = await system.realPath(`${folder}/${program}`);
    if (path !== undefined) return path;
  }
  return undefined;
}

/** Lines of a configuration file without comments and blanks. */
export const configLines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/#.*$/, '').trim())
    .filter((line) => line !== '');
