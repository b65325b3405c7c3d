import { setTimeout as pause } from 'node:timers/promises';
import { Client, status } from '@grpc/grpc-js';
import type { ClientDuplexStream, StatusObject } from '@grpc/grpc-js';
import { Agents } from '../../generated/stowage/channel_pb.ts';
import { CLIENT_OPTIONS, LEAVE_WITHIN } from '../channel-limits.ts';
import { streamDefinition } from '../messages/streams.ts';
import type { DriverEndpoint } from '../tls.ts';
import { whyUnreachable } from '../why-unreachable.ts';
import { agentConversation } from './agent-conversation.ts';
import type { AgentConversation, AgentConversationOptions } from './agent-conversation.ts';

export interface AgentStreamOptions extends AgentConversationOptions {
  readonly endpoint: DriverEndpoint;
  /** Milliseconds from dialling until commands flow. */
  readonly greetingWithin: number;
}

/** How a stream ended, by what to do next. */
export type StreamEnd =
  /** The driver was not reached, or one of both sides turned the other away. */
  | { readonly kind: 'not-attached'; readonly why: string }
  | { readonly kind: 'lost'; readonly why: string }
  /** Another agent speaks for the enclosure now. */
  | { readonly kind: 'replaced'; readonly why: string };

/** Dials the driver, serves its commands, and answers once the stream is over. Aborting lets commands under way end. */
export async function serveStream(options: AgentStreamOptions, stop: AbortSignal): Promise<StreamEnd> {
  const { target, credentials, options: endpointOptions } = options.endpoint;
  const client = new Client(target, credentials, { ...CLIENT_OPTIONS, ...endpointOptions });
  const stream = dial(client);
  const conversation = agentConversation(options, {
    send: (bytes) => void stream.write(bytes),
    hangUp: () => {
      stream.cancel();
    },
  });
  const greeting = setTimeout(() => {
    conversation.giveUpGreeting();
  }, options.greetingWithin);
  const leave = (): void => void leaveStream(conversation, stream);
  try {
    const ended = endOf(stream);
    stream.on('data', conversation.received);
    conversation.greet();
    if (stop.aborted) leave();
    else stop.addEventListener('abort', leave, { once: true });
    return endedBy(await ended, conversation);
  } finally {
    clearTimeout(greeting);
    stop.removeEventListener('abort', leave);
    client.close();
  }
}

type AgentStream = ClientDuplexStream<Buffer, Buffer>;

function dial(client: Client): AgentStream {
  const { path, requestSerialize, responseDeserialize } = streamDefinition(Agents.method.attach);
  return client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
}

const endOf = (stream: AgentStream): Promise<StatusObject> =>
  new Promise((resolve) => {
    // The status says the same.
    stream.on('error', () => undefined);
    stream.on('status', resolve);
  });

async function leaveStream(conversation: AgentConversation, stream: AgentStream): Promise<void> {
  await conversation.leave(LEAVE_WITHIN);
  stream.end();
  await pause(LEAVE_WITHIN, undefined, { ref: false });
  stream.cancel();
}

function endedBy({ code, details }: StatusObject, conversation: AgentConversation): StreamEnd {
  const why =
    conversation.complaint() ?? `the driver is out of reach: ${details ? whyUnreachable(details) : status[code]}`;
  if (!conversation.wasAttached()) return { kind: 'not-attached', why };
  return { kind: code === status.ABORTED ? 'replaced' : 'lost', why };
}
