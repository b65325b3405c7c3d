import { status } from '@grpc/grpc-js';
import type { DomainId, NodeName, PublicationId } from '../../../core/model/ids.ts';
import type { TopologySegment } from '../../../core/model/volume.ts';
import { CsiError } from '../../csi-error.ts';
import type { RegisterRequest } from '../../generated/stowage/channel_pb.ts';
import type { PublicationDirectory } from '../../host/publication-directory.ts';
import { failed } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import { PROTOCOL_VERSION } from '../channel-limits.ts';
import type { ChannelLog } from '../channel-log.ts';
import { readKept, toWirePublicationLimits } from '../messages/limits.ts';
import { publishedResult, readEvent, toWireFailure } from '../messages/publications.ts';
import type { LookupResult } from '../messages/publications.ts';
import { publicationId, shortText } from '../messages/values.ts';
import { protocolMismatch } from './caller.ts';
import type { RegisteredNode } from '../../registered-node.ts';
import type { NodeCallHandlers } from './node-calls.ts';

export interface NodesServiceParts {
  readonly directory: PublicationDirectory;
  /** To whom a publication is made; `undefined` where there is none such. */
  readonly nodeOf: (publication: PublicationId) => NodeName | undefined;
  /** Makes a node known, and answers where it stands. */
  readonly registerNode: (node: RegisteredNode) => Promise<TopologySegment>;
  readonly domain: DomainId;
  readonly softwareVersion: string;
  readonly log: ChannelLog;
}

/** The driver's side of Nodes: a node gets and reports publications to itself, and no others. */
export const nodesHandlers = (parts: NodesServiceParts): NodeCallHandlers => ({
  register: async (node, request) => {
    const mismatch = protocolMismatch(request.protocolVersion);
    return mismatch ? { kind: 'refused', ...mismatch } : answer(await register(parts, node, request));
  },
  lookup: async (node, request) => {
    const id = publicationId(request.publication);
    const owner = parts.nodeOf(id);
    if (owner === undefined) return answer({ result: NOT_LIVE });
    if (owner !== node) return anothers(node, id);
    return answer({ result: await lookup(parts, id) });
  },
  limits: async (node, request) => {
    const kept = request.kept.map(readKept);
    // One that is not live any more is nobody's, and nothing is told of it.
    const foreign = kept.find(({ publication }) => (parts.nodeOf(publication) ?? node) !== node);
    if (foreign) return anothers(node, foreign.publication);
    const others = await parts.directory.limits(kept);
    return answer({ others: others.map(toWirePublicationLimits) });
  },
  report: async (node, request) => {
    const id = publicationId(request.publication);
    const event = readEvent(request.event);
    const owner = parts.nodeOf(id);
    if (owner === undefined) return answer(reported(failed('not-found', `publication ${id} is not live`)));
    if (owner !== node) return anothers(node, id);
    return answer(reported(await parts.directory.report(id, event)));
  },
});

async function register(
  { registerNode, domain, softwareVersion, log }: NodesServiceParts,
  node: NodeName,
  request: RegisterRequest,
) {
  const maximumVolumes = request.maximumVolumes === 0 ? undefined : request.maximumVolumes;
  const segment = await registerNode({ name: node, maximumVolumes });
  log.info(`node ${node} is registered, release ${shortText(request.softwareVersion)}`);
  return { protocolVersion: PROTOCOL_VERSION, softwareVersion, domain, segment: { ...segment } };
}

async function lookup({ directory }: NodesServiceParts, id: PublicationId): Promise<LookupResult> {
  try {
    const published = await directory.lookup(id);
    return published ? publishedResult(published) : NOT_LIVE;
  } catch (error) {
    if (error instanceof CsiError && error.code === 'no-key') {
      return { case: 'noKey', value: { message: shortText(error.message) } };
    }
    throw error;
  }
}

const NOT_LIVE: LookupResult = { case: 'notLive', value: {} };

const reported = (outcome: DriverOutcome<undefined>) => ({
  result:
    outcome.kind === 'ok'
      ? { case: 'done' as const, value: {} }
      : { case: 'failure' as const, value: toWireFailure(outcome) },
});

const answer = <Answer>(message: Answer) => ({ kind: 'answer' as const, answer: message });

const anothers = (node: NodeName, id: PublicationId) => ({
  kind: 'refused' as const,
  code: status.PERMISSION_DENIED,
  why: `is node ${node}, and publication ${id} is not to it`,
});
