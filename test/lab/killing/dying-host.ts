import { writeSync } from 'node:fs';
import type { Store } from '../../../store/store.ts';
import type { Command, System } from '../../../csi/system/system.ts';

/** Programs, or uses of them, that only look. */
const LOOKS: readonly RegExp[] = [
  /^(lsblk|blkid|findmnt|dumpe2fs|ip|udevadm|pgrep|xfs_info|lvs)\b/,
  /^sfdisk .*--(json|list|dump)/,
  /^mdadm .*--(examine|detail)/,
  /^cryptsetup (status|isLuks|luksDump|luksUUID|token export)/,
  /^cryptsetup .*--test-passphrase/,
  /^nvme (list|show|id)/,
  /^iscsiadm -m (session|node|iface)( -P ?\d)?$/,
  /^e2fsck -n/,
];

const looks = ({ program, args }: Command): boolean => LOOKS.some((form) => form.test([program, ...args].join(' ')));

/** Counts effects, and kills this process where the count runs out: neither before nor after one, but between two. */
export interface Life {
  /** @param what for the one who watches: printed before it is done */
  effect<Value>(what: string, work: () => Promise<Value>): Promise<Value>;
  /** From now on so many are done before the process is killed by SIGKILL. */
  dieAfter(effects: number): void;
}

export function endlessLife(): Life {
  let left = Infinity;
  return {
    dieAfter: (effects) => {
      left = effects;
    },
    effect: async (what, work) => {
      if (left === 0) {
        process.kill(process.pid, 'SIGKILL');
        return new Promise(() => undefined);
      }
      left -= 1;
      if (left < Infinity) writeSync(1, `effect ${what}\n`);
      return work();
    },
  };
}

/** The host that it stands on, until it dies. */
export const dyingSystem = (system: System, life: Life): System => ({
  ...system,
  run: (command) => {
    const [verb] = command.args;
    return looks(command)
      ? system.run(command)
      : life.effect(`${command.program} ${verb ?? ''}`, () => system.run(command));
  },
  writeText: (path, text) => life.effect(`write ${path}`, () => system.writeText(path, text)),
  replaceFile: (path, text) => life.effect(`replace ${path}`, () => system.replaceFile(path, text)),
  writeBytes: (path, offset, bytes) => life.effect(`write ${path}`, () => system.writeBytes(path, offset, bytes)),
  makeDirectory: async (path) =>
    (await system.kindOf(path)) === 'directory'
      ? undefined
      : life.effect(`make ${path}`, () => system.makeDirectory(path)),
  removeDirectory: async (path) =>
    (await system.kindOf(path)) === 'none'
      ? undefined
      : life.effect(`remove ${path}`, () => system.removeDirectory(path)),
  makeLink: (target, path) => life.effect(`link ${path}`, () => system.makeLink(target, path)),
  removeFile: async (path) =>
    (await system.kindOf(path)) === 'none' ? undefined : life.effect(`remove ${path}`, () => system.removeFile(path)),
});

export const dyingStore = (store: Store, life: Life): Store => ({
  ...store,
  commit: (transaction) => life.effect('commit', () => store.commit(transaction)),
});
