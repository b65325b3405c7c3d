import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LabError } from '../lab-error.ts';

export interface Kernel {
  /** As `uname -r` says it. */
  readonly version: string;
  /** What QEMU boots. */
  readonly image: string;
}

const BOOT = '/boot';
const XZ_MAGIC = 'fd377a585a00';

/**
 * Debian's newest full kernel, unpacked once: an emulated processor takes three seconds to unpack it at every boot, and
 * QEMU boots the bare one as well (PVH).
 * @throws LabError `not-prepared`
 */
export async function prepareKernel(cache: string): Promise<Kernel> {
  const version = await newestVersion();
  const packed = join(BOOT, `vmlinuz-${version}`);
  const image = join(cache, `vmlinux-${version}`);
  if (await isOlder(packed, image)) return { version, image };
  const unpacked = unpack(await readFile(packed));
  if (unpacked === undefined) return { version, image: packed };
  await mkdir(dirname(image), { recursive: true });
  await writeFile(`${image}.${String(process.pid)}`, unpacked);
  await rename(`${image}.${String(process.pid)}`, image);
  return { version, image };
}

async function newestVersion(): Promise<string> {
  const names = await readdir(BOOT);
  const versions = names.flatMap((name) => /^vmlinuz-(.*-amd64)$/.exec(name)?.[1] ?? []);
  const full = versions.filter((version) => !version.includes('cloud'));
  const newest = full.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
  if (newest === undefined) throw new LabError('not-prepared', `no Debian kernel in ${BOOT}: run test/lab/install`);
  return newest;
}

async function isOlder(packed: string, image: string): Promise<boolean> {
  const [from, to] = await Promise.all([stat(packed), stat(image).catch(() => undefined)]);
  return to !== undefined && from.mtimeMs < to.mtimeMs;
}

/** The ELF image in a bzImage (Documentation/arch/x86/boot.rst, payload_offset); `undefined` unless packed by xz. */
function unpack(bzImage: Buffer): Buffer | undefined {
  const setupSectors = bzImage.readUInt8(0x1f1) || 4;
  const start = (setupSectors + 1) * 512 + bzImage.readUInt32LE(0x248);
  const payload = bzImage.subarray(start, start + bzImage.readUInt32LE(0x24c));
  if (payload.toString('hex', 0, 6) !== XZ_MAGIC) return undefined;
  // Behind the stream lies its unpacked size, which xz takes for garbage without --single-stream.
  const unpacked = spawnSync('xz', ['--decompress', '--stdout', '--single-stream'], {
    input: payload,
    maxBuffer: 2 ** 30,
  });
  return unpacked.status === 0 ? unpacked.stdout : undefined;
}
