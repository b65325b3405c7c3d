import { Client, status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import type { DescMessage, DescMethod, MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import type { PublicationId, DomainId } from '../../../core/model/ids.ts';
import type { TopologySegment } from '../../../core/model/volume.ts';
import { CsiError } from '../../csi-error.ts';
import { Nodes } from '../../generated/stowage/channel_pb.ts';
import type * as wire from '../../generated/stowage/channel_pb.ts';
import type { PublicationDirectory, PublishedLegs } from '../../host/publication-directory.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import { unaryDefinition } from '../../services/unary-service.ts';
import { ANSWER_WITHIN, CLIENT_OPTIONS, PROTOCOL_VERSION } from '../channel-limits.ts';
import { reasonOf } from '../channel-log.ts';
import { readPublicationLimits, toWireKept } from '../messages/limits.ts';
import { fromWireFailure, readPublished, toWireEvent } from '../messages/publications.ts';
import { domainId } from '../messages/values.ts';
import { driverEndpoint } from '../tls.ts';
import type { HostAndPort, TlsMaterial } from '../tls.ts';
import { whyUnreachable } from '../why-unreachable.ts';

export interface ConnectDirectoryOptions {
  readonly driver: HostAndPort;
  /** The certificate says for which node it asks. */
  readonly tls: TlsMaterial;
  readonly softwareVersion: string;
  /** Milliseconds; 30 seconds. */
  readonly answerWithin?: number;
}

/** A node plug-in's way to the driver. */
export interface ConnectedDirectory extends PublicationDirectory {
  /**
   * Makes the node known to the driver.
   * Errors: unavailable, denied.
   * @param maximumVolumes most volumes that may be published to it; `undefined` where there is no limit of ours
   */
  register(maximumVolumes?: number): Promise<DriverOutcome<Registration>>;
  close(): void;
}

export interface Registration {
  readonly domain: DomainId;
  /** Where the node stands; without keys where nobody declared it. */
  readonly segment: TopologySegment;
}

/** Connects at the first call, and again whenever the connection is gone. */
export function connectDirectory(options: ConnectDirectoryOptions): ConnectedDirectory {
  const endpoint = driverEndpoint(options.driver, options.tls);
  const client = new Client(endpoint.target, endpoint.credentials, { ...CLIENT_OPTIONS, ...endpoint.options });
  const call = callWith(client, options.answerWithin ?? ANSWER_WITHIN);
  return {
    register: async (maximumVolumes = 0) => {
      const { softwareVersion } = options;
      const about = { protocolVersion: PROTOCOL_VERSION, softwareVersion, maximumVolumes };
      const called = await call(Nodes.method.register, about);
      if (called.kind === 'error') return called;
      return ok({ domain: domainId(called.value.domain), segment: called.value.segment });
    },
    lookup: async (publication) => {
      const called = await call(Nodes.method.lookup, { publication });
      if (called.kind === 'error') throw new CsiError('no-answer', called.message);
      return whatIsPublished(called.value.result, publication);
    },
    limits: async (kept) => {
      const called = await call(Nodes.method.limits, { kept: kept.map(toWireKept) });
      if (called.kind === 'error') throw new CsiError('no-answer', called.message);
      return readable(() => called.value.others.map(readPublicationLimits));
    },
    report: async (publication, event) => {
      const called = await call(Nodes.method.report, { publication, event: toWireEvent(event) });
      if (called.kind === 'error') return called;
      return whatWasReported(called.value.result);
    },
    close: () => {
      client.close();
    },
  };
}

function whatIsPublished(result: wire.LookupResponse['result'], publication: PublicationId): PublishedLegs | undefined {
  switch (result.case) {
    case 'published':
      return readable(() => readPublished(result.value));
    case 'notLive':
      return undefined;
    case 'noKey':
      throw new CsiError('no-key', result.value.message);
    case undefined:
      throw new CsiError('no-answer', `the driver answered nothing of publication ${publication}`);
  }
}

function whatWasReported(result: wire.ReportResponse['result']): DriverOutcome<undefined> {
  switch (result.case) {
    case 'done':
      return ok(undefined);
    case 'failure':
      return fromWireFailure(result.value);
    case undefined:
      return failed('unavailable', 'the driver answered nothing that this release understands');
  }
}

/** What cannot be read is no answer. */
function readable<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    throw new CsiError('no-answer', `the driver's answer cannot be used: ${reasonOf(cause)}`, { cause });
  }
}

interface UnaryMethod<Input extends DescMessage, Output extends DescMessage> {
  readonly input: Input;
  readonly output: Output;
}

type Call = <Input extends DescMessage, Output extends DescMessage>(
  method: DescMethod & UnaryMethod<Input, Output>,
  request: MessageInitShape<Input>,
) => Promise<DriverOutcome<MessageShape<Output>>>;

/** Errors: denied, unavailable. */
const callWith =
  (client: Client, milliseconds: number): Call =>
  (method, request) =>
    new Promise((resolve) => {
      const { path, requestSerialize, responseDeserialize } = unaryDefinition(method);
      const deadline = new Date(Date.now() + milliseconds);
      const fields = request as Record<string, unknown>;
      client.makeUnaryRequest(path, requestSerialize, responseDeserialize, fields, { deadline }, (error, answer) => {
        resolve(error ? callFailure(error) : ok(answer as MessageShape<typeof method.output>));
      });
    });

const callFailure = ({ code, details }: ServiceError) =>
  failed(
    code === status.PERMISSION_DENIED ? 'denied' : 'unavailable',
    `the driver does not answer: ${whyUnreachable(details)}`,
  );
