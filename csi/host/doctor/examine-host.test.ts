import { describe, expect, it } from 'vitest';
import { SystemError } from '../../system/system.ts';
import { examineHost, repairHost } from './examine-host.ts';
import { found, freshHost, install, runArray, writes } from './testing/fresh-host.ts';

describe('a host that nothing was set on', () => {
  it('has findings that say the risk and what to do, and looking changes nothing', async () => {
    const system = freshHost();
    const findings = await examineHost({ system, role: 'node' });
    expect(findings.map(({ what }) => what)).toEqual([
      'not loaded when the host starts: nvme_tcp, iscsi_tcp, md_mod, raid1, raid10, dm_mod, dm_crypt',
      'mdadm is not told to leave arrays alone',
      'udev is not told to leave the devices of volumes alone',
      '/etc/iscsi/initiatorname.iscsi names no initiator',
      'neither iscsid nor its socket is active',
    ]);
    for (const { why, remedy } of findings) expect(Math.min(why.length, remedy.length)).toBeGreaterThan(20);
    expect(writes(system)).toEqual([]);
  });

  it('is repaired by files of our own, once', async () => {
    const system = freshHost();
    const { mended, left } = await repairHost({ system, role: 'node' });
    expect([mended.length, left]).toEqual([5, []]);
    expect(writes(system)).toEqual([
      'make /etc/modules-load.d/',
      'replace /etc/modules-load.d/stowage.conf',
      '$ modprobe --all nvme_tcp iscsi_tcp md_mod raid1 raid10 dm_mod dm_crypt',
      'make /etc/mdadm/',
      'make /etc/mdadm/mdadm.conf.d/',
      'replace /etc/mdadm/mdadm.conf.d/stowage.conf',
      'make /etc/udev/rules.d/',
      'replace /etc/udev/rules.d/63-stowage.rules',
      '$ udevadm control --reload',
      '$ iscsi-iname',
      'replace /etc/iscsi/initiatorname.iscsi',
      '$ systemctl enable --now iscsid.socket',
    ]);
    const before = writes(system).length;
    expect(await repairHost({ system, role: 'node' })).toEqual({ mended: [], left: [] });
    expect(writes(system)).toHaveLength(before);
  });

  it('needs other modules where it has drives', async () => {
    const system = freshHost();
    expect(await found(system, 'agent')).toContain(
      'not loaded when the host starts: configfs, nvmet, nvmet_tcp, target_core_mod, target_core_iblock, iscsi_target_mod',
    );
    await repairHost({ system, role: 'agent' });
    await repairHost({ system, role: 'node' });
    expect([await found(system, 'agent'), await found(system, 'node')]).toEqual([[], []]);
  });
});

describe('a check that cannot be made', () => {
  const MODULES = 'kernel modules: this cannot be looked at: cannot run modprobe: it is not installed';
  const fails = (): never => {
    throw new SystemError('no-such-program', 'cannot run modprobe: it is not installed');
  };

  it('is a finding, and the others are made', async () => {
    const system = freshHost();
    system.answer('modprobe', fails);
    const findings = await examineHost({ system, role: 'node' });
    expect(findings[0]).toMatchObject({ what: MODULES, fixable: false });
    expect(findings.map(({ what }) => what)).toContain('neither iscsid nor its socket is active');
  });

  it('is left to a person, and the others are mended', async () => {
    const system = freshHost();
    system.answer('modprobe', fails);
    const { mended, left } = await repairHost({ system, role: 'node' });
    expect(left.map(({ what }) => what)).toEqual([MODULES]);
    expect(mended.map(({ what }) => what)).toContain('neither iscsid nor its socket is active');
  });

  it('is told apart from a repair that failed, which tells what is left of it too', async () => {
    const system = freshHost();
    system.answer('modprobe --all', fails);
    system.answer('udevadm', () => {
      throw new SystemError('timed-out', 'udevadm did not end');
    });
    const replaceFile = system.replaceFile.bind(system);
    const full = new SystemError('file', 'cannot write: ENOSPC', { errno: 'ENOSPC' });
    const broken = {
      ...system,
      replaceFile: (path: string, text: string) =>
        path.startsWith('/etc/mdadm/') ? Promise.reject(full) : replaceFile(path, text),
    };
    const { mended, left } = await repairHost({ system: broken, role: 'node' });
    expect(left.map(({ what }) => what)).toEqual([
      'kernel modules: --fix did not come to its end: cannot run modprobe: it is not installed',
      "mdadm's configuration: --fix did not come to its end: cannot write: ENOSPC",
      'mdadm is not told to leave arrays alone',
      "udev's rules: --fix did not come to its end: udevadm did not end",
    ]);
    expect(mended.map(({ what }) => what)).toContain('neither iscsid nor its socket is active');
  });
});

describe('missing tools', () => {
  it.each([
    {
      manager: 'apt-get',
      expected: ['apt-get update --quiet', 'apt-get install --yes --no-install-recommends open-iscsi e2fsprogs'],
    },
    { manager: 'dnf', expected: ['dnf install --assumeyes iscsi-initiator-utils e2fsprogs'] },
  ])('are installed by $manager', async ({ manager, expected }) => {
    const system = freshHost();
    for (const tool of ['iscsiadm', 'e2fsck', 'resize2fs', 'apt-get']) system.files.delete(`/usr/sbin/${tool}`);
    install(system, manager);
    await repairHost({ system, role: 'node' });
    expect(writes(system).slice(0, expected.length)).toEqual(expected.map((line) => `$ ${line}`));
  });

  it('stay findings where they could not be installed', async () => {
    const system = freshHost();
    system.files.delete('/usr/sbin/cryptsetup');
    system.answer('apt-get', { status: 100 });
    const { left } = await repairHost({ system, role: 'node' });
    expect(left.map(({ what }) => what)).toEqual(['cryptsetup is not installed']);
  });
});

