import { describe, expect, it } from 'vitest';
import { initiatorOf } from '../../export-address.ts';
import type { LegToConnect } from '../node-host.ts';
import { hide, legOn, LEG, PUBLICATION, scriptedNode, SECRET, showSubsystem } from './testing/scripted-node.ts';
import type { ScriptedNode } from './testing/scripted-node.ts';

const TARGET = `nqn.2026-01.dev.stowage:${PUBLICATION}.${LEG}`;
const IQN = `iqn.2026-01.dev.stowage:${PUBLICATION}.${LEG}`;
const CONNECT = [
  '$ nvme connect --transport=tcp --traddr=192.0.2.7 --trsvcid=4420',
  `--nqn=${TARGET}`,
  `--hostnqn=nqn.2014-08.org.nvmexpress:uuid:${PUBLICATION} --hostid=${PUBLICATION}`,
  '--ctrl-loss-tmo=-1 --reconnect-delay=2 --keep-alive-tmo=5',
].join(' ');
const FAIL_FAST = 'write /sys/class/nvme/nvme1/fast_io_fail_tmo: 5';

describe('a leg over NVMe/TCP', () => {
  const leg = legOn('nvmetcp');

  function reachable(shown?: Parameters<typeof showSubsystem>[2]): ScriptedNode {
    const node = scriptedNode();
    node.system.answer('nvme connect', () => {
      showSubsystem(node, leg, shown);
      return {};
    });
    node.system.answer('nvme disconnect', () => {
      hide(node, '/sys/class/nvme');
      return {};
    });
    return node;
  }

  it('is connected once, and its writes fail fast', async () => {
    const { host, happened } = reachable();
    expect(await host.connectLeg(leg)).toEqual({ kind: 'ok', value: '/dev/nvme1n1' });
    expect(happened()).toEqual([CONNECT, FAIL_FAST]);
    expect(await host.connectLeg(leg)).toEqual({ kind: 'ok', value: '/dev/nvme1n1' });
    expect(happened()).toEqual([]);
  });

  it('goes over RDMA by the same steps', async () => {
    const { host, happened } = reachable();
    await host.connectLeg(legOn('roce'));
    expect(happened()[0]).toContain('--transport=rdma');
  });

  it('is what stands after nvme said that it is connected already', async () => {
    const node = reachable();
    node.system.answer('nvme connect', () => {
      showSubsystem(node, leg);
      return { status: 1, stderr: 'already connected' };
    });
    expect(await node.host.connectLeg(leg)).toMatchObject({ kind: 'ok' });
  });

  it.each([
    { what: 'as another host', shown: { hostNqn: 'nqn.2014-08.org.nvmexpress:uuid:other' }, code: 'already-exists' },
    { what: 'to another device', shown: { wwid: 'uuid.somebody-else' }, code: 'unsupported' },
    { what: 'without an answer', shown: { state: 'connecting' }, code: 'unavailable' },
  ])('is not taken where it is connected $what', async ({ shown, code }) => {
    const { host } = reachable(shown);
    expect(await host.connectLeg(leg)).toMatchObject({ kind: 'error', code });
  });

  it('says what nvme said where nothing answers', async () => {
    const { system, host } = scriptedNode();
    system.answer('nvme connect', { status: 1, stderr: 'Failed to write to /dev/nvme-fabrics: Connection refused' });
    const refused = await host.connectLeg(leg);
    expect(refused).toMatchObject({ kind: 'error', code: 'unavailable' });
    expect(JSON.stringify(refused)).toContain('Connection refused');
  });

  it('is not connected a second time for another publication', async () => {
    const { host } = reachable();
    await host.connectLeg(leg);
    const other: LegToConnect = { ...leg, address: { ...leg.address, target: TARGET.replace('0aaaaaaa', '1aaaaaaa') } };
    expect(await host.connectLeg(other)).toMatchObject({ kind: 'error', code: 'already-exists' });
  });

  it('is disconnected by its name alone, and not below an array', async () => {
    const { system, host, happened } = reachable();
    await host.connectLeg(leg);
    system.files.set('/sys/class/block/nvme1n1/holders/md127', '');
    expect(await host.disconnectLeg(LEG)).toMatchObject({ kind: 'error', code: 'in-use' });
    system.files.delete('/sys/class/block/nvme1n1/holders/md127');
    happened();
    for (let time = 0; time < 2; time++) expect(await host.disconnectLeg(LEG)).toMatchObject({ kind: 'ok' });
    expect(happened()).toEqual([`$ nvme disconnect --nqn=${TARGET}`]);
  });
});

