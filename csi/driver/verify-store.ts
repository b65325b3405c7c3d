import { drain } from '../../core/model/turns.ts';
import type { DriveId } from '../../core/model/ids.ts';
import type { Drive } from '../../core/model/inventory.ts';
import { gibFloor } from '../../core/model/capacity.ts';
import type { Leg, Publication, Volume } from '../../core/model/volume.ts';
import { configurationFromObjects } from '../../core/parse/index.ts';
import { takeTurns } from '../take-turns.ts';
import { activeRevision, readConfiguration } from '../../store/configurations.ts';
import {
  DECISION_PREFIX,
  DOMAIN_KEY,
  LEADER_KEY,
  NODE_PREFIX,
  PUBLICATION_PREFIX,
  REVISION_PREFIX,
  VOLUME_PREFIX,
  nodeKey,
  numberOfKey,
  publicationKey,
  volumeKey,
} from '../../store/keys.ts';
import type { RevisionNumber } from '../../core/model/ids.ts';
import type { Entry, Store } from '../../store/store.ts';
import { nameKey } from './driver-state.ts';
import { decisionRecord, domainRecord, leaderRecord, nodeRecord, publicationRecord, volumeRecord } from './records.ts';

/** Something that is wrong with a store. */
export interface StoreProblem {
  readonly key: string;
  readonly message: string;
}

export interface StoreVerdict {
  readonly records: number;
  readonly problems: readonly StoreProblem[];
}

/** Reads every record, and looks whether they fit together. Changes nothing. */
export async function verifyStore(store: Store): Promise<StoreVerdict> {
  const problems: StoreProblem[] = [];
  const entries = await store.list('');
  const read = <Value>(prefix: string, decode: (entry: Entry) => Value): readonly (readonly [string, Value])[] =>
    entries
      .filter(({ key }) => key.startsWith(prefix))
      .flatMap((entry) => {
        const value = attempt(problems, entry.key, () => decode(entry));
        return value === undefined ? [] : [[entry.key, value] as const];
      });
  for (const entry of entries)
    attempt(problems, entry.key, () => {
      assertRecord(entry);
    });
  read(DOMAIN_KEY, (entry) => domainRecord.read(entry));
  read(LEADER_KEY, (entry) => leaderRecord.read(entry));
  read(DECISION_PREFIX, (entry) => decisionRecord.read(entry));
  for (const [key, { name }] of read(NODE_PREFIX, (entry) => nodeRecord.read(entry))) {
    if (key !== nodeKey(name)) problems.push({ key, message: `it is the record of node ${name}` });
  }
  const volumes = read(VOLUME_PREFIX, (entry) => volumeRecord.read(entry));
  const publications = read(PUBLICATION_PREFIX, (entry) => publicationRecord.read(entry));
  const drives = await verifyConfigurations(store, entries, problems);
  problems.push(...volumeProblems(volumes, drives), ...publicationProblems(publications, volumes));
  return { records: entries.length, problems };
}

