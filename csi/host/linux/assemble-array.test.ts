import { describe, expect, it } from 'vitest';
import { gib } from '../../../core/model/capacity.ts';
import type { Layout } from '../../../core/model/volume.ts';
import type { ArrayMember, ArrayOfLegs, DevicePath } from '../node-host.ts';
import { arrayName, arrayUuid } from './device-names.ts';
import {
  ARRAY,
  effectsIn,
  hide,
  LEG,
  OTHER_VOLUME,
  scriptedNode,
  showArray,
  showBlank,
  showMember,
  VOLUME,
} from './testing/scripted-node.ts';
import type { ScriptedNode } from './testing/scripted-node.ts';

const DISKS = ['sda', 'sdb', 'sdc', 'sdd'];

const memberOn = (name: string | undefined, changes: Partial<ArrayMember> = {}): ArrayMember => ({
  leg: LEG,
  device: name === undefined ? undefined : (`/dev/${name}` as DevicePath),
  dropped: false,
  rebuilding: false,
  zeroed: true,
  ...changes,
});

const arrayOf = (members: readonly ArrayMember[], layout: Layout = 'mirror'): ArrayOfLegs => ({
  volume: VOLUME,
  layout,
  size: gib(1),
  encrypted: false,
  made: false,
  members,
});

const COPY: Partial<ArrayOfLegs> = { size: gib(3), copyOf: gib(1) };

const MIRROR = arrayOf([memberOn('sda'), memberOn('sdb')]);
const UP = { kind: 'ok', value: ARRAY };

/** mdadm does as it is told with these disks. */
function obedient(disks: readonly string[], state = 'clean'): ScriptedNode {
  const node = scriptedNode();
  const start = () => {
    showArray(
      node,
      disks.map((disk, slot) => [disk, 'in_sync', String(slot)] as const),
      { state },
    );
    return {};
  };
  node.system.answer('mdadm --create', start);
  node.system.answer('mdadm --assemble', start);
  node.system.answer('mdadm --stop', () => {
    hide(node, '/sys/block/md127');
    hide(node, '/dev/md/');
    return {};
  });
  return node;
}

const creation = (level: string, size: number, disks: readonly string[], clean = ' --assume-clean'): string =>
  `$ mdadm --create ${ARRAY} --run --metadata=1.2 --homehost=any --name=${arrayName(VOLUME)} ` +
  `--uuid=${arrayUuid(VOLUME)} --bitmap=internal --bitmap-chunk=64M --data-offset=128M --size=${String(size)} ` +
  `${level}${clean} ${disks.map((disk) => `/dev/${disk}`).join(' ')}`;

const assembly = (disks: string, run = ''): string =>
  `$ mdadm --assemble ${ARRAY} --uuid=${arrayUuid(VOLUME)} ${run}${disks}`;

