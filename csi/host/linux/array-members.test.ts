import { describe, expect, it } from 'vitest';
import { gib } from '../../../core/model/capacity.ts';
import type { LegId } from '../../../core/model/ids.ts';
import type { DevicePath } from '../node-host.ts';
import {
  effectsIn,
  LEG,
  OTHER_VOLUME,
  scriptedNode,
  showArray,
  showBlank,
  showMember,
  VOLUME,
} from './testing/scripted-node.ts';
import type { ScriptedNode } from './testing/scripted-node.ts';

describe('the members of a running array', () => {
  const position = 1;
  const returned = { volume: VOLUME, leg: LEG, device: '/dev/sdb' as DevicePath, position };
  const frozen = 'write /sys/block/md127/md/sync_action: frozen';

  function degraded(): ScriptedNode {
    const node = scriptedNode();
    showArray(node, [['sda', 'in_sync', '0']], { disks: 2 });
    return node;
  }

  it('are in sync, rebuilding or out', async () => {
    const { host, ...node } = degraded();
    expect(await host.arrayHealth(OTHER_VOLUME)).toMatchObject({ kind: 'error', code: 'not-staged' });
    const members = [
      ['sda', 'in_sync', '0'],
      ['sdb', 'spare', '1'],
      ['sdc', 'faulty', '2'],
    ] as const;
    showArray({ host, ...node }, members, { disks: 4 });
    expect(await host.arrayHealth(VOLUME)).toEqual({
      kind: 'ok',
      value: (['in-sync', 'rebuilding', 'out', 'out'] as const).map((state, place) => ({ position: place, state })),
    });
  });

  it.each([
    {
      what: 'saw the array only whole: by what changed',
      state: 'AA',
      expected: ['$ mdadm /dev/md127 --re-add /dev/sdb'],
    },
    {
      what: 'ran alone: from its beginning to its end',
      state: '.A',
      expected: [
        '$ blkdiscard --force --zeroout --offset=8192 --length=1040384 /dev/sdb',
        '$ mdadm --zero-superblock /dev/sdb',
        '$ mdadm /dev/md127 --add /dev/sdb',
      ],
    },
  ])('take a leg back that $what', async ({ state, expected }) => {
    const node = degraded();
    showMember(node, 'sdb', { position, state });
    expect(await node.host.readmitMember(returned)).toMatchObject({ kind: 'ok' });
    expect(effectsIn(node.happened())).toEqual(expected);
  });

  it('rebuild a leg that md does not take back, after those that failed are gone', async () => {
    const node = degraded();
    showArray(node, [
      ['sda', 'in_sync', '0'],
      ['sdb', 'faulty', '1'],
    ]);
    showMember(node, 'sdb', { position });
    let removals = 0;
    node.system.answer('mdadm /dev/md127 --remove', () => ({ status: removals++ === 0 ? 1 : 0 }));
    node.system.answer('mdadm /dev/md127 --re-add', { status: 1, stderr: 'mdadm: --re-add is not possible' });
    await node.host.readmitMember(returned);
    const removal = '$ mdadm /dev/md127 --remove faulty --remove detached';
    expect(effectsIn(node.happened())).toEqual([
      ...[removal, removal, '$ mdadm /dev/md127 --re-add /dev/sdb'],
      '$ blkdiscard --force --zeroout --offset=8192 --length=1040384 /dev/sdb',
      ...['$ mdadm --zero-superblock /dev/sdb', '$ mdadm /dev/md127 --add /dev/sdb'],
    ]);
  });

  it('put a leg into its own place where others are empty too', async () => {
    const node = scriptedNode();
    showArray(node, [['sda', 'in_sync', '0']], { disks: 4 });
    showBlank(node, 'sdd');
    const member = { ...returned, device: '/dev/sdd' as DevicePath, position: 3 };
    await node.host.readmitMember(member);
    const placing = ['write /sys/block/md127/md/dev-sdd/slot: 3', 'write /sys/block/md127/md/sync_action: idle'];
    expect(effectsIn(node.happened())).toEqual([frozen, '$ mdadm /dev/md127 --add /dev/sdd', ...placing]);
    // Killed after mdadm had added it: it has no place yet, and the array stands still.
    showArray(
      node,
      [
        ['sda', 'in_sync', '0'],
        ['sdd', 'spare', 'none'],
      ],
      { disks: 4 },
    );
    node.system.files.set('/sys/block/md127/md/sync_action', 'frozen');
    await node.host.readmitMember(member);
    expect(effectsIn(node.happened())).toEqual(placing);
  });

  it('refuse a leg of another array, and leave one that is back', async () => {
    const node = degraded();
    showMember(node, 'sdb', { volume: OTHER_VOLUME, position });
    expect(await node.host.readmitMember(returned)).toMatchObject({ kind: 'error', code: 'unsupported' });
    showArray(node, [
      ['sda', 'in_sync', '0'],
      ['sdb', 'spare', '1'],
    ]);
    expect(await node.host.readmitMember({ ...returned, leg: 'x' as LegId })).toMatchObject({ kind: 'ok' });
    expect(effectsIn(node.happened())).toEqual([]);
  });
});

describe('an array that grows', () => {
  const grow = { volume: VOLUME, layout: 'mirror', size: gib(2), encrypted: true, legs: 2, zeroed: true } as const;
  const growth = '$ mdadm --grow /dev/md127 --size=2113536 --assume-clean';

  function running(sectors: string): ScriptedNode {
    const node = scriptedNode();
    showArray(node, [
      ['sda', 'in_sync', '0'],
      ['sdb', 'in_sync', '1'],
    ]);
    node.system.files.set('/sys/block/md127/md/component_size', '1064960');
    for (const disk of ['sda', 'sdb']) {
      node.system.files.set(`/sys/block/md127/md/dev-${disk}/offset`, '262144');
      node.system.files.set(`/sys/class/block/${disk}/size`, sectors);
    }
    return node;
  }

  it('takes what its legs have grown by, once', async () => {
    const node = running('6291456');
    node.system.answer('mdadm --grow', () => {
      node.system.files.set('/sys/block/md127/md/component_size', '2113536');
      return {};
    });
    for (let time = 0; time < 2; time++) expect(await node.host.growArray(grow)).toMatchObject({ kind: 'ok' });
    expect(node.happened()).toEqual([growth]);
  });

  it('looks at its legs again, and waits for all of them', async () => {
    const node = running('4194304');
    expect(await node.host.growArray(grow)).toMatchObject({ kind: 'error', code: 'unavailable' });
    expect(node.happened()).toEqual(['write /sys/class/block/sda/device/rescan: 1']);
  });

  it('is synchronised where it grew by something else than zeros', async () => {
    const node = running('6291456');
    await node.host.growArray({ ...grow, zeroed: false });
    expect(node.happened()).toEqual([growth.replace(' --assume-clean', '')]);
  });
});