describe('a leg over iSCSI', () => {
  const leg = legOn('iscsi');
  const record = `/etc/iscsi/nodes/${IQN}/192.0.2.7,3260`;
  const interfaceRecord = `/etc/iscsi/ifaces/stowage-${LEG}`;

  function showSession({ system }: ScriptedNode): void {
    const session = '/sys/class/iscsi_session/session2';
    system.files.set(`${session}/targetname`, IQN);
    system.files.set(`${session}/initiatorname`, initiatorOf(PUBLICATION).iqn);
    system.files.set(`${session}/state`, 'LOGGED_IN');
    system.files.set(`${session}/device/target1:0:0/1:0:0:0/block/sdd/size`, '2097152');
    system.bytes.set('/dev/sdd', new Uint8Array());
    const page = new TextEncoder().encode(`\0\0\0\x25${LEG}\0`);
    system.bytes.set('/sys/class/block/sdd/device/vpd_pg80', page);
  }

  function reachable(login: number = 0): ScriptedNode {
    const node = scriptedNode();
    const { system } = node;
    system.answer(`iscsiadm --mode iface --interface stowage-${LEG} --op new`, () => {
      system.files.set(interfaceRecord, '# BEGIN RECORD\n# END RECORD');
      return {};
    });
    system.answer(`iscsiadm --mode iface --interface stowage-${LEG} --op delete`, () => {
      system.files.delete(interfaceRecord);
      return {};
    });
    const byTarget = `iscsiadm --mode node --targetname ${IQN}`;
    system.answer(`${byTarget} --portal`, () => {
      system.files.set(record, '# BEGIN RECORD\nnode.startup = automatic\nnode.tpgt = -1\n# END RECORD');
      return {};
    });
    system.answer(`${byTarget} --login`, () => {
      if (login === 0) showSession(node);
      return { status: login };
    });
    system.answer(`${byTarget} --logout`, () => {
      const status = system.files.has('/sys/class/iscsi_session/session2/state') ? 0 : 21;
      hide(node, '/sys/class/iscsi_session');
      return { status };
    });
    system.answer(`${byTarget} --op delete`, () => {
      hide(node, record);
      return {};
    });
    return node;
  }

  it('is logged in to by an initiator of its publication, with its secret in the record alone', async () => {
    const { system, host, happened } = reachable();
    expect(await host.connectLeg(leg)).toEqual({ kind: 'ok', value: '/dev/sdd' });
    const lines = happened();
    expect(lines).toEqual([
      `$ iscsiadm --mode iface --interface stowage-${LEG} --op new`,
      `$ iscsiadm --mode iface --interface stowage-${LEG} --op update --name iface.initiatorname --value iqn.2026-01.dev.stowage:${PUBLICATION}`,
      `$ iscsiadm --mode node --targetname ${IQN} --portal 192.0.2.7:3260 --interface stowage-${LEG} --op new`,
      `replace ${record}`,
      `$ iscsiadm --mode node --targetname ${IQN} --login`,
    ]);
    expect(lines.join('\n')).not.toContain(SECRET);
    expect(system.files.get(record)).toContain(`node.session.auth.password = ${SECRET}`);
    expect(system.files.get(record)).toContain('node.startup = manual');
    await host.connectLeg(leg);
    expect(happened()).toEqual([]);
  });

  it.each([
    { what: 'refuses the secret', login: 24 },
    { what: 'cannot be reached', login: 8 },
  ])('is unavailable where the portal $what, and says nothing secret', async ({ login }) => {
    const { host } = reachable(login);
    const outcome = await host.connectLeg(leg);
    expect(outcome).toMatchObject({ kind: 'error', code: 'unavailable' });
    expect(JSON.stringify(outcome)).not.toContain(SECRET);
  });

  it('was logged in to by an earlier attempt that was cut off', async () => {
    const node = reachable(15);
    node.system.answer(`iscsiadm --mode node --targetname ${IQN} --login`, () => {
      showSession(node);
      return { status: 15 };
    });
    expect(await node.host.connectLeg(leg)).toMatchObject({ kind: 'ok' });
  });

  it.each([
    { what: 'a session', login: 0 },
    { what: 'records alone, after a login that failed', login: 24 },
  ])('leaves no record behind: $what', async ({ login }) => {
    const { system, host } = reachable(login);
    await host.connectLeg(leg);
    for (let time = 0; time < 2; time++) expect(await host.disconnectLeg(LEG)).toMatchObject({ kind: 'ok' });
    expect([...system.files.keys()]).toEqual([]);
  });

  it('leaves no draft of a record behind that a crash has left', async () => {
    const { system, host } = reachable(0);
    await host.connectLeg(leg);
    system.files.set(`${record}.draft`, SECRET);
    expect(await host.disconnectLeg(LEG)).toMatchObject({ kind: 'ok' });
    expect([...system.files.keys()]).toEqual([]);
    expect((await host.observe()).kind).toBe('ok');
  });
});
