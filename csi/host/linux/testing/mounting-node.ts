import { ARRAY, scriptedNode } from './scripted-node.ts';
import type { ScriptedNode } from './scripted-node.ts';

/** A node with an array of the volume, whose mounts are those that its commands make. */
export function nodeWithArray(): ScriptedNode {
  const node = scriptedNode();
  const { system } = node;
  system.links.set(ARRAY, '/dev/md127');
  system.bytes.set(ARRAY, new Uint8Array(4096));
  system.files.set('/sys/class/block/md127/dev', '9:127');
  system.files.set('/sys/class/block/md127/size', '2097152');
  system.directories.add('/var/lib/kubelet/pod');
  system.directories.add('/var/lib/kubelet');
  const table = (): string => system.files.get('/proc/self/mountinfo') ?? '';
  const add = (line: string): object => {
    system.files.set('/proc/self/mountinfo', `${table()}${line}\n`);
    return {};
  };
  system.answer('mount --fstab', ({ args }) => add(`30 1 9:127 / ${args[2] ?? ''} rw shared:1 - ext4 /dev/md127 rw`));
  system.answer('mount --bind', ({ args: [, source, target] }) =>
    add(
      source?.startsWith('/dev/')
        ? `31 1 0:5 ${source.slice('/dev'.length)} ${target ?? ''} rw - devtmpfs udev rw`
        : `31 1 9:127 / ${target ?? ''} rw - ext4 /dev/md127 rw`,
    ),
  );
  system.answer('mount -o remount,bind,ro', ({ args }) => {
    const target = args[2] ?? '';
    system.files.set('/proc/self/mountinfo', table().replace(`${target} rw`, `${target} ro`));
    return {};
  });
  system.answer('umount', ({ args }) => {
    const left = table()
      .split('\n')
      .filter((line) => !line.includes(` ${args[0] ?? ''} `));
    system.files.set('/proc/self/mountinfo', left.join('\n'));
    return {};
  });
  return node;
}
