import type { GiB } from '../../core/model/capacity.ts';
import type { LegId, VolumeId } from '../../core/model/ids.ts';
import type { Layout } from '../../core/model/volume.ts';
import type { Store, Write } from '../../store/store.ts';
import { recordFormat, writeAll } from '../records.ts';

/**
 * What stands on the platters of a leg, as far as the simulation cares: the array's superblock and the leg's share of
 * what the array holds. It belongs to the leg: it follows the leg to another node and goes when the leg is wiped.
 */
export interface LegContent {
  readonly volume: VolumeId;
  readonly layout: Layout;
  /** Place in the array. */
  readonly position: number;
  /** Usable size of the array. */
  readonly size: GiB;
  /** Rises with each write that the leg gets and each change of who is in sync: the least is what missed something. */
  readonly events: number;
  /** Positions that were in sync, as far as this leg has heard. */
  readonly inSync: readonly number[];
  /** How it is being rebuilt; `undefined` where it is not. */
  readonly rebuild: Rebuild | undefined;
  /** Blocks written since a member went out: what a rebuild by changes copies. */
  readonly changed: readonly BlockAddress[];
  readonly blocks: Blocks;
}

export type Blocks = Readonly<Partial<Record<BlockAddress, string>>>;

export type Rebuild = 'changes' | 'everything';

/** The headers that a node reads and writes, and numbered blocks for tests to write what they like. */
export type BlockAddress = 'container' | 'filesystem' | `data/${number}`;

export const dataBlock = (number: number): BlockAddress => `data/${String(number)}` as BlockAddress;

export interface LegContents {
  /** `undefined` where the leg is blank, or holds a copy alone. */
  read(leg: LegId): Promise<LegContent | undefined>;
  /** What it was filled with; nothing where it was not. */
  copied(leg: LegId): Promise<Blocks>;
  write(contents: ReadonlyMap<LegId, LegContent>): Promise<void>;
}

const record = recordFormat<LegContent>('contents of simulated legs', 1);
const keyOf = (leg: LegId): string => `simulated/content/${leg}`;

/** Data without a superblock: what a leg is filled with. */
const copyRecord = recordFormat<{ readonly blocks: Blocks }>('copies in simulated legs', 1);
const copyKey = (leg: LegId): string => `simulated/copied/${leg}`;

/** Leaves a leg blank. */
export const wipeContent = (leg: LegId): Write[] => [
  { kind: 'delete', key: keyOf(leg) },
  { kind: 'delete', key: copyKey(leg) },
];

/** Leaves the data of one leg in another, without its superblock. */
export const fillContent = (leg: LegId, blocks: Blocks): Write => copyRecord.put(copyKey(leg), { blocks });

export const legContentsIn = (store: Store): LegContents => ({
  read: async (leg) => {
    const entry = await store.get(keyOf(leg));
    return entry && record.read(entry);
  },
  copied: async (leg) => {
    const entry = await store.get(copyKey(leg));
    return entry ? copyRecord.read(entry).blocks : {};
  },
  write: async (contents) => {
    const writes = [...contents].map(([leg, content]) => record.put(keyOf(leg), content));
    // The first member tells whether an array was ever made: it must not run ahead of the others.
    await writeAll(store, writes.reverse());
  },
});