describe('an array that is made', () => {
  it.each([
    { layout: 'single', level: '--level=1 --raid-devices=1 --force', size: 2 ** 20, legs: 1 },
    { layout: 'slice', level: '--level=1 --raid-devices=1 --force', size: 2 ** 20, legs: 1 },
    { layout: 'mirror', level: '--level=1 --raid-devices=2', size: 2 ** 20, legs: 2 },
    { layout: 'mirrored-slice', level: '--level=1 --raid-devices=2', size: 2 ** 20, legs: 2 },
    { layout: 'striped-mirror', level: '--level=10 --layout=n2 --chunk=512 --raid-devices=4', size: 2 ** 19, legs: 4 },
  ] as const)('is a $layout of $legs', async ({ layout, level, size, legs }) => {
    const disks = DISKS.slice(0, legs);
    const node = obedient(disks);
    for (const disk of disks) showBlank(node, disk);
    const array = arrayOf(
      disks.map((disk) => memberOn(disk)),
      layout,
    );
    expect(await node.host.assembleArray(array)).toEqual(UP);
    expect(effectsIn(node.happened())).toEqual([creation(level, size, disks)]);
    expect(await node.host.assembleArray(array)).toEqual(UP);
    expect(effectsIn(node.happened())).toEqual([]);
  });

  it('of drives that were not zeroed is synchronised, and begins and ends with zeros', async () => {
    const node = obedient(['sda']);
    showBlank(node, 'sda');
    await node.host.assembleArray(arrayOf([memberOn('sda', { zeroed: false })], 'single'));
    expect(effectsIn(node.happened())).toEqual([
      '$ blkdiscard --force --zeroout --offset=134217728 --length=16777216 /dev/sda',
      '$ blkdiscard --force --zeroout --offset=1191182336 --length=16777216 /dev/sda',
      creation('--level=1 --raid-devices=1 --force', 2 ** 20, ['sda'], ''),
    ]);
  });

  it('clears nothing of a copy, and is as large as what was copied', async () => {
    const node = obedient(['sda', 'sdb']);
    for (const disk of ['sda', 'sdb']) showBlank(node, disk);
    const members = ['sda', 'sdb'].map((disk) => memberOn(disk, { zeroed: false }));
    expect(await node.host.assembleArray({ ...arrayOf(members), ...COPY })).toEqual(UP);
    const effects = effectsIn(node.happened());
    expect(effects.filter((line) => line.includes('blkdiscard'))).toEqual([]);
    const create = effects.find((line) => line.includes('--create'));
    expect(create).toContain(' --assume-clean ');
    expect(create).toContain(` --size=${String(2 ** 20)} `);
  });

  it('is made to the end where that was cut off', async () => {
    const node = obedient(['sda', 'sdb']);
    showMember(node, 'sda', { position: 0, events: 0 });
    showBlank(node, 'sdb');
    expect(await node.host.assembleArray(MIRROR)).toEqual(UP);
    expect(effectsIn(node.happened())).toEqual([
      '$ blkdiscard --force --zeroout --offset=8192 --length=1040384 /dev/sda',
      '$ mdadm --zero-superblock /dev/sda',
      creation('--level=1 --raid-devices=2', 2 ** 20, ['sda', 'sdb']),
    ]);
  });

  it('is not made over bytes that nobody knows', async () => {
    const node = obedient(['sda']);
    showBlank(node, 'sda');
    node.system.bytes.get('/dev/sda')![700_000] = 1;
    const array = arrayOf([memberOn('sda')], 'single');
    expect(await node.host.assembleArray(array)).toMatchObject({ kind: 'error', code: 'unsupported' });
    expect(effectsIn(node.happened())).toEqual([]);
  });

  it('is not made on a leg that cannot be examined', async () => {
    const node = obedient(['sda']);
    node.system.answer('mdadm --examine', { status: 1, stderr: 'mdadm: cannot open /dev/sda: Input/output error' });
    const array = arrayOf([memberOn('sda')], 'single');
    expect(await node.host.assembleArray(array)).toMatchObject({ kind: 'error', code: 'unavailable' });
  });
});

