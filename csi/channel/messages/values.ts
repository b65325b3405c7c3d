import { gib } from '../../../core/model/capacity.ts';
import type { GiB } from '../../../core/model/capacity.ts';
import type { DomainId, DriveId, LegId, NodeName, PublicationId, VolumeId } from '../../../core/model/ids.ts';
import type { Portal } from '../../../core/model/inventory.ts';
import type { Extent } from '../../../core/model/volume.ts';
import { chapCredentials } from '../../chap.ts';
import type { ChapCredentials } from '../../chap.ts';
import { CsiError } from '../../csi-error.ts';
import type { ExportAddress } from '../../export-address.ts';
import type { Fence } from '../../fence.ts';
import type * as wire from '../../generated/stowage/channel_pb.ts';
import { transports } from './words.ts';

/**
 * What messages are made of, read into the model's types. Ids end up in paths of the kernel's configuration, so what is
 * no id never gets past here. All of them throw CsiError `bad-message`.
 */

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Nothing that a path could take for something else. */
const DRIVE = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const NODE = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
/** A host name or an IP address. */
const ADDRESS = /^[A-Za-z0-9:.-]{1,253}$/;
/** NVMe names have at most 223 bytes, and iSCSI's as many. */
const TARGET = /^[a-z0-9.:-]{1,223}$/;
const MAX_TEXT_CHARACTERS = 2048;

const matching = (what: string, pattern: RegExp, text: string): string => {
  if (!pattern.test(text)) throw new CsiError('bad-message', `${JSON.stringify(text.slice(0, 80))} is no ${what}`);
  return text;
};

export const legId = (text: string): LegId => matching('leg id', UUID, text) as LegId;
export const volumeId = (text: string): VolumeId => matching('volume id', UUID, text) as VolumeId;
export const publicationId = (text: string): PublicationId => matching('publication id', UUID, text) as PublicationId;
export const domainId = (text: string): DomainId => matching('domain id', UUID, text) as DomainId;
export const driveId = (text: string): DriveId => matching('drive id', DRIVE, text) as DriveId;
export const nodeName = (text: string): NodeName => matching('node name', NODE, text) as NodeName;

/** Text for people, cut where it is too long. */
export const shortText = (text: string): string =>
  text.length <= MAX_TEXT_CHARACTERS ? text : `${text.slice(0, MAX_TEXT_CHARACTERS - 1)}…`;

/** A part of a message that must be there. */
function present<Value>(what: string, value: Value | undefined): Value {
  if (value === undefined) throw new CsiError('bad-message', `${what} is missing`);
  return value;
}

/** A count that numbers hold exactly. */
export function count(what: string, value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new CsiError('bad-message', `${what} is too large`);
  return Number(value);
}

const LARGEST_UINT32 = 0xffff_ffff;

const isWireGiB = (size: GiB): boolean => Number.isInteger(size) && size >= 0 && size <= LARGEST_UINT32;

/** Whether an extent is in whole GiB, so that it can be said at all. */
export const isWireExtent = ({ start, length }: Extent): boolean => isWireGiB(start) && isWireGiB(length);

export const toWireExtent = ({ start, length }: Extent) => ({ startGib: start, lengthGib: length });

export function fromWireExtent(extent: wire.Extent | undefined): Extent {
  const { startGib, lengthGib } = present('extent', extent);
  return { start: gib(startGib), length: gib(lengthGib) };
}

export const toWireFence = ({ epoch, generation }: Fence) => ({ epoch: BigInt(epoch), generation: BigInt(generation) });

export function fromWireFence(fence: wire.Fence | undefined): Fence {
  const { epoch, generation } = present('fence', fence);
  return { epoch: count('epoch', epoch), generation: count('generation', generation) };
}

export const toWirePortal = ({ transport, address, port }: Portal) => ({
  transport: transports.toWire(transport),
  address,
  port,
});

export function fromWirePortal(portal: wire.Portal | undefined): Portal {
  const { transport, address, port } = present('portal', portal);
  if (port < 1 || port > 65_535) throw new CsiError('bad-message', `${String(port)} is no port`);
  return { transport: transports.fromWire(transport), address: matching('address', ADDRESS, address), port };
}

export const toWireAddress = (address: ExportAddress) => ({ portal: toWirePortal(address), target: address.target });

export function fromWireAddress(message: wire.ExportAddress | undefined): ExportAddress {
  const { portal, target } = present('address', message);
  return { ...fromWirePortal(portal), target: matching('target name', TARGET, target) };
}

/** The one place where a secret of CHAP is unwrapped to be sent. */
export const toWireChap = (chap: ChapCredentials) => ({ user: chap.user, secret: chap.reveal() });

export const fromWireChap = (chap: wire.Chap | undefined): ChapCredentials | undefined =>
  chap && chapCredentials(chap.user, chap.secret);
