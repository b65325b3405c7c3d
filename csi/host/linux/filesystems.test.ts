import { describe, expect, it } from 'vitest';
import type { DevicePath } from '../node-host.ts';
import { nodeWithArray } from './testing/mounting-node.ts';
import { ARRAY, VOLUME } from './testing/scripted-node.ts';

const DEVICE = ARRAY as DevicePath;
const STAGING = '/var/lib/kubelet/staging';
const OK = { kind: 'ok', value: undefined };

describe('a filesystem', () => {
  const made = (fsType: 'ext4' | 'xfs'): string =>
    fsType === 'ext4'
      ? `$ mkfs.ext4 -q -m 0 -E nodiscard -U ${VOLUME} ${ARRAY}`
      : `$ mkfs.xfs -q -K -m uuid=${VOLUME} ${ARRAY}`;

  const inProgress = (byte: number): Uint8Array => new Uint8Array(4096).fill(byte, 126, 127);

  it.each([
    { what: 'is made on a blank device', blkid: { status: 2 }, fsType: 'ext4', expected: [made('ext4')] },
    { what: 'is made on a blank device', blkid: { status: 2 }, fsType: 'xfs', expected: [made('xfs')] },
    { what: 'stays', blkid: { stdout: 'TYPE=ext4\n' }, fsType: 'ext4', expected: [] },
    { what: 'stays', blkid: { stdout: `TYPE=xfs\nUUID=${VOLUME}\n` }, fsType: 'xfs', expected: [] },
    {
      what: 'of others stays though half made',
      blkid: { stdout: 'TYPE=xfs\nUUID=x\n' },
      bytes: inProgress(1),
      fsType: 'xfs',
      expected: [],
    },
    {
      what: 'that is half made is made again',
      blkid: { stdout: `TYPE=xfs\nUUID=${VOLUME}\n` },
      bytes: inProgress(1),
      fsType: 'xfs',
      expected: [made('xfs').replace('mkfs.xfs', 'mkfs.xfs -f')],
    },
  ] as const)('$fsType $what', async ({ blkid, fsType, expected, ...rest }) => {
    const { host, system, happened } = nodeWithArray();
    system.answer('blkid', blkid);
    if ('bytes' in rest) system.bytes.set(ARRAY, rest.bytes);
    expect(await host.makeFilesystem({ device: DEVICE, fsType, made: false })).toEqual(OK);
    expect(happened().slice(1)).toEqual(expected);
  });

  it.each([
    { what: 'another filesystem', blkid: { stdout: 'TYPE=xfs\n' }, code: 'unsupported' },
    { what: 'a partition table', blkid: { stdout: 'PTTYPE=gpt\n' }, code: 'unsupported' },
    { what: 'signatures that contradict each other', blkid: { status: 8 }, code: 'unsupported' },
    { what: 'what blkid cannot tell', blkid: { status: 4, stderr: 'usage' }, code: 'unavailable' },
  ])('is never made over $what', async ({ blkid, code }) => {
    const { host, system, happened } = nodeWithArray();
    system.answer('blkid', blkid);
    expect(await host.makeFilesystem({ device: DEVICE, fsType: 'ext4', made: false })).toMatchObject({
      kind: 'error',
      code,
    });
    expect(happened()).toHaveLength(1);
  });

  it.each([
    { what: 'reads blank', blkid: { status: 2 }, fsType: 'ext4' },
    {
      what: 'says that mkfs.xfs did not end',
      blkid: { stdout: `TYPE=xfs\nUUID=${VOLUME}\n` },
      bytes: inProgress(1),
      fsType: 'xfs',
    },
  ] as const)('is not made again where it was in use and the device $what', async ({ blkid, fsType, ...rest }) => {
    const { host, system, happened } = nodeWithArray();
    system.answer('blkid', blkid);
    if ('bytes' in rest) system.bytes.set(ARRAY, rest.bytes);
    await host.makeFilesystem({ device: DEVICE, fsType, made: true });
    expect(happened().filter((line) => line.includes('mkfs'))).toEqual([]);
  });

  it('is not made on a device that cannot be read, which blkid takes for a blank one', async () => {
    const { host, system, happened } = nodeWithArray();
    system.answer('blkid', { status: 2 });
    system.bytes.delete(ARRAY);
    expect(await host.makeFilesystem({ device: DEVICE, fsType: 'ext4', made: false })).toMatchObject({
      code: 'unavailable',
    });
    expect(happened()).toHaveLength(1);
  });

  const beginning = (at: number, bytes: readonly number[]): Uint8Array => {
    const start = new Uint8Array(4096);
    start.set(bytes, at);
    return start;
  };
  const ext4 = beginning(1080, [0x53, 0xef]);
  ext4.set([1, 0, 0, 0], 1100);

  it.each([
    { what: 'ext4', bytes: ext4 },
    { what: 'xfs', bytes: beginning(0, [0x58, 0x46, 0x53, 0x42]) },
    { what: 'crypto_LUKS', bytes: beginning(0, [0x4c, 0x55, 0x4b, 0x53, 0xba, 0xbe]) },
  ])('is not made over $what that blkid could not read for a moment', async ({ what, bytes }) => {
    const { host, system, happened } = nodeWithArray();
    system.answer('blkid', { status: 2 });
    system.bytes.set(ARRAY, bytes);
    const refused = await host.makeFilesystem({ device: DEVICE, fsType: 'ext4', made: false });
    expect(refused).toMatchObject({ code: 'unavailable', message: expect.stringContaining(what) as string });
    expect(happened()).toHaveLength(1);
  });

  it('is made where random bytes show the two of ext4 by chance', async () => {
    const { host, system, happened } = nodeWithArray();
    system.answer('blkid', { status: 2 });
    system.bytes.set(ARRAY, beginning(1080, [0x53, 0xef]));
    expect(await host.makeFilesystem({ device: DEVICE, fsType: 'ext4', made: false })).toEqual(OK);
    expect(happened().slice(1)).toEqual([made('ext4')]);
  });

  it.each([
    { fsType: 'ext4', command: '$ resize2fs /dev/md127' },
    { fsType: 'xfs', command: `$ xfs_growfs ${STAGING}` },
  ])('$fsType grows while it is mounted', async ({ fsType, command }) => {
    const { host, system, happened } = nodeWithArray();
    expect(await host.growFilesystem(STAGING)).toMatchObject({ kind: 'error', code: 'not-staged' });
    system.files.set('/proc/self/mountinfo', `30 1 9:127 / ${STAGING} rw - ${fsType} /dev/md127 rw`);
    expect(await host.growFilesystem(STAGING)).toEqual(OK);
    expect(happened()).toEqual([command]);
  });
});
