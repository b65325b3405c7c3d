import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DevicePath } from '../node-host.ts';
import { escapedField, parseMountTable } from './mount-table.ts';
import { ARRAY, scriptedNode, VOLUME } from './testing/scripted-node.ts';
import type { ScriptedNode } from './testing/scripted-node.ts';

const DEVICE = ARRAY as DevicePath;
const STAGING = '/var/lib/kubelet/staging';
const TARGET = '/var/lib/kubelet/pod/mount';
const OK = { kind: 'ok', value: undefined };

/** A node with an array of the volume, whose mounts are those that its commands make. */
function nodeWithArray(): ScriptedNode {
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

const staging = { device: DEVICE, path: STAGING, fsType: 'ext4', flags: ['noatime'] } as const;

describe('a mount', () => {
  it('comes after a repair, through a table that nobody else can read', async () => {
    const { host, system, happened } = nodeWithArray();
    let table = '';
    system.answer('mount --fstab', ({ args }) => {
      table = system.files.get(args[1] ?? '') ?? '';
      system.files.set('/proc/self/mountinfo', `30 1 9:127 / ${STAGING} rw - ext4 /dev/md127 rw`);
      return {};
    });
    expect(await host.mount(staging)).toEqual(OK);
    const lines = happened().map((line) => line.replace(/stowage-mount-[-0-9a-f]+/, 'stowage-mount-X'));
    expect(lines).toEqual([
      `$ e2fsck -p ${ARRAY}`,
      `make ${STAGING}/`,
      'replace /run/stowage-mount-X',
      `$ mount --fstab /run/stowage-mount-X ${STAGING}`,
      'remove /run/stowage-mount-X',
    ]);
    expect(table).toBe(`${ARRAY} ${STAGING} ext4 noatime 0 0\n`);
    expect(await host.mount(staging)).toEqual(OK);
    expect(happened()).toEqual([]);
  });

  it.each([
    { status: 0, kind: 'ok' },
    { status: 1, kind: 'ok' },
    { status: 4, kind: 'error' },
    { status: 8, kind: 'error' },
  ])('after e2fsck ended with $status: $kind', async ({ status, kind }) => {
    const { host, system } = nodeWithArray();
    system.answer('e2fsck', { status });
    expect(await host.mount(staging)).toMatchObject({ kind });
    expect(system.transcript.some((line) => line.startsWith('$ mount'))).toBe(kind === 'ok');
  });

  it('does not cover another, and needs its device', async () => {
    const { host, system } = nodeWithArray();
    await host.mount(staging);
    system.files.set('/sys/class/block/md127/dev', '9:126');
    expect(await host.mount(staging)).toMatchObject({ kind: 'error', code: 'already-exists' });
    system.links.delete(ARRAY);
    system.bytes.delete(ARRAY);
    expect(await host.mount(staging)).toMatchObject({ kind: 'error', code: 'not-staged' });
  });

  it('goes as often as it is asked for, and not while it is busy', async () => {
    const { host, system, happened } = nodeWithArray();
    await host.mount(staging);
    happened();
    for (let time = 0; time < 2; time++) expect(await host.unmount(STAGING)).toEqual(OK);
    expect(happened()).toEqual([`$ umount ${STAGING}`]);
    await host.mount(staging);
    system.answer('umount', { status: 32, stderr: 'umount: target is busy.' });
    expect(await host.unmount(STAGING)).toMatchObject({ kind: 'error', code: 'in-use' });
  });
});

describe('a bind', () => {
  const filesystem = { kind: 'filesystem', path: STAGING } as const;
  const device = { kind: 'device', device: DEVICE } as const;

  it('shows a mounted filesystem, read-only in a second step that a repeat makes up for', async () => {
    const { host, happened } = nodeWithArray();
    const bind = { source: filesystem, target: TARGET, readonly: true };
    expect(await host.bind(bind)).toMatchObject({ kind: 'error', code: 'not-staged' });
    await host.mount(staging);
    happened();
    await host.bind({ ...bind, readonly: false });
    expect(happened()).toEqual([`make ${TARGET}/`, `$ mount --bind ${STAGING} ${TARGET}`]);
    for (let time = 0; time < 2; time++) expect(await host.bind(bind)).toEqual(OK);
    expect(happened()).toEqual([`$ mount -o remount,bind,ro ${TARGET}`]);
  });

  it('shows a device at a file', async () => {
    const { host, happened } = nodeWithArray();
    for (let time = 0; time < 2; time++) {
      expect(await host.bind({ source: device, target: TARGET, readonly: false })).toEqual(OK);
    }
    expect(happened()).toEqual([`replace ${TARGET}`, `$ mount --bind /dev/md127 ${TARGET}`]);
    expect(await host.unbind(TARGET)).toEqual(OK);
    expect(await host.unbind(TARGET)).toEqual(OK);
    expect(happened()).toEqual([`$ umount ${TARGET}`, `remove ${TARGET}`]);
  });

  it('covers nothing else, and takes no folder for a file', async () => {
    const { host, system } = nodeWithArray();
    await host.mount(staging);
    system.directories.add(TARGET);
    expect(await host.bind({ source: device, target: TARGET, readonly: false })).toMatchObject({
      code: 'already-exists',
    });
    await host.bind({ source: filesystem, target: TARGET, readonly: false });
    expect(await host.bind({ source: device, target: TARGET, readonly: false })).toMatchObject({
      code: 'already-exists',
    });
  });

  it('of a device tells its size alone', async () => {
    const { host } = nodeWithArray();
    const total = 2n ** 30n;
    expect(await host.usage(device)).toEqual({
      kind: 'ok',
      value: { bytes: { total, used: undefined, available: undefined }, inodes: undefined },
    });
    expect(await host.usage(filesystem)).toMatchObject({ kind: 'error', code: 'not-found' });
  });
});

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
    expect(await host.makeFilesystem({ device: DEVICE, fsType })).toEqual(OK);
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
    expect(await host.makeFilesystem({ device: DEVICE, fsType: 'ext4' })).toMatchObject({ kind: 'error', code });
    expect(happened()).toHaveLength(1);
  });

  it('is not made on a device that cannot be read, which blkid takes for a blank one', async () => {
    const { host, system, happened } = nodeWithArray();
    system.answer('blkid', { status: 2 });
    system.bytes.delete(ARRAY);
    expect(await host.makeFilesystem({ device: DEVICE, fsType: 'ext4' })).toMatchObject({ code: 'unavailable' });
    expect(happened()).toHaveLength(1);
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

describe('the mount table', () => {
  it('is what the kernel writes', () => {
    const text = [
      '35 28 254:2 / /mnt/a\\040b rw,noatime shared:1 master:2 - ext4 /dev/mapper/stowage-x rw',
      '36 28 0:5 /md127 /mnt/blk ro,relatime - devtmpfs udev rw,size=744296k',
      'none of ours',
    ].join('\n');
    expect(parseMountTable(text)).toEqual([
      {
        path: '/mnt/a b',
        device: '254:2',
        root: '/',
        fsType: 'ext4',
        source: '/dev/mapper/stowage-x',
        readonly: false,
        showsDevice: undefined,
      },
      {
        path: '/mnt/blk',
        device: '0:5',
        root: '/md127',
        fsType: 'devtmpfs',
        source: 'udev',
        readonly: true,
        showsDevice: 'md127',
      },
    ]);
  });

  it('gives back every path as it is', () => {
    const path = fc
      .string({ unit: fc.constantFrom('a', ' ', '\t', '\n', '\\', '#', 'é', '0'), minLength: 1 })
      .map((name) => `/${name}`);
    fc.assert(
      fc.property(path, (drawn) => {
        const [mount] = parseMountTable(`1 1 0:5 / ${escapedField(drawn)} rw - ext4 none rw`);
        expect(mount?.path).toBe(drawn);
      }),
    );
  });
});
