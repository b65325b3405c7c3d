import { Client, credentials, status } from '@grpc/grpc-js';
import type { DescMethod, MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import type { GenService, GenServiceMethods } from '@bufbuild/protobuf/codegenv2';
import { Controller, Identity, Node } from '../generated/csi_pb.ts';
import { socketPathOf } from '../services/endpoint.ts';
import { unaryDefinition } from '../services/unary-service.ts';

/** What a call came to: the answer, or the gRPC status by name, such as `NOT_FOUND`, with its message. */
export type CallResult<Answer> =
  | { readonly kind: 'ok'; readonly value: Answer }
  | { readonly kind: 'error'; readonly status: string; readonly message: string };

/** The methods of a service, by their local names. */
type Calls<Service> =
  Service extends GenService<infer Methods extends GenServiceMethods>
    ? {
        readonly [Name in keyof Methods]: (
          request: MessageInitShape<Methods[Name]['input']>,
        ) => Promise<CallResult<MessageShape<Methods[Name]['output']>>>;
      }
    : never;

/** A client of a CSI driver. */
export interface CsiClient {
  readonly identity: Calls<typeof Identity>;
  readonly controller: Calls<typeof Controller>;
  readonly node: Calls<typeof Node>;
  close(): void;
}

const DEADLINE_MILLISECONDS = 60_000;

/**
 * Connects at the first call. A server that is not there makes calls answer UNAVAILABLE at once.
 * @param endpoint `unix:///absolute/path`
 * @throws CsiError `bad-endpoint`
 */
export function connectCsi(endpoint: string, options: { readonly deadlineMilliseconds?: number } = {}): CsiClient {
  const client = new Client(`unix://${socketPathOf(endpoint)}`, credentials.createInsecure(), {
    // A socket's path makes no valid :authority; Go's clients send this too.
    'grpc.default_authority': 'localhost',
  });
  const milliseconds = options.deadlineMilliseconds ?? DEADLINE_MILLISECONDS;
  return {
    identity: callsOf(client, Identity, milliseconds),
    controller: callsOf(client, Controller, milliseconds),
    node: callsOf(client, Node, milliseconds),
    close: () => {
      client.close();
    },
  };
}

function callsOf<Methods extends GenServiceMethods>(
  client: Client,
  service: GenService<Methods>,
  milliseconds: number,
): Calls<GenService<Methods>> {
  const calls = service.methods.map((method) => [method.localName, callOf(client, method, milliseconds)] as const);
  return Object.fromEntries(calls) as unknown as Calls<GenService<Methods>>;
}

function callOf(client: Client, method: DescMethod, milliseconds: number) {
  const { path, requestSerialize, responseDeserialize } = unaryDefinition(method);
  return (request: Record<string, unknown>): Promise<CallResult<unknown>> =>
    new Promise((resolve) => {
      const deadline = new Date(Date.now() + milliseconds);
      client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, { deadline }, (error, answer) => {
        if (error) resolve({ kind: 'error', status: status[error.code], message: error.details });
        else resolve({ kind: 'ok', value: answer });
      });
    });
}
