import { Client, status } from '@grpc/grpc-js';
import type { ChannelCredentials, StatusObject } from '@grpc/grpc-js';
import type { MessageInitShape } from '@bufbuild/protobuf';
import { onTestFinished } from 'vitest';
import { AgentMessageSchema, Agents, DriverMessageSchema } from '../../generated/stowage/channel_pb.ts';
import type { DriverMessage } from '../../generated/stowage/channel_pb.ts';
import { PROTOCOL_VERSION } from '../channel-limits.ts';
import { readMessage, streamDefinition, writeMessage } from '../messages/streams.ts';
import { driverEndpoint } from '../tls.ts';
import type { HostAndPort, TlsMaterial } from '../tls.ts';
import { BOX } from './channel-rig.ts';

type AgentBody = NonNullable<MessageInitShape<typeof AgentMessageSchema>['body']>;

/** A stream on which a test says what no agent would. */
export interface RawAgent {
  say(body: AgentBody): void;
  sayBytes(bytes: Uint8Array): void;
  /** The next message of the driver. */
  hear(): Promise<DriverMessage['body']>;
  /** Name of the gRPC status that the stream ended with, and what it says. */
  readonly ended: Promise<{ readonly status: string; readonly details: string }>;
}

export const HELLO: AgentBody = {
  case: 'hello',
  value: { protocolVersion: PROTOCOL_VERSION, softwareVersion: 'raw', enclosure: BOX },
};
export const READY: AgentBody = { case: 'ready', value: {} };

export function dialRaw(
  { bound }: { readonly bound: HostAndPort },
  tls: TlsMaterial | { readonly credentials: ChannelCredentials },
): RawAgent {
  const endpoint =
    'credentials' in tls
      ? { ...tls, options: { 'grpc.ssl_target_name_override': 'localhost' } }
      : driverEndpoint(bound, tls);
  const client = new Client(`${bound.host}:${String(bound.port)}`, endpoint.credentials, {
    ...endpoint.options,
    'grpc.use_local_subchannel_pool': 1,
  });
  const { path, requestSerialize, responseDeserialize } = streamDefinition(Agents.method.attach);
  const stream = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
  const heard: DriverMessage['body'][] = [];
  const listeners: ((body: DriverMessage['body']) => void)[] = [];
  stream.on('data', (bytes: Buffer) => {
    const { body } = readMessage(DriverMessageSchema, bytes);
    const listener = listeners.shift();
    if (listener) listener(body);
    else heard.push(body);
  });
  stream.on('error', () => undefined);
  const ended = new Promise<{ status: string; details: string }>((resolve) => {
    stream.on('status', ({ code, details }: StatusObject) => {
      resolve({ status: status[code], details });
    });
  });
  onTestFinished(() => {
    stream.cancel();
    client.close();
  });
  return {
    say: (body) => void stream.write(writeMessage(AgentMessageSchema, { body })),
    sayBytes: (bytes) => void stream.write(Buffer.from(bytes)),
    hear: () =>
      new Promise((resolve) => {
        const body = heard.shift();
        if (body) resolve(body);
        else listeners.push(resolve);
      }),
    ended,
  };
}