function attempt<Value>(problems: StoreProblem[], key: string, work: () => Value): Value | undefined {
  try {
    return work();
  } catch (error) {
    problems.push({ key, message: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}

/** What every release writes of every record. */
function assertRecord({ value }: Entry): void {
  const record: unknown = JSON.parse(value);
  const isRecord = typeof record === 'object' && record !== null && 'v' in record && Number.isInteger(record.v);
  if (!isRecord) throw new Error('it says no version of its format');
}

/** Every revision that is kept can be read, chunk by chunk. Answers with the drives of the active one. */
async function verifyConfigurations(
  store: Store,
  entries: readonly Entry[],
  problems: StoreProblem[],
): Promise<ReadonlyMap<DriveId, Drive> | undefined> {
  const active = await activeRevision(store).catch(() => undefined);
  let drives: ReadonlyMap<DriveId, Drive> | undefined;
  for (const { key } of entries.filter((entry) => entry.key.startsWith(REVISION_PREFIX))) {
    try {
      const number = numberOfKey(key) as RevisionNumber;
      const { objects } = await readConfiguration(store, number, takeTurns);
      if (number === active) {
        const { enclosures } = drain(configurationFromObjects(objects));
        drives = new Map(enclosures.flatMap((each) => each.drives.map((drive) => [drive.id, drive])));
      }
    } catch (error) {
      problems.push({ key, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return drives;
}

type Read<Value> = readonly (readonly [string, Value])[];

function volumeProblems(
  volumes: Read<Volume>,
  drives: ReadonlyMap<DriveId, Drive> | undefined,
): readonly StoreProblem[] {
  const names = new Map<string, string>();
  return [
    ...volumes.flatMap(([key, volume]) => {
      const found: string[] = [];
      if (key !== volumeKey(volume.id)) found.push(`it is the record of volume ${volume.id}`);
      const other = names.get(nameKey(volume));
      if (volume.phase.kind !== 'releasing') names.set(nameKey(volume), key);
      if (other !== undefined && volume.phase.kind !== 'releasing') found.push(`${other} is called ${volume.name} too`);
      if (volume.legs.length === 0) found.push('it has no legs');
      found.push(...volume.legs.flatMap((leg) => legProblems(leg, drives)));
      return found.map((message) => ({ key, message }));
    }),
    ...overlaps(volumes),
  ];
}

function legProblems({ id, drive, extent }: Leg, drives: ReadonlyMap<DriveId, Drive> | undefined): readonly string[] {
  if (extent.length < 1 || extent.start < 0) return [`leg ${id} covers nothing of drive ${drive}`];
  const declared = drives?.get(drive);
  if (drives && !declared) return [`leg ${id} lies on drive ${drive}, which the active configuration does not declare`];
  if (!declared) return [];
  const capacity = gibFloor(declared.capacityBytes);
  const end = extent.start + extent.length;
  return end <= capacity
    ? []
    : [`leg ${id} ends at ${String(end)} GiB of drive ${drive}, which has ${String(capacity)}`];
}

/** A byte of a drive belongs to at most one volume. */
function overlaps(volumes: Read<Volume>): readonly StoreProblem[] {
  const byDrive = new Map<DriveId, { readonly key: string; readonly leg: Leg }[]>();
  for (const [key, { legs }] of volumes) {
    for (const leg of legs) byDrive.set(leg.drive, [...(byDrive.get(leg.drive) ?? []), { key, leg }]);
  }
  return [...byDrive].flatMap(([drive, held]) => {
    const sorted = [...held].sort((one, other) => one.leg.extent.start - other.leg.extent.start);
    return sorted.flatMap(({ key, leg }, index) => {
      const before = sorted[index - 1];
      if (!before || before.leg.extent.start + before.leg.extent.length <= leg.extent.start) return [];
      const place = `drive ${drive} at ${String(leg.extent.start)} GiB`;
      return [{ key, message: `leg ${leg.id} takes ${place}, which leg ${before.leg.id} of ${before.key} has` }];
    });
  });
}

function publicationProblems(publications: Read<Publication>, volumes: Read<Volume>): readonly StoreProblem[] {
  const byId = new Map(volumes.map(([, volume]) => [volume.id, volume]));
  return publications.flatMap(([key, publication]) => {
    const found: string[] = [];
    const { volume: id, node, exports } = publication;
    if (key !== publicationKey(id, node)) found.push(`it is the record of volume ${id} on node ${node}`);
    const volume = byId.get(id);
    if (!volume) found.push(`there is no record of its volume ${id}`);
    const legs = new Set(volume?.legs.map((leg) => leg.id));
    for (const { leg } of volume ? exports : []) {
      if (!legs.has(leg)) found.push(`it exports leg ${leg}, which its volume does not have`);
    }
    return found.map((message) => ({ key, message }));
  });
}