describe('an array that is assembled', () => {
  function made(disks: readonly string[]): ScriptedNode {
    const node = obedient(disks, 'read-auto');
    for (const [position, disk] of disks.entries()) showMember(node, disk, { position });
    return node;
  }

  it('comes up from the named devices', async () => {
    const { host, happened } = made(['sda', 'sdb']);
    expect(await host.assembleArray(MIRROR)).toEqual(UP);
    expect(effectsIn(happened())).toEqual([assembly('/dev/sda /dev/sdb')]);
  });

  it('comes up without a dropped leg, which is not even named', async () => {
    const { host, happened } = made(['sda', 'sdb']);
    await host.assembleArray(arrayOf([memberOn('sda'), memberOn('sdb', { dropped: true })]));
    expect(effectsIn(happened())).toEqual([assembly('/dev/sda', '--run ')]);
  });

  it.each([
    { what: 'udev put together under another name', path: '/dev/md/short', disks: ['sda', 'sdb'] },
    { what: 'holds a device that is not named', path: ARRAY, disks: ['sda', 'sdz'] },
    { what: 'has its members in other places', path: ARRAY, disks: ['sdb', 'sda'] },
  ])('replaces one that $what', async ({ path, disks }) => {
    const node = made(['sda', 'sdb']);
    showArray(
      node,
      disks.map((disk, slot) => [disk, 'in_sync', String(slot)] as const),
      { path },
    );
    expect(await node.host.assembleArray(MIRROR)).toEqual(UP);
    expect(effectsIn(node.happened())).toEqual(['$ mdadm --stop /dev/md127', assembly('/dev/sda /dev/sdb')]);
  });

  it.each([
    { what: 'takes away what was left half put together', volume: VOLUME, expected: ['$ mdadm --stop /dev/md127'] },
    { what: "leaves another volume's half alone", volume: OTHER_VOLUME, expected: [] },
  ])('$what, whose UUID the kernel does not know yet', async ({ volume, expected }) => {
    const node = made(['sda', 'sdb']);
    showMember(node, 'sdc', { position: 0, volume });
    showArray(node, [['sdc', 'spare', 'none']], { state: 'inactive', path: '/dev/md/short' });
    node.system.files.set('/sys/block/md127/md/uuid', '00000000-0000-0000-0000-000000000000');
    expect(await node.host.stopArray(VOLUME)).toMatchObject({ kind: 'ok' });
    expect(effectsIn(node.happened())).toEqual(expected);
  });

  it('is tried again where udev was faster', async () => {
    const node = made(['sda', 'sdb']);
    let attempts = 0;
    node.system.answer('mdadm --assemble', () => {
      const path = attempts++ === 0 ? '/dev/md/short' : ARRAY;
      showArray(
        node,
        [
          ['sda', 'in_sync', '0'],
          ['sdb', 'in_sync', '1'],
        ],
        { path },
      );
      return { status: path === ARRAY ? 0 : 2, stderr: 'mdadm: /dev/sda is busy - skipping' };
    });
    expect(await node.host.assembleArray(MIRROR)).toEqual(UP);
    expect(attempts).toBe(2);
  });

  it('is left alone where somebody uses what was put together', async () => {
    const node = made(['sda', 'sdb']);
    showArray(node, [['sda', 'in_sync', '0']], { path: '/dev/md/short' });
    node.system.files.set('/sys/class/block/md127/holders/dm-0', '');
    expect(await node.host.assembleArray(MIRROR)).toMatchObject({ kind: 'error', code: 'in-use' });
    expect(node.happened()).toEqual([]);
  });

  it('keeps running with a leg that was readmitted and one that failed', async () => {
    const node = made(['sda', 'sdb']);
    showArray(
      node,
      [
        ['sda', 'in_sync', '0'],
        ['sdb', 'spare', 'none'],
        ['sdold', 'faulty', '1'],
      ],
      { disks: 2 },
    );
    const array = arrayOf([memberOn('sda'), memberOn('sdb', { dropped: true })]);
    expect(await node.host.assembleArray(array)).toEqual(UP);
    expect(effectsIn(node.happened())).toEqual([]);
  });

  it('that is in the way is stopped in the end though udev holds it for a while', async () => {
    const node = made(['sda', 'sdb']);
    showArray(node, [['sda', 'in_sync', '0']], { path: '/dev/md/short' });
    let attempts = 0;
    node.system.answer('mdadm --stop', () => {
      if (++attempts < 3) return { status: 1, stderr: 'mdadm: Cannot get exclusive access to /dev/md127' };
      hide(node, '/sys/block/md127');
      return {};
    });
    expect(await node.host.assembleArray(MIRROR)).toEqual(UP);
    expect(attempts).toBe(3);
  });

  it('goes as often as it is asked for, and is in use where it cannot be stopped; that is tried once', async () => {
    const node = made(['sda', 'sdb']);
    for (let time = 0; time < 2; time++) expect(await node.host.stopArray(VOLUME)).toMatchObject({ kind: 'ok' });
    await node.host.assembleArray(MIRROR);
    node.happened();
    node.system.answer('mdadm --stop', { status: 1, stderr: 'mdadm: Cannot get exclusive access to /dev/md127' });
    expect(await node.host.stopArray(VOLUME)).toMatchObject({ kind: 'error', code: 'in-use' });
    expect(effectsIn(node.happened())).toEqual(['$ mdadm --stop /dev/md127']);
  });
});
