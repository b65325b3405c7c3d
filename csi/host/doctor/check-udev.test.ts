import { describe, expect, it } from 'vitest';
import type { ScriptedSystem } from '../../system/testing/scripted-system.ts';
import { repairHost } from './examine-host.ts';
import type { HostRole } from './examine-host.ts';
import { found, freshHost, install, runArray, writes } from './testing/fresh-host.ts';
import { UDEV_RULES } from './udev-rules.ts';

const RULES = '/etc/udev/rules.d/63-stowage.rules';
const DROP_IN = '/etc/systemd/system/mdadm-last-resort@.service.d/stowage.conf';
const HOOK = '/etc/initramfs-tools/hooks/stowage';
const IMAGE = '/boot/initrd.img-6.1.0-1-amd64';

/** Debian with mdadm, whose image has whatever the hooks put into it. */
function debianHost(): ScriptedSystem {
  const system = freshHost();
  for (const kind of ['service', 'timer']) system.files.set(`/lib/systemd/system/mdadm-last-resort@.${kind}`, '[Unit]');
  install(system, 'update-initramfs');
  system.files.set('/usr/share/initramfs-tools/hooks/mdadm', '#!/bin/sh');
  system.files.set('/proc/sys/kernel/osrelease', '6.1.0-1-amd64');
  system.files.set(IMAGE, '');
  system.answer('update-initramfs', () => {
    system.files.set(IMAGE, system.files.has(HOOK) ? RULES : '');
    return {};
  });
  system.answer('lsinitramfs', () => ({ stdout: `init\n${system.files.get(IMAGE)?.slice(1) ?? ''}\n` }));
  return system;
}

const OURS = {
  rules: { role: 'node', file: RULES, finding: 'udev is not told to leave the devices of volumes alone' },
  timers: { role: 'node', file: DROP_IN, finding: "mdadm's last-resort timers start the arrays of volumes" },
  initramfs: {
    role: 'agent',
    file: HOOK,
    finding: 'the initramfs lets udev assemble the legs on the drives of this host',
  },
} as const satisfies Readonly<Record<string, { role: HostRole; file: string; finding: string }>>;

describe.each(Object.entries(OURS))('%s', (_, { role, file, finding }) => {
  it('are found, set once, and found again when somebody changed them', async () => {
    const system = debianHost();
    expect(await found(system, role)).toContain(finding);
    expect(writes(system)).toEqual([]);
    const { mended, left } = await repairHost({ system, role });
    expect([mended.map(({ what }) => what), left]).toEqual([expect.arrayContaining([finding]), []]);
    const before = writes(system);
    expect(await repairHost({ system, role })).toEqual({ mended: [], left: [] });
    expect(writes(system)).toEqual(before);
    system.files.set(file, `${system.files.get(file) ?? ''}# and more\n`);
    expect(await found(system, role)).toEqual([finding]);
  });
});

describe('the rules of udev', () => {
  const rule = (start: string): string => UDEV_RULES.split('\n').find((line) => line.startsWith(start)) ?? '';

  it('keep legs from mdadm, and no array from systemd', () => {
    expect(rule('ENV{ID_FS_TYPE}=="linux_raid_member"')).toContain('ENV{SYSTEMD_READY}="0"');
    expect(UDEV_RULES.match(/SYSTEMD_READY/g)).toHaveLength(1);
  });

  it('know arrays by the 31 digits that a superblock keeps, and containers by the whole id', () => {
    expect(rule('KERNEL=="md*"')).toContain(`ENV{MD_NAME}=="${'[0-9a-f]'.repeat(31)}"`);
    expect(rule('KERNEL=="dm-*"').match(/\[0-9a-f\]/g)).toHaveLength(32);
  });

  it('jump to labels that are there', () => {
    for (const [, label] of UDEV_RULES.matchAll(/GOTO="(\w+)"/g)) expect(UDEV_RULES).toContain(`LABEL="${label!}"`);
  });
});

describe("this host's own array that is named as those of volumes", () => {
  const NAME = '0f0e0d0c11114222833344445555666';

  it.each([
    { what: 'its own name', uuid: 'ffffffff-1111-4222-8333-444455556666', name: NAME, refused: true },
    { what: 'its own UUID, a volume', uuid: '0f0e0d0c-1111-4222-8333-444455556666', name: NAME, refused: false },
    { what: 'another name', uuid: 'ffffffff-1111-4222-8333-444455556666', name: 'host:0', refused: false },
  ])('keeps everything that goes by the name from being set: $what', async ({ uuid, name, refused }) => {
    const system = debianHost();
    system.files.set('/etc/mdadm/mdadm.conf', 'AUTO -all');
    runArray(system, 'md0', uuid, name);
    const { left } = await repairHost({ system, role: 'agent' });
    expect(left.map(({ what, fixable }) => [what, fixable])).toEqual(
      refused ? [[`${OURS.rules.finding}, and this host's own md0 has a name as volumes have`, false]] : [],
    );
    expect([RULES, DROP_IN, HOOK].map((file) => system.files.has(file))).toEqual(Array(3).fill(!refused));
  });
});

describe('the last-resort timers', () => {
  it.each([
    { what: 'the timer is masked', mask: 'timer' },
    { what: 'the service is masked', mask: 'service' },
  ])('are right already where $what', async ({ mask }) => {
    const system = debianHost();
    system.links.set(`/etc/systemd/system/mdadm-last-resort@.${mask}`, '/dev/null');
    expect(await found(system)).not.toContain(OURS.timers.finding);
  });

  it('are none without systemd', async () => {
    const system = debianHost();
    system.files.delete('/usr/sbin/systemctl');
    expect(await found(system)).not.toContain(OURS.timers.finding);
  });
});

describe('the initramfs', () => {
  it('is of no matter to a node, whose legs come over the network', async () => {
    expect(await found(debianHost(), 'node')).not.toContain(OURS.initramfs.finding);
  });

  it('stays a finding where the image could not be made', async () => {
    const system = debianHost();
    system.answer('update-initramfs', { status: 1 });
    const { left } = await repairHost({ system, role: 'agent' });
    expect(left.map(({ what }) => what)).toEqual([OURS.initramfs.finding]);
  });

  it.each([
    { what: 'mdadm is not in it', without: '/usr/share/initramfs-tools/hooks/mdadm' },
    { what: 'another program makes it', without: '/usr/sbin/update-initramfs' },
  ])('is left alone where $what', async ({ without }) => {
    const system = debianHost();
    system.files.delete(without);
    expect(await found(system, 'agent')).not.toContain(OURS.initramfs.finding);
  });

  it('cannot be looked into where this host boots without one', async () => {
    const system = debianHost();
    system.files.delete(IMAGE);
    await repairHost({ system, role: 'agent' });
    system.files.delete(IMAGE);
    expect(await found(system, 'agent')).toEqual([]);
  });
});