describe('a kernel without a module', () => {
  it('is told of, and the others are loaded', async () => {
    const system = freshHost();
    system.answer('modprobe --dry-run --quiet nvme_tcp', { status: 1 });
    const { left } = await repairHost({ system, role: 'node' });
    expect(left).toMatchObject([{ what: 'this kernel has no module nvme_tcp', fixable: false }]);
    expect(system.files.get('/etc/modules-load.d/stowage.conf')).not.toContain('nvme_tcp');
  });
});

describe("mdadm's configuration", () => {
  const MAIN = '/etc/mdadm/mdadm.conf';

  it.each([
    { text: 'AUTO -all', expected: [] },
    { text: '# AUTO +all\nauto -all # ours', expected: [] },
    { text: 'AUTO +1.x -all', expected: ['mdadm.conf says "AUTO +1.x -all"'] },
    { text: 'AUTO +all\nAUTO -all', expected: ['mdadm.conf says "AUTO +all"'] },
    { text: 'HOMEHOST <system>', expected: ['mdadm is not told to leave arrays alone'] },
  ])('that says "$text"', async ({ text, expected }) => {
    const system = freshHost();
    system.files.set(MAIN, text);
    const findings = await found(system);
    expect(findings.filter((what) => what.startsWith('mdadm'))).toEqual(expected);
  });

  it.each([
    { line: 'ARRAY /dev/md/0f0e0d0c111142228333444455556666 UUID=0f0e0d0c:11114222:83334444:55556666', listed: true },
    { line: 'ARRAY /dev/md/x metadata=1.2 name=0f0e0d0c11114222833344445555666 UUID=1:2:3:4', listed: true },
    { line: 'ARRAY <ignore> name=0f0e0d0c11114222833344445555666 UUID=1:2:3:4', listed: false },
    { line: 'ARRAY /dev/md/root metadata=1.2 name=host:root UUID=1:2:3:4', listed: false },
  ])('that lists "$line"', async ({ line, listed }) => {
    const system = freshHost();
    system.files.set(MAIN, `AUTO -all\n${line}`);
    const { left } = await repairHost({ system, role: 'agent' });
    expect(left.map(({ what, fixable }) => [what, fixable])).toEqual(
      listed ? [[`mdadm.conf lists the array of a volume: "${line}"`, false]] : [],
    );
  });

  it("is left to a person where a line is a person's", async () => {
    const system = freshHost();
    system.files.set(MAIN, 'AUTO +all');
    const { left } = await repairHost({ system, role: 'node' });
    expect(left).toMatchObject([{ what: 'mdadm.conf says "AUTO +all"', fixable: false }]);
    expect(system.files.get(MAIN)).toBe('AUTO +all');
  });

  it.each([
    { what: 'listed', lines: 'ARRAY /dev/md0 UUID=0f0e0d0c:11114222:83334444:55556666', unlisted: false },
    { what: 'not listed', lines: '', unlisted: true },
  ])("comes second to the host's own arrays: $what", async ({ lines, unlisted }) => {
    const system = freshHost();
    system.files.set(MAIN, lines);
    runArray(system, 'md0', '0f0e0d0c-1111-4222-8333-444455556666', 'host:0');
    const { left } = await repairHost({ system, role: 'node' });
    expect(left.map(({ fixable }) => fixable)).toEqual(unlisted ? [false] : []);
    expect(system.files.has('/etc/mdadm/mdadm.conf.d/stowage.conf')).toBe(!unlisted);
  });
});

describe('open-iscsi', () => {
  it('runs where its process does, and keeps its name', async () => {
    const system = freshHost();
    await repairHost({ system, role: 'node' });
    system.answer('systemctl is-active', { status: 3, stdout: 'inactive\n' });
    system.files.set('/run/iscsid.pid', '77');
    expect(await found(system)).toEqual(['neither iscsid nor its socket is active']);
    system.files.set('/proc/77/comm', 'iscsid');
    expect(await found(system)).toEqual([]);
  });

  it.each([
    { what: 'its process runs', pid: '77', findings: [] },
    { what: 'nobody started it', pid: '', findings: [['iscsid does not run', false]] },
  ])('is looked at without systemd: $what', async ({ pid, findings }) => {
    const system = freshHost();
    system.files.delete('/usr/sbin/systemctl');
    system.files.set('/run/iscsid.pid', pid);
    system.files.set('/proc/77/comm', 'iscsid');
    const { left } = await repairHost({ system, role: 'node' });
    expect(left.map(({ what, fixable }) => [what, fixable])).toEqual(findings);
    expect(system.transcript.filter((line) => line.startsWith('$ systemctl'))).toEqual([]);
  });

  it('that logs in to everything is told of', async () => {
    const system = freshHost();
    await repairHost({ system, role: 'node' });
    system.files.set('/etc/iscsi/iscsid.conf', 'node.startup = automatic');
    expect(await found(system)).toEqual(['/etc/iscsi/iscsid.conf says node.startup = automatic']);
  });
});
