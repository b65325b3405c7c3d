import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import type { DescMethod, MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import type { GenService, GenServiceMethods } from '@bufbuild/protobuf/codegenv2';
import type { MethodDefinition, Server, ServerUnaryCall, UntypedHandleCall, handleUnaryCall } from '@grpc/grpc-js';
import { randomBytes } from 'node:crypto';
import { StoreError } from '../../store/store.ts';
import { inScope, withoutSecrets } from '../call-scope.ts';
import type { CallScope } from '../call-scope.ts';
import { CsiError } from '../csi-error.ts';
import { failed } from './outcome.ts';
import type { DriverFailure, DriverOutcome } from './outcome.ts';
import { secretsOf } from './redact-message.ts';
import { statusOf } from './status.ts';

/** The methods of a service that are served, by their local names; the others answer UNIMPLEMENTED. */
export type UnaryHandlers<Methods extends GenServiceMethods> = {
  readonly [Name in keyof Methods]?: (
    request: MessageShape<Methods[Name]['input']>,
  ) =>
    | Promise<DriverOutcome<MessageInitShape<Methods[Name]['output']>>>
    | DriverOutcome<MessageInitShape<Methods[Name]['output']>>;
};

/** The handlers of a generated service descriptor. */
export type ServiceHandlers<Service> = Service extends GenService<infer Methods> ? UnaryHandlers<Methods> : never;

/** Told of exceptions that no handler expected: `method` is a path such as `/csi.v1.Node/NodeStageVolume`. */
export type ReportBug = (method: string, error: unknown) => void;

/** A call that was taken. */
export interface TakenCall {
  readonly method: DescMethod;
  /** Such as `/csi.v1.Node/NodeStageVolume`. */
  readonly path: string;
  readonly request: Fields;
  /** Names the call in logs. */
  readonly operation: string;
  /** W3C Trace Context, where the caller sent one. */
  readonly traceparent: string | undefined;
  /** Whether the caller has gone away meanwhile: the operation goes on, and nobody hears what came of it. */
  left(): boolean;
}

/** Stands round every call: has it answered, and is told what is answered, without any secret of its request. */
export type AroundCall = (
  call: TakenCall,
  answer: () => Promise<DriverOutcome<Fields>>,
) => Promise<DriverOutcome<Fields>>;

/** What hears of calls. */
export interface CallHearers {
  readonly reportBug: ReportBug;
  readonly around?: AroundCall | undefined;
}

/** A message, or what one can be made of. */
type Fields = Record<string, unknown>;

type AnyHandler = (request: unknown) => Promise<DriverOutcome<Fields>> | DriverOutcome<Fields>;

/** Status messages travel in HTTP/2 trailers, which clients bound. */
const MAX_MESSAGE_CHARACTERS = 2048;

/** Serves the handlers on a grpc-js server. Whatever a handler does, the call is answered and the process lives on. */
export function addUnaryService<Methods extends GenServiceMethods>(
  server: Server,
  service: GenService<Methods>,
  handlers: UnaryHandlers<Methods>,
  hearers: CallHearers,
): void {
  const definition: Record<string, MethodDefinition<Fields, Fields>> = {};
  const implementation: Record<string, UntypedHandleCall> = {};
  for (const method of service.methods) {
    const handler = (handlers as Readonly<Record<string, AnyHandler | undefined>>)[method.localName];
    if (!handler || method.methodKind !== 'unary') continue;
    const unary = unaryDefinition(method);
    definition[method.localName] = unary;
    implementation[method.localName] = answering(method, unary.path, handler, hearers) as UntypedHandleCall;
  }
  server.addService(definition, implementation);
}

/** How grpc-js names, encodes and decodes a unary method. */
export function unaryDefinition(method: DescMethod): MethodDefinition<Fields, Fields> {
  return {
    path: `/${method.parent.typeName}/${method.name}`,
    requestStream: false,
    responseStream: false,
    requestSerialize: (init) => Buffer.from(toBinary(method.input, create(method.input, init))),
    requestDeserialize: (bytes) => fromBinary(method.input, bytes),
    responseSerialize: (init) => Buffer.from(toBinary(method.output, create(method.output, init))),
    responseDeserialize: (bytes) => fromBinary(method.output, bytes),
  };
}

function answering(
  method: DescMethod,
  path: string,
  handler: AnyHandler,
  { reportBug, around = justAnswer }: CallHearers,
): handleUnaryCall<Fields, Fields> {
  return (call, callback) => {
    const { request } = call;
    const scope: CallScope = { operation: newOperation(), secrets: secretsOf(method.input, request) };
    const answer = async (): Promise<DriverOutcome<Fields>> =>
      wordedFor(method, scope, await outcomeOf(path, handler, request, reportBug));
    const taken: TakenCall = { method, path, request, operation: scope.operation, ...callerOf(call) };
    void inScope(scope, () => around(taken, answer)).then((outcome) => {
      if (outcome.kind === 'ok') callback(null, outcome.value);
      else callback({ code: statusOf(outcome.code), details: outcome.message });
    });
  };
}

const justAnswer: AroundCall = (_call, answer) => answer();

/** As many bytes as a span's id. */
const newOperation = (): string => randomBytes(8).toString('hex');

function callerOf(call: ServerUnaryCall<Fields, Fields>): Pick<TakenCall, 'traceparent' | 'left'> {
  const [traceparent] = call.metadata.get('traceparent');
  return { traceparent: typeof traceparent === 'string' ? traceparent : undefined, left: () => call.cancelled };
}

function wordedFor(method: DescMethod, { secrets }: CallScope, outcome: DriverOutcome<Fields>): DriverOutcome<Fields> {
  if (outcome.kind === 'ok') return outcome;
  return failed(outcome.code, withoutSecrets(statusMessage(method, outcome), secrets));
}

/**
 * Never rejects. What the store or the lead over it threw may be half done, so it becomes UNAVAILABLE: the client asks
 * again. Any other exception is a bug and becomes INTERNAL, without its text, which may hold paths or secrets.
 */
async function outcomeOf(
  path: string,
  handler: AnyHandler,
  request: unknown,
  reportBug: ReportBug,
): Promise<DriverOutcome<Fields>> {
  try {
    return await handler(request);
  } catch (error) {
    reportBug(path, error);
    if (error instanceof StoreError || (error instanceof CsiError && error.code !== 'internal')) {
      return failed('unavailable', 'The driver cannot answer now; its log says why. Repeat the call.');
    }
    return failed('internal', 'The driver failed unexpectedly; its log says why. The call can be repeated.');
  }
}

/** Source: CSI spec, "Error Scheme": the message must not be empty. */
function statusMessage(method: DescMethod, failure: DriverFailure): string {
  const message = failure.message || `${method.name} was refused: ${failure.code}`;
  return message.length <= MAX_MESSAGE_CHARACTERS ? message : `${message.slice(0, MAX_MESSAGE_CHARACTERS - 1)}…`;
}
