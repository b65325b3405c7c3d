import type { DomainId, EnclosureName } from '../../../core/model/ids.ts';
import type { EnclosureHost } from '../../../csi/backends/composable/enclosure-host.ts';
import { createAttachedAgents } from '../../../csi/channel/driver-side/attached-agents.ts';
import { startChannelServer } from '../../../csi/channel/driver-side/channel-server.ts';
import { DRIVER, agent, testAuthority } from '../../../csi/channel/testing/certificates.ts';
import { recordingLog } from '../../../csi/channel/testing/recording-log.ts';
import { ok } from '../../../csi/outcome.ts';
import { BUNDLE } from '../fleet/stowage-command.ts';
import type { Vm } from '../vm/vm.ts';

/** An agent in a virtual machine, attached to a driver's end of the channel in this process. */
export interface AgentProcess {
  readonly host: EnclosureHost;
  /** Kills the agent and starts it over what stands there; it takes commands when this answers. */
  restart(): Promise<void>;
  /** Of the driver's end. */
  logs(): string;
  stop(): Promise<void>;
}

/** The build machine, as virtual machines see it. */
const DRIVER_ADDRESS = '10.0.2.2';
const TLS = '/etc/stowage/tls';
const STATE = '/var/lib/stowage/agent';
const DOMAIN = '0b5c3a52-6b0f-4f3e-9f55-6b8a3c1d2e01' as DomainId;

/** The enclosure has the name of its machine. */
export async function startAgentProcess(vm: Vm): Promise<AgentProcess> {
  const enclosure = vm.name as EnclosureName;
  const authority = await testAuthority();
  const [agents, log] = [createAttachedAgents(), recordingLog()];
  const server = await startChannelServer({
    agents,
    log,
    listen: { host: '127.0.0.1', port: 0 },
    tls: await authority.issue(DRIVER, { hosts: [DRIVER_ADDRESS] }),
    directory: {
      lookup: () => Promise.resolve(undefined),
      limits: () => Promise.resolve([]),
      report: () => Promise.resolve(ok(undefined)),
    },
    nodeOf: () => undefined,
    registerNode: () => Promise.resolve({}),
    domain: DOMAIN,
    epoch: 1,
    softwareVersion: '0.0.0',
    stopMilliseconds: 100,
  });
  const { authority: trusted, certificate, key } = await authority.issue(agent(enclosure));
  const files = { 'ca.crt': trusted, 'tls.crt': certificate, 'tls.key': key };
  for (const [name, bytes] of Object.entries(files)) await vm.writeFile(`${TLS}/${name}`, bytes.toString(), 0o600);
  const driver = `${DRIVER_ADDRESS}:${String(server.bound.port)}`;
  const options = ['--enclosure', enclosure, '--driver', driver, '--tls', TLS, '--state', STATE];
  let starts = 0;
  const start = async (): Promise<void> => {
    await vm.start('agent', [process.execPath, BUNDLE, 'agent', ...options]);
    await log.until(`the agent of enclosure ${enclosure} is attached`, ++starts);
  };
  await start();
  return {
    host: agents.hosts.of(enclosure),
    restart: async () => {
      await vm.kill('agent');
      await start();
    },
    logs: () => log.lines.join('\n'),
    stop: () => server.stop(),
  };
}
