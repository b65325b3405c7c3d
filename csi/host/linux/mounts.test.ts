import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DevicePath } from '../node-host.ts';
import { escapedField, parseMountTable } from './mount-table.ts';
import { nodeWithArray } from './testing/mounting-node.ts';
import { ARRAY } from './testing/scripted-node.ts';

const DEVICE = ARRAY as DevicePath;
const STAGING = '/var/lib/kubelet/staging';
const TARGET = '/var/lib/kubelet/pod/mount';
const OK = { kind: 'ok', value: undefined };

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

  it('has as long as its step to replay a log, and to flush what was written', async () => {
    const { host, system } = nodeWithArray();
    const limits: (number | undefined)[] = [];
    const run = system.run.bind(system);
    system.run = (command) => {
      if (['mount', 'umount'].includes(command.program)) limits.push(command.timeout);
      return run(command);
    };
    await host.mount(staging);
    await host.unmount(STAGING);
    expect(limits).toEqual([600_000, 600_000]);
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

  it('that was cut off leaves its table of flags to be taken away with it', async () => {
    const { host, system } = nodeWithArray();
    let table = '';
    system.answer('mount --fstab', ({ args }) => {
      table = args[1] ?? '';
      return {};
    });
    await host.mount(staging);
    for (const left of [table, `${table}.draft`]) system.files.set(left, 'a secret flag');
    expect(await host.unmount(STAGING)).toEqual(OK);
    expect([...system.files.keys()].filter((file) => file.startsWith(table))).toEqual([]);
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

  it('is looked for in the table of mounts, not in what a record says', async () => {
    const { host, system, happened } = nodeWithArray();
    await host.bind({ source: device, target: TARGET, readonly: false });
    expect(await host.isShown(TARGET)).toEqual({ kind: 'ok', value: true });
    await system.run({ program: 'umount', args: [TARGET] });
    happened();
    expect(await host.isShown(TARGET)).toEqual({ kind: 'ok', value: false });
    expect(await host.isShown('/nowhere')).toEqual({ kind: 'ok', value: false });
    expect(happened()).toEqual([]);
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
