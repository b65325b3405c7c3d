import { PARTITION_TABLE_LENGTH } from '../../../core/model/format.ts';
import { countOf, isObject, objectsOf, parseJson, textOf } from '../json.ts';
import type { JsonObject } from '../json.ts';

/** A GPT as sfdisk reads it. */
export interface PartitionTable {
  /** The disk's GUID, lower case. */
  readonly id: string;
  readonly sectorBytes: number;
  readonly partitions: readonly Partition[];
}

export interface Partition {
  readonly number: number;
  /** In sectors. */
  readonly start: number;
  readonly size: number;
  /** GUIDs, lower case. */
  readonly type: string;
  readonly uuid: string;
  readonly name: string;
  /** Numbers of the type's own attribute bits that are set, 48 to 63. */
  readonly attributes: readonly number[];
  /** Attributes that all types share, such as `RequiredPartition`. */
  readonly commonAttributes: readonly string[];
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isGuid = (text: string): boolean => GUID.test(text);

/** What `sfdisk --json` printed for a device; `undefined` where that is no GPT that could be one of ours. */
export function parsePartitionTable(json: string, device: string): PartitionTable | undefined {
  const parsed = parseJson(json);
  const table = isObject(parsed) ? parsed['partitiontable'] : undefined;
  if (!isObject(table) || table['label'] !== 'gpt' || table['unit'] !== 'sectors') return undefined;
  const listed = objectsOf(table['partitions'] ?? [], PARTITION_TABLE_LENGTH);
  const sectorBytes = countOf(table['sectorsize']);
  const id = guidOf(table['id']);
  if (!listed || sectorBytes === undefined || !isSectorSize(sectorBytes) || id === undefined) return undefined;
  const partitions = listed
    .map((entry) => parsePartition(entry, device))
    .filter((partition) => partition !== undefined);
  return partitions.length === listed.length && areNumberedApart(partitions)
    ? { id, sectorBytes, partitions }
    : undefined;
}

const isSectorSize = (bytes: number): boolean => [512, 1024, 2048, 4096].includes(bytes);

const areNumberedApart = (partitions: readonly Partition[]): boolean =>
  new Set(partitions.map(({ number }) => number)).size === partitions.length;

function parsePartition(entry: JsonObject, device: string): Partition | undefined {
  const number = numberIn(textOf(entry['node']), device);
  const [start, size] = [countOf(entry['start']), countOf(entry['size'])];
  const [type, uuid] = [guidOf(entry['type']), guidOf(entry['uuid'])];
  if (number === undefined || start === undefined || size === undefined || !type || !uuid) return undefined;
  return { number, start, size, type, uuid, name: textOf(entry['name']), ...attributesIn(textOf(entry['attrs'])) };
}

/** `/dev/sda3` is partition 3 of `/dev/sda`, `/dev/nvme0n1p3` that of `/dev/nvme0n1`. */
function numberIn(node: string, device: string): number | undefined {
  const digits = node.startsWith(device) ? /^p?(\d{1,3})$/.exec(node.slice(device.length))?.[1] : undefined;
  const number = Number(digits);
  return number >= 1 && number <= PARTITION_TABLE_LENGTH ? number : undefined;
}

function guidOf(value: unknown): string | undefined {
  const text = textOf(value).toLowerCase();
  return isGuid(text) ? text : undefined;
}

/** As sfdisk writes them: `RequiredPartition GUID:48,49`. */
function attributesIn(text: string): Pick<Partition, 'attributes' | 'commonAttributes'> {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const own = words.flatMap((word) => (word.startsWith('GUID:') ? word.slice('GUID:'.length).split(',') : []));
  return { attributes: own.map(Number), commonAttributes: words.filter((word) => !word.startsWith('GUID:')) };
}
