import type { IoLimits } from '../../../core/model/attributes.ts';
import { CsiError } from '../../csi-error.ts';
import type * as wire from '../../generated/stowage/channel_pb.ts';
import type { PublishedLimits, ToldLimits } from '../../host/publication-directory.ts';
import { publicationId, shortText } from './values.ts';

type WireLimits = Partial<Record<keyof IoLimits, bigint>>;

/** What a volume may take of I/O on its node. Readers throw CsiError `bad-message`. */
export const toWireLimits = (limits: IoLimits): WireLimits =>
  Object.fromEntries(Object.entries(limits).map(([measure, limit]) => [measure, BigInt(limit as number)]));

export function readLimits(message: WireLimits | undefined): IoLimits {
  const { readIops, writeIops, readBandwidth, writeBandwidth } = message ?? {};
  const limits = { readIops, writeIops, readBandwidth, writeBandwidth };
  return Object.fromEntries(
    Object.entries(limits).flatMap(([measure, limit]) => (limit === undefined ? [] : [[measure, readLimit(limit)]])),
  );
}

function readLimit(limit: bigint): number {
  if (limit > 0n && limit <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(limit);
  throw new CsiError('bad-message', `a limit of ${String(limit)} is none that can be kept`);
}

export const toWireKept = ({ publication, limits, why }: ToldLimits) => ({
  publication,
  limits: toWireLimits(limits),
  ...(why !== undefined && { why: shortText(why) }),
});

export const readKept = ({ publication, limits, why }: wire.KeptLimits): ToldLimits => ({
  publication: publicationId(publication),
  limits: readLimits(limits),
  why: why === undefined ? undefined : shortText(why),
});

export const toWirePublicationLimits = ({ publication, limits }: PublishedLimits) => ({
  publication,
  limits: toWireLimits(limits),
});

export const readPublicationLimits = ({ publication, limits }: wire.PublicationLimits): PublishedLimits => ({
  publication: publicationId(publication),
  limits: readLimits(limits),
});
