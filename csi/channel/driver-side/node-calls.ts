import { status } from '@grpc/grpc-js';
import type { Server, handleUnaryCall } from '@grpc/grpc-js';
import type { MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import type { GenService, GenServiceMethods } from '@bufbuild/protobuf/codegenv2';
import type { NodeName } from '../../../core/model/ids.ts';
import { CsiError } from '../../csi-error.ts';
import { Nodes } from '../../generated/stowage/channel_pb.ts';
import { unaryDefinition } from '../../services/unary-service.ts';
import type { ChannelLog } from '../channel-log.ts';
import { callerOf, permissionDenied } from './caller.ts';
import type { Refusal } from './caller.ts';

/** What a call of a node came to: an answer, or a refusal in gRPC's words. */
export type NodeCallOutcome<Answer> =
  { readonly kind: 'answer'; readonly answer: Answer } | ({ readonly kind: 'refused' } & Refusal);

/** The methods of Nodes, each told which node calls. */
export type NodeCallHandlers =
  typeof Nodes extends GenService<infer Methods extends GenServiceMethods>
    ? {
        readonly [Name in keyof Methods]: (
          node: NodeName,
          request: MessageShape<Methods[Name]['input']>,
        ) => Promise<NodeCallOutcome<MessageInitShape<Methods[Name]['output']>>>;
      }
    : never;

type Fields = Record<string, unknown>;

type AnyHandler = (node: NodeName, request: unknown) => Promise<NodeCallOutcome<Fields>>;

/** Serves the handlers to nodes, and to nobody else. Whatever a handler does, the call is answered. */
export function addNodesService(server: Server, handlers: NodeCallHandlers, log: ChannelLog): void {
  const methods = Nodes.methods.map((method) => {
    const definition = unaryDefinition(method);
    const handler = (handlers as unknown as Readonly<Record<string, AnyHandler>>)[method.localName];
    return { name: method.localName, definition, handler: handler ?? unimplemented };
  });
  const definition = Object.fromEntries(methods.map(({ name, definition }) => [name, definition]));
  const implementation = Object.fromEntries(
    methods.map(({ name, definition: { path }, handler }) => [name, answering(path, handler, log)]),
  );
  server.addService(definition, implementation);
}

const unimplemented: AnyHandler = () => Promise.reject(new CsiError('internal', 'the method has no handler'));

const answering =
  (path: string, handler: AnyHandler, log: ChannelLog): handleUnaryCall<Fields, Fields> =>
  (call, callback) => {
    const caller = callerOf(call);
    const outcome: Promise<NodeCallOutcome<Fields>> =
      caller?.kind === 'node'
        ? handler(caller.node, call.request).catch((error: unknown) => afterError(path, error, log))
        : Promise.resolve({ kind: 'refused', ...permissionDenied(caller, 'only nodes may ask for publications') });
    void outcome.then((done) => {
      if (done.kind === 'answer') {
        callback(null, done.answer);
        return;
      }
      log.warn(`${path}: a caller at ${call.getPeer()} was refused: it ${done.why}`);
      callback({ code: done.code, details: `the caller ${done.why}` });
    });
  };

/** What was thrown may hold what is nobody's business: it stays in the log. */
function afterError(path: string, error: unknown, log: ChannelLog): NodeCallOutcome<Fields> {
  if (error instanceof CsiError && error.code === 'bad-message') {
    return { kind: 'refused', code: status.INVALID_ARGUMENT, why: `cannot be understood: ${error.message}` };
  }
  log.bug(path, error);
  return { kind: 'refused', code: status.UNAVAILABLE, why: 'gets no answer now; the log of the driver says why' };
}
