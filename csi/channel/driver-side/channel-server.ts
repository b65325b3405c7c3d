import { isIP } from 'node:net';
import { Server } from '@grpc/grpc-js';
import type { UntypedHandleCall } from '@grpc/grpc-js';
import type { EnclosureName } from '../../../core/model/ids.ts';
import { CsiError } from '../../csi-error.ts';
import { Agents } from '../../generated/stowage/channel_pb.ts';
import { bind, shutDown } from '../../services/grpc-server.ts';
import { ANSWER_WITHIN, GREETING_WITHIN, SERVER_OPTIONS } from '../channel-limits.ts';
import { reasonOf } from '../channel-log.ts';
import { streamDefinition } from '../messages/streams.ts';
import { serverCredentials } from '../tls.ts';
import type { HostAndPort, TlsMaterial } from '../tls.ts';
import { attachHandler } from './agents-service.ts';
import type { AttachedAgents } from './attached-agents.ts';
import { addNodesService } from './node-calls.ts';
import { nodesHandlers } from './nodes-service.ts';
import type { NodesServiceParts } from './nodes-service.ts';

export interface ChannelServerOptions extends NodesServiceParts {
  /** Port 0 lets the system choose. */
  readonly listen: HostAndPort;
  readonly tls: TlsMaterial;
  /** Where agents are found that attach. */
  readonly agents: AttachedAgents;
  /** Told of each agent that attaches, and when its stream is over. */
  readonly attached?: (enclosure: EnclosureName, over: AbortSignal) => void;
  /** Of the leader: agents refuse an older one. */
  readonly epoch: number;
  /** Milliseconds until a command counts as not answered; 30 seconds. */
  readonly answerWithin?: number;
  /** Milliseconds; 20 seconds. */
  readonly greetingWithin?: number;
  /** How long calls under way may take to end when the server stops; 5 seconds. */
  readonly stopMilliseconds?: number;
}

/** Where agents and node plug-ins reach the driver's leader. */
export interface ChannelServer {
  readonly bound: HostAndPort;
  /** Lets go of every agent. May be called again. */
  stop(): Promise<void>;
}

const STOP_MILLISECONDS = 5000;

const whyNotBound = (cause: unknown): string =>
  reasonOf(cause).includes('EADDRINUSE')
    ? 'another process listens there; choose another address with --agents-listen'
    : reasonOf(cause);

/** @throws CsiError `listen-failed` */
export async function startChannelServer(options: ChannelServerOptions): Promise<ChannelServer> {
  const { listen, tls, agents, log, answerWithin = ANSWER_WITHIN, greetingWithin = GREETING_WITHIN } = options;
  const server = new Server(SERVER_OPTIONS);
  const attach = attachHandler({ ...options, answerWithin, greetingWithin });
  server.addService({ attach: streamDefinition(Agents.method.attach) }, { attach: attach as UntypedHandleCall });
  addNodesService(server, nodesHandlers(options), log);
  const address = `${isIP(listen.host) === 6 ? `[${listen.host}]` : listen.host}:${String(listen.port)}`;
  const port = await bind(server, address, serverCredentials(tls)).catch((cause: unknown) => {
    throw new CsiError('listen-failed', `cannot listen on ${address} for agents: ${whyNotBound(cause)}`, { cause });
  });
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    agents.endAll('is let go: the driver stops');
    return shutDown(server, options.stopMilliseconds ?? STOP_MILLISECONDS);
  };
  return { bound: { host: listen.host, port }, stop: () => (stopped ??= stop()) };
}
