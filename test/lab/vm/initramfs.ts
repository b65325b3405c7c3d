import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LabError } from '../lab-error.ts';

/**
 * What reaches the root, and what a host with or without drives has loaded; in the initramfs because 9p is slower. xfs
 * costs a second; the kernel loads it at the first mount.
 */
const MODULES = [
  ['virtio_pci', '9pnet_virtio', '9p', 'overlay', 'virtio_blk', 'crc32c_generic', 'crc32c_intel', 'ext4'],
  ['virtio_net', 'virtio_scsi', 'sd_mod', 'nvme', 'loop'],
  ['configfs', 'nvmet', 'nvmet_tcp', 'nvme_tcp'],
  ['iscsi_tcp', 'target_core_mod', 'target_core_iblock', 'iscsi_target_mod'],
  ['md_mod', 'raid1', 'raid10', 'dm_mod', 'dm_crypt', 'aesni_intel', 'xts'],
].flat();

/**
 * Builds the initramfs that all VMs of a run boot from: busybox, its script and kernel modules in the order of loading.
 * Not packed, since unpacking costs an emulated processor more than reading.
 * @returns its path
 * @throws LabError `not-prepared`
 */
export async function buildInitramfs(folder: string, kernelVersion: string): Promise<string> {
  const content = join(folder, 'initramfs');
  await mkdir(join(content, 'modules'), { recursive: true });
  await copyFile('/bin/busybox', join(content, 'busybox'));
  await copyFile(fileURLToPath(new URL('init', import.meta.url)), join(content, 'init'));
  await chmod(join(content, 'init'), 0o755);

  const files = moduleFiles(kernelVersion);
  const names = files.map((file) => basename(file));
  for (const file of files) await copyFile(file, join(content, 'modules', basename(file)));
  await writeFile(join(content, 'modules', 'order'), names.map((name) => `${name}\n`).join(''));

  const members = ['.', 'busybox', 'init', 'modules', 'modules/order', ...names.map((name) => `modules/${name}`)];
  const image = join(folder, 'initramfs.cpio');
  await writeFile(image, archive(content, members));
  return image;
}

/** Files of the modules and of what they need, each once, what is needed first. */
function moduleFiles(kernelVersion: string): string[] {
  const lines = MODULES.flatMap((module) => {
    const found = spawnSync('/sbin/modprobe', ['--set-version', kernelVersion, '--show-depends', module]);
    if (found.status !== 0) throw new LabError('not-prepared', `no module ${module} for ${kernelVersion}`);
    return found.stdout.toString().split('\n');
  });
  return [...new Set(lines.flatMap((line) => /^insmod (\S+)/.exec(line)?.[1] ?? []))];
}

function archive(content: string, members: readonly string[]): Buffer {
  const options = { cwd: content, input: members.join('\n'), maxBuffer: 2 ** 28 };
  const made = spawnSync('cpio', ['--create', '--format=newc', '--quiet'], options);
  if (made.status !== 0) throw new LabError('not-prepared', `cpio: ${made.stderr.toString()}`);
  return made.stdout;
}
