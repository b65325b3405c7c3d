import { onTestFinished } from 'vitest';
import type { DomainId, EnclosureName } from '../../../core/model/ids.ts';
import { ok } from '../../outcome.ts';
import type { EnclosureHost, EnclosureHosts } from '../../backends/composable/enclosure-host.ts';
import { attachAgent } from '../agent-side/attach-agent.ts';
import type { AgentAttachment, AttachAgentOptions } from '../agent-side/attach-agent.ts';
import type { ServedDriver, ServedDriverRecord } from '../agent-side/served-driver.ts';
import { createAttachedAgents } from '../driver-side/attached-agents.ts';
import { startChannelServer } from '../driver-side/channel-server.ts';
import type { ChannelServer, ChannelServerOptions } from '../driver-side/channel-server.ts';
import { connectDirectory } from '../node-side/connect-directory.ts';
import type { ConnectedDirectory, ConnectDirectoryOptions } from '../node-side/connect-directory.ts';
import { DRIVER, agent, node, testAuthority } from './certificates.ts';
import { recordingLog } from './recording-log.ts';
import type { RecordingLog } from './recording-log.ts';

export const DOMAIN = '0b5c3a52-6b0f-4f3e-9f55-6b8a3c1d2e01' as DomainId;

/** Made once: what is tried is what becomes of them. */
export const authority = await testAuthority();
const driverTls = await authority.issue(DRIVER);

export interface StartedServer {
  readonly server: ChannelServer;
  readonly enclosures: EnclosureHosts;
  readonly log: RecordingLog;
}

/** A driver's end of the channel. It goes when the test ends. */
export async function startServer(options: Partial<ChannelServerOptions> = {}): Promise<StartedServer> {
  const log = recordingLog();
  const agents = createAttachedAgents(() => new Date('2026-11-21T12:00:00Z'));
  const server = await startChannelServer({
    agents,
    listen: { host: '127.0.0.1', port: 0 },
    tls: driverTls,
    directory: {
      lookup: () => Promise.resolve(undefined),
      limits: () => Promise.resolve([]),
      report: () => Promise.resolve(ok(undefined)),
    },
    nodeOf: () => undefined,
    registerNode: () => Promise.resolve({}),
    domain: DOMAIN,
    epoch: 1,
    softwareVersion: '1.2.3',
    stopMilliseconds: 100,
    log,
    ...options,
  });
  onTestFinished(() => server.stop());
  return { server, enclosures: agents.hosts, log };
}

export const BOX = 'box' as EnclosureName;

/** An agent's end, of the enclosure `box` unless told otherwise. It goes when the test ends. */
export async function startAgent(
  { server }: Pick<StartedServer, 'server'>,
  options: Partial<AttachAgentOptions> & Pick<AttachAgentOptions, 'hostFor'>,
): Promise<{ readonly attachment: AgentAttachment; readonly log: RecordingLog }> {
  const log = recordingLog();
  const enclosure = options.enclosure ?? BOX;
  const attachment = attachAgent({
    driver: server.bound,
    tls: await authority.issue(agent(enclosure)),
    enclosure,
    served: servedDriverIn({}),
    softwareVersion: '1.2.3',
    backoff: { first: 1, longest: 5 },
    log,
    ...options,
  });
  onTestFinished(() => attachment.stop());
  return { attachment, log };
}

/** An agent that takes commands by now. */
export async function attachedAgent(started: StartedServer, host: EnclosureHost, enclosure = BOX) {
  const agentSide = await startAgent(started, { hostFor: () => Promise.resolve(host), enclosure });
  await started.log.until(`the agent of enclosure ${enclosure} is attached`);
  return agentSide;
}

/** Kept as long as the object is. */
export const servedDriverIn = (kept: { driver?: ServedDriver }): ServedDriverRecord => ({
  get: () => Promise.resolve(kept.driver),
  set: (driver) => {
    kept.driver = driver;
    return Promise.resolve();
  },
});

export async function connectNode(
  { server }: Pick<StartedServer, 'server'>,
  name: string,
  options: Partial<ConnectDirectoryOptions> = {},
): Promise<ConnectedDirectory> {
  const tls = options.tls ?? (await authority.issue(node(name)));
  const directory = connectDirectory({ driver: server.bound, softwareVersion: '1.2.3', ...options, tls });
  onTestFinished(() => {
    directory.close();
  });
  return directory;
}
