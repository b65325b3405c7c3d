import { BYTES_PER_GIB, gib } from '../../../core/model/capacity.ts';
import { LABEL_BYTES, LABEL_OFFSET_BYTES, PARTITION_TABLE_LENGTH } from '../../../core/model/format.ts';
import type { DomainId, LegId, VolumeId } from '../../../core/model/ids.ts';
import type { Extent } from '../../../core/model/volume.ts';
import {
  FILLING_ATTRIBUTE,
  LABEL_TYPE_GUID,
  LEG_TYPE_GUID,
  WIPING_ATTRIBUTE,
  ZEROED_ATTRIBUTE,
} from '../../system/format.ts';
import { isGuid } from './partition-table.ts';
import type { Partition, PartitionTable } from './partition-table.ts';

/** The partitions of a drive that bears an owner label: on-disk format v1. */
export interface DriveLayout {
  /** The disk's GUID; left out, sfdisk makes one. */
  readonly id: string | undefined;
  readonly sectorBytes: number;
  readonly label: {
    /** Left out, sfdisk makes one. */
    readonly uuid: string | undefined;
    readonly domain: DomainId;
  };
  readonly legs: readonly LegPartition[];
}

export interface LegPartition {
  readonly number: number;
  readonly leg: LegId;
  readonly volume: VolumeId;
  readonly extent: Extent;
  /** All zeros when it was cut, and when it was grown. */
  readonly zeroed: boolean;
  /** Not a leg yet, or no more: its bytes are taken, and are being wiped. */
  readonly wiping: boolean;
  /** It holds a part of what it is to hold, or nothing of it. */
  readonly toFill: boolean;
}

export type LayoutReading =
  | {
      readonly kind: 'layout';
      readonly layout: DriveLayout;
      /** What stands among our partitions and is none of ours; `undefined` where nothing. */
      readonly strange: string | undefined;
    }
  /** No table that we wrote. */
  | { readonly kind: 'not-ours'; readonly found: string };

/** Reads a table as one of ours. */
export function layoutIn(table: PartitionTable): LayoutReading {
  const { id, sectorBytes, partitions } = table;
  const label = partitions.find((partition) => isLabel(partition, sectorBytes));
  if (!label) return { kind: 'not-ours', found: `a GPT with ${String(partitions.length)} partitions` };
  const others = partitions.filter((partition) => partition !== label);
  const legs = others.flatMap((partition) => legIn(partition, sectorBytes) ?? []);
  const strange = others.find((partition) => !legIn(partition, sectorBytes));
  return {
    kind: 'layout',
    layout: { id, sectorBytes, label: { uuid: label.uuid, domain: label.name as DomainId }, legs },
    strange: strange && `partition ${String(strange.number)} of type ${strange.type} among ours`,
  };
}

const isLabel = ({ number, type, start, size, name }: Partition, sectorBytes: number): boolean =>
  number === 1 &&
  type === LABEL_TYPE_GUID &&
  start * sectorBytes === LABEL_OFFSET_BYTES &&
  size * sectorBytes === LABEL_BYTES &&
  isGuid(name);

const BYTES_OF_GIB = Number(BYTES_PER_GIB);

function legIn(partition: Partition, sectorBytes: number): LegPartition | undefined {
  const { number, type, uuid, name, start, size, attributes, commonAttributes } = partition;
  const sectorsOfGib = BYTES_OF_GIB / sectorBytes;
  const onBoundaries = start % sectorsOfGib === 0 && size % sectorsOfGib === 0 && start > 0 && size > 0;
  const known = attributes.every((bit) => BITS.includes(bit)) && commonAttributes.length === 0;
  if (type !== LEG_TYPE_GUID || !isGuid(name) || !onBoundaries || !known) return undefined;
  return {
    number,
    leg: uuid as LegId,
    volume: name as VolumeId,
    extent: { start: gib(start / sectorsOfGib), length: gib(size / sectorsOfGib) },
    zeroed: attributes.includes(ZEROED_BIT),
    wiping: attributes.includes(WIPING_BIT),
    toFill: attributes.includes(FILLING_BIT),
  };
}

const bitOf = (attribute: string): number => Number(attribute.slice('GUID:'.length));
const ZEROED_BIT = bitOf(ZEROED_ATTRIBUTE);
const WIPING_BIT = bitOf(WIPING_ATTRIBUTE);
const FILLING_BIT = bitOf(FILLING_ATTRIBUTE);
const BITS: readonly number[] = [ZEROED_BIT, WIPING_BIT, FILLING_BIT];

/** What sfdisk is told to make of a drive: the same layout, the same script. */
export function sfdiskScript({ id, sectorBytes, label, legs }: DriveLayout): string {
  const sectorsOfGib = BYTES_OF_GIB / sectorBytes;
  const labelFields = [
    `start=${String(LABEL_OFFSET_BYTES / sectorBytes)}`,
    `size=${String(LABEL_BYTES / sectorBytes)}`,
    `type=${LABEL_TYPE_GUID}`,
    ...(label.uuid === undefined ? [] : [`uuid=${label.uuid}`]),
    `name="${label.domain}"`,
  ];
  return [
    'label: gpt',
    ...(id === undefined ? [] : [`label-id: ${id}`]),
    'unit: sectors',
    `table-length: ${String(PARTITION_TABLE_LENGTH)}`,
    `1 : ${labelFields.join(', ')}`,
    ...legs.map((leg) => `${String(leg.number)} : ${legFields(leg, sectorsOfGib).join(', ')}`),
    '',
  ].join('\n');
}

function legFields(
  { leg, volume, extent, zeroed, wiping, toFill }: LegPartition,
  sectorsOfGib: number,
): readonly string[] {
  const bits = [...(zeroed ? [ZEROED_BIT] : []), ...(wiping ? [WIPING_BIT] : []), ...(toFill ? [FILLING_BIT] : [])];
  return [
    `start=${String(extent.start * sectorsOfGib)}`,
    `size=${String(extent.length * sectorsOfGib)}`,
    `type=${LEG_TYPE_GUID}`,
    `uuid=${leg}`,
    `name="${volume}"`,
    ...(bits.length === 0 ? [] : [`attrs="GUID:${bits.join(',')}"`]),
  ];
}

/** The lowest free partition number; `undefined` where the table is full. */
export function freeNumber({ legs }: DriveLayout): number | undefined {
  const taken = new Set(legs.map(({ number }) => number));
  for (let number = 2; number <= PARTITION_TABLE_LENGTH; number += 1) if (!taken.has(number)) return number;
  return undefined;
}

export const withLeg = (layout: DriveLayout, leg: LegPartition): DriveLayout => ({
  ...layout,
  legs: [...layout.legs.filter((other) => other.leg !== leg.leg), leg].sort((one, other) => one.number - other.number),
});

export const withoutLeg = (layout: DriveLayout, leg: LegId): DriveLayout => ({
  ...layout,
  legs: layout.legs.filter((other) => other.leg !== leg),
});
