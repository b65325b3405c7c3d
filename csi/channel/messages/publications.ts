import type { MessageInitShape } from '@bufbuild/protobuf';
import { gib } from '../../../core/model/capacity.ts';
import { CsiError } from '../../csi-error.ts';
import type * as wire from '../../generated/stowage/channel_pb.ts';
import type { LookupResponseSchema, ReportRequestSchema } from '../../generated/stowage/channel_pb.ts';
import type {
  ArrayEvent,
  CopiedContent,
  PublishedEncryption,
  PublishedLeg,
  PublishedLegs,
  ReachableLeg,
} from '../../host/publication-directory.ts';
import { failed } from '../../services/outcome.ts';
import type { DriverFailure } from '../../services/outcome.ts';
import { volumeKey } from '../../volume-key.ts';
import { readLimits, toWireLimits } from './limits.ts';
import {
  fromWireAddress,
  fromWireChap,
  legId,
  nodeName,
  publicationId,
  shortText,
  toWireAddress,
  toWireChap,
  volumeId,
} from './values.ts';
import { driverErrorCodes, fsTypes, layouts } from './words.ts';

/** What a node is told of its publications and tells of them. Readers throw CsiError `bad-message`. */
export type LookupResult = NonNullable<MessageInitShape<typeof LookupResponseSchema>['result']>;

export const toWireFailure = ({ code, message }: DriverFailure) => ({
  code: driverErrorCodes.toWire(code),
  message: shortText(message),
});

export const fromWireFailure = ({ code, message }: wire.DriverFailure): DriverFailure =>
  failed(driverErrorCodes.fromWire(code), shortText(message));

export const publishedResult = (published: PublishedLegs): LookupResult => ({
  case: 'published',
  value: {
    publication: published.publication,
    volume: published.volume,
    node: published.node,
    layout: layouts.toWire(published.layout),
    sizeGib: published.size,
    fsType: fsTypes.toWire(published.fsType),
    made: published.made,
    legs: published.legs.map(toWirePublishedLeg),
    ...(published.limits && { limits: toWireLimits(published.limits) }),
    ...(published.encryption && { encryption: toWireEncryption(published.encryption) }),
    ...(published.copied && { copied: toWireCopied(published.copied) }),
  },
});

export const readPublished = (message: wire.PublishedLegs): PublishedLegs => ({
  publication: publicationId(message.publication),
  volume: volumeId(message.volume),
  node: nodeName(message.node),
  layout: layouts.fromWire(message.layout),
  size: gib(message.sizeGib),
  fsType: fsTypes.fromWire(message.fsType),
  made: message.made,
  legs: message.legs.map(readPublishedLeg),
  encryption: readEncryption(message.encryption),
  ...(message.copied && { copied: readCopied(message.copied) }),
  ...(message.limits && { limits: readLimits(message.limits) }),
});

const toWirePublishedLeg = ({ leg, dropped, rebuilding, export: reachable }: PublishedLeg) => ({
  leg,
  dropped,
  rebuilding,
  ...(reachable && { export: toWireReachable(reachable) }),
});

const toWireReachable = ({ address, chap, zeroed }: ReachableLeg) => ({
  address: toWireAddress(address),
  ...(chap && { chap: toWireChap(chap) }),
  zeroed,
});

const readPublishedLeg = ({ leg, dropped, rebuilding, export: reachable }: wire.PublishedLeg): PublishedLeg => ({
  leg: legId(leg),
  dropped,
  rebuilding,
  export: reachable && readReachable(reachable),
});

const readReachable = ({ address, chap, zeroed }: wire.ReachableLeg): ReachableLeg => ({
  address: fromWireAddress(address),
  chap: fromWireChap(chap),
  zeroed,
});

/** Keys of volumes are unwrapped to be sent here and below, and nowhere else. */
const toWireCopied = ({ size, key }: CopiedContent) => ({ sizeGib: size, ...(key && { key: key.reveal() }) });

function readCopied({ sizeGib, key }: wire.CopiedContent): CopiedContent {
  if (key && key.length !== KEY_BYTES) throw new CsiError('bad-message', 'the driver sent a key of the wrong length');
  return { size: gib(sizeGib), ...(key && { key: volumeKey(key) }) };
}

const toWireEncryption = ({ salt, keyGeneration, key }: PublishedEncryption) => ({
  salt,
  keyGeneration,
  key: key.reveal(),
});

const KEY_BYTES = 64;
const SALT = /^[0-9a-f]{64}$/;

function readEncryption(message: wire.Encryption | undefined): PublishedEncryption | undefined {
  if (!message) return undefined;
  const { salt, keyGeneration, key } = message;
  if (key.length !== KEY_BYTES || !SALT.test(salt)) {
    throw new CsiError('bad-message', "the driver sent a volume's key or salt of the wrong length");
  }
  return { salt, keyGeneration, key: volumeKey(key) };
}

type WireEvent = NonNullable<MessageInitShape<typeof ReportRequestSchema>['event']>;

export function toWireEvent(event: ArrayEvent): WireEvent {
  switch (event.kind) {
    case 'starting':
      return { case: 'starting', value: {} };
    case 'made':
      return { case: 'made', value: {} };
    case 'stopped':
      return { case: 'stopped', value: { inSync: [...event.inSync] } };
    case 'dropped':
      return { case: 'dropped', value: { legs: [...event.legs] } };
    case 'returning':
      return { case: 'returning', value: { legs: [...event.legs] } };
    case 'recovered':
      return { case: 'recovered', value: { legs: [...event.legs] } };
  }
}

export function readEvent(event: wire.ReportRequest['event']): ArrayEvent {
  switch (event.case) {
    case 'starting':
      return { kind: 'starting' };
    case 'made':
      return { kind: 'made' };
    case 'stopped':
      return { kind: 'stopped', inSync: event.value.inSync.map(legId) };
    case 'dropped':
      return { kind: 'dropped', legs: event.value.legs.map(legId) };
    case 'returning':
      return { kind: 'returning', legs: event.value.legs.map(legId) };
    case 'recovered':
      return { kind: 'recovered', legs: event.value.legs.map(legId) };
    case undefined:
      throw new CsiError('bad-message', 'the node reports what is unknown to this release');
  }
}
