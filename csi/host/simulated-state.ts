import { createHash } from 'node:crypto';
import type { IoLimits } from '../../core/model/attributes.ts';
import type { FsType } from '../../core/model/class.ts';
import type { LegId, VolumeId } from '../../core/model/ids.ts';
import type { Layout } from '../../core/model/volume.ts';
import type { Store } from '../../store/store.ts';
import type { ExportAddress } from '../export-address.ts';
import { recordFormat, writeAll } from '../records.ts';
import type { DevicePath, MemberHealth } from './node-host.ts';

/** What the kernel of a simulated node would know. Kept in the store, because a node outlives its plug-in. */
export interface SimulatedState {
  readonly legs: Table<LegId, ConnectedLeg>;
  readonly arrays: Table<VolumeId, AssembledArray>;
  readonly containers: Table<VolumeId, OpenContainer>;
  /** Of those volumes alone that have some. */
  readonly limits: Table<VolumeId, LimitedDevice>;
  /** By path. */
  readonly mounts: Table<string, SimulatedMount>;
  /** How often the node was booted anew. */
  boots(): Promise<number>;
  /** Everything that only a running kernel knows is gone. */
  reboot(): Promise<void>;
}

interface ConnectedLeg {
  readonly leg: LegId;
  readonly address: ExportAddress;
}

export interface AssembledArray {
  readonly volume: VolumeId;
  readonly layout: Layout;
  /** In array order. */
  readonly members: readonly AssembledMember[];
}

export interface AssembledMember {
  /** Also of one that was missing at the start. */
  readonly leg: LegId;
  readonly state: MemberHealth['state'];
}

interface LimitedDevice {
  readonly volume: VolumeId;
  readonly limits: IoLimits;
}

interface OpenContainer {
  readonly volume: VolumeId;
}

export type SimulatedMount =
  | { readonly kind: 'filesystem'; readonly path: string; readonly device: DevicePath; readonly fsType: FsType }
  | { readonly kind: 'bind'; readonly path: string; readonly device: DevicePath; readonly readonly: boolean };

export interface Table<Key extends string, Row> {
  get(key: Key): Promise<Row | undefined>;
  put(key: Key, row: Row): Promise<void>;
  remove(key: Key): Promise<void>;
  all(): Promise<readonly Row[]>;
}

interface Boots {
  readonly count: number;
}

const bootsRecord = recordFormat<Boots>('the state of simulated nodes', 1);

/** @param prefix one per simulated node, ending in `/` */
export function simulatedStateIn(store: Store, prefix: string): SimulatedState {
  const bootsKey = `${prefix}boots`;
  const boots = async (): Promise<number> => {
    const entry = await store.get(bootsKey);
    return entry ? bootsRecord.read(entry).count : 0;
  };
  return {
    legs: table(store, `${prefix}leg/`),
    arrays: table(store, `${prefix}array/`),
    containers: table(store, `${prefix}container/`),
    limits: table(store, `${prefix}limits/`),
    mounts: table(store, `${prefix}mount/`, digest),
    boots,
    reboot: async () => {
      const gone = (await store.list(prefix)).map(({ key }) => ({ kind: 'delete', key }) as const);
      await writeAll(store, [
        bootsRecord.put(bootsKey, { count: (await boots()) + 1 }),
        ...gone.filter(({ key }) => key !== bootsKey),
      ]);
    },
  };
}

/** Rows of any size are few bytes each, and a node has few: they are listed whole. */
function table<Key extends string, Row extends object>(
  store: Store,
  prefix: string,
  nameOf: (key: Key) => string = (key) => key,
): Table<Key, Row> {
  const record = recordFormat<Row>('the state of simulated nodes', 1);
  const keyOf = (key: Key): string => prefix + nameOf(key);
  return {
    get: async (key) => {
      const entry = await store.get(keyOf(key));
      return entry && record.read(entry);
    },
    put: (key, row) => writeAll(store, [record.put(keyOf(key), row)]),
    remove: (key) => writeAll(store, [{ kind: 'delete', key: keyOf(key) }]),
    all: async () => (await store.list(prefix)).map((entry) => record.read(entry)),
  };
}

/** Paths are longer than keys may be. */
const digest = (path: string): string => createHash('sha256').update(path).digest('hex');
