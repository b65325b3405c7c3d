import { status } from '@grpc/grpc-js';
import type { ServerDuplexStream, handleBidiStreamingCall } from '@grpc/grpc-js';
import type { DomainId, EnclosureName } from '../../../core/model/ids.ts';
import { DriverMessageSchema } from '../../generated/stowage/channel_pb.ts';
import { PROTOCOL_VERSION } from '../channel-limits.ts';
import type { ChannelLog } from '../channel-log.ts';
import { writeMessage } from '../messages/streams.ts';
import { whatIsSaid } from './agent-speech.ts';
import type { Stage } from './agent-speech.ts';
import { attachedAgent } from './attached-agent.ts';
import type { AttachedAgents } from './attached-agents.ts';
import { callerOf, permissionDenied } from './caller.ts';
import type { Refusal } from './caller.ts';

export interface AgentsServiceParts {
  readonly agents: AttachedAgents;
  readonly domain: DomainId;
  readonly epoch: number;
  readonly softwareVersion: string;
  readonly log: ChannelLog;
  /** Told of each agent that attaches, before the first command, and when its stream is over. */
  readonly attached?: (enclosure: EnclosureName, over: AbortSignal) => void;
  /** Milliseconds. */
  readonly answerWithin: number;
  /** Milliseconds. */
  readonly greetingWithin: number;
}

type AgentStream = ServerDuplexStream<Buffer, Buffer>;

/** The driver's side of Attach: an agent speaks for the enclosure that its certificate names, and for no other. */
export const attachHandler =
  (parts: AgentsServiceParts): handleBidiStreamingCall<Buffer, Buffer> =>
  (stream) => {
    const caller = callerOf(stream);
    if (caller?.kind === 'agent') converse(parts, stream, caller.enclosure);
    else turnAway(parts, stream, permissionDenied(caller, 'only an agent may attach'));
  };

function converse(parts: AgentsServiceParts, stream: AgentStream, enclosure: EnclosureName): void {
  let stage: Stage = { kind: 'hello' };
  const ended = new AbortController();
  const over = (why: string): void => {
    clearTimeout(greeting);
    ended.abort();
    if (stage.kind === 'attached') {
      parts.agents.detach(enclosure, stage.agent, why);
      parts.log.warn(`the agent of enclosure ${enclosure} ${why}`);
    }
    stage = { kind: 'over' };
  };
  const refuse = ({ code, why }: Refusal): void => {
    if (stage.kind === 'over') return;
    if (stage.kind !== 'attached') parts.log.warn(`an agent of enclosure ${enclosure} was turned away: it ${why}`);
    over(why);
    endWith(stream, { code, why });
  };
  const greeting = setTimeout(refuse, parts.greetingWithin, TOO_SLOW);
  const attach = (softwareVersion: string): Stage => {
    clearTimeout(greeting);
    const send = (bytes: Buffer): void => void stream.write(bytes);
    const agent = attachedAgent({ enclosure, send, answerWithin: parts.answerWithin });
    const peer = `${stream.getPeer()}, release ${softwareVersion}`;
    parts.agents.attach(enclosure, { agent, peer, end: refuse });
    parts.log.info(`the agent of enclosure ${enclosure} is attached at ${peer}`);
    parts.attached?.(enclosure, ended.signal);
    return { kind: 'attached', agent };
  };
  const received = (bytes: Buffer): void => {
    if (stage.kind === 'over') return;
    const said = whatIsSaid(bytes, stage, enclosure);
    switch (said.kind) {
      case 'refused':
        refuse(said);
        return;
      case 'hello':
        stream.write(welcome(parts));
        stage = { kind: 'ready', softwareVersion: said.softwareVersion };
        return;
      case 'ready':
        stage = attach(said.softwareVersion);
        return;
      case 'answer':
        said.agent.answered(said.answer);
        return;
    }
  };
  stream.on('data', received);
  stream.on('end', () => {
    over('is gone');
    stream.end();
  });
  stream.on('cancelled', () => {
    over('is gone');
  });
  stream.on('error', (error) => {
    over(`is gone: ${error.message}`);
  });
}

const TOO_SLOW: Refusal = { code: status.DEADLINE_EXCEEDED, why: 'did not greet in time' };

const welcome = ({ domain, epoch, softwareVersion }: AgentsServiceParts): Buffer =>
  writeMessage(DriverMessageSchema, {
    body: {
      case: 'welcome',
      value: { protocolVersion: PROTOCOL_VERSION, softwareVersion, domain, epoch: BigInt(epoch) },
    },
  });

function turnAway({ log }: AgentsServiceParts, stream: AgentStream, refusal: Refusal): void {
  log.warn(`a caller at ${stream.getPeer()} was turned away: it ${refusal.why}`);
  endWith(stream, refusal);
}

/** grpc-js takes the status of a stream from an error that it is told of. */
function endWith(stream: AgentStream, { code, why }: Refusal): void {
  stream.emit('error', { code, details: `the agent ${why}` });
}
