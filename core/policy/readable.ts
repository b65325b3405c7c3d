import { ACCESS_MODES } from '../model/inventory.ts';
import { oneOf } from './cel/bounds.ts';
import type { Bounds } from './cel/bounds.ts';
import type { BoundedType } from './cel/schema-types.ts';

/**
 * What rules can read of a request and of a configuration. The checker goes by the types; the tables of docs/declare.md
 * are these, and a test holds the two against each other.
 */
export interface ReadableField {
  /** In the checker's notation. */
  readonly type: string;
  readonly says: string;
  /** What each text in it is one of. */
  readonly words?: readonly string[];
}

type Readable = Readonly<Record<string, ReadableField>>;

const field = (type: string, says: string, words?: readonly string[]): ReadableField => ({
  ...{ type, says },
  ...(words && { words }),
});

const CLAIM: Readable = {
  namespace: field('string', 'its namespace'),
  name: field('string', 'its name'),
  labels: field('map<string, string>', 'its labels; left out where nobody can say'),
  namespaceLabels: field('map<string, string>', 'those of its namespace; left out where nobody can say'),
  storageClass: field('string', 'the class that it names; left out where nobody can say'),
};

const REQUEST_TOPOLOGY: Readable = {
  requisite: field('list<map<string, string>>', 'one of these must reach the volume; empty means anywhere'),
  preferred: field('list<map<string, string>>', 'the same, best first'),
};

const SPACE: Readable = {
  drives: field('int', 'drives that take new volumes, used or not'),
  capacityGiB: field('int', 'what they hold when they are blank'),
  freeGiB: field('int', 'what is free of it'),
  largestFreeGiB: field('int', 'the most that is free in one piece'),
};

const POOL_SPACE: Readable = {
  backend: field('string', 'its backend'),
  pool: field('string', 'its name'),
  labels: field('map<string, string>', 'those of its backend, and its own'),
  ...SPACE,
};

const BACKEND_SPACE: Readable = {
  name: field('string', 'its name'),
  state: field('string', '`normal` or `suspended`', ['normal', 'suspended']),
  limitGiB: field('int', 'the largest volume that it takes; left out where it takes any'),
  ...SPACE,
};

const NAMESPACE_USE: Readable = {
  volumes: field('int', 'how many'),
  sizeGiB: field('int', 'their sizes together'),
};

export const REQUEST: Readable = {
  name: field('string', "CSI's name of the volume"),
  sizeGiB: field('int', 'the least usable size'),
  limitGiB: field('int', 'the most; left out where there is no limit'),
  parameters: field('Parameters', 'those of the class as they are written, with the defaults filled in'),
  accessModes: field('list<string>', 'such as `ReadWriteOnce`', ACCESS_MODES),
  volumeMode: field('string', '`Filesystem` or `Block`', ['Filesystem', 'Block']),
  claim: field('Claim', 'the PersistentVolumeClaim; left out where whoever asks does not say'),
  topology: field('RequestTopology', 'where the volume must be reached from, by level or `bandwidthDomain`'),
  pools: field('list<PoolSpace>', 'the pools that the class takes, and their drives of the kind that it asks for'),
  backends: field('list<BackendSpace>', 'the backends of these pools, each as a whole'),
  quota: field('NamespaceUse', "other volumes of the claim's namespace; left out where there is no claim"),
};

/** Beside the `objects`, which are typed by their schemas. */
export const CONFIG_NAMES: Readable = {
  backends: field('list<string>', 'names of Backends'),
  bandwidthDomains: field('list<string>', 'names of bandwidth domains'),
  classes: field('list<string>', 'names of StorageClasses'),
  domains: field('list<string>', 'names of failure domains'),
  enclosures: field('list<string>', 'names of Enclosures'),
  levels: field('list<string>', 'the levels, coarse to fine, with `storageGroup` and `enclosure`'),
  nodes: field('list<string>', 'names of nodes'),
  policies: field('list<string>', 'names of the policies in force'),
  storageGroups: field('list<string>', 'names of storage groups'),
  tags: field('list<string>', 'tags of drives'),
};

export const CONFIG_OBJECTS = field('Objects', 'all that is declared, by kind: `config.objects.StorageClass`');

/** The types that fields above are of, but for those of schemas. */
export const READABLE_TYPES: Readonly<Record<string, Readable>> = {
  Claim: CLAIM,
  RequestTopology: REQUEST_TOPOLOGY,
  PoolSpace: POOL_SPACE,
  BackendSpace: BACKEND_SPACE,
  NamespaceUse: NAMESPACE_USE,
};

/** As the checker declares them. */
export const typesOf = (fields: Readable): Readonly<Record<string, BoundedType>> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, { type, words }]) => [name, { type, bounds: boundsOf(type, words) }]),
  );

function boundsOf(type: string, words: readonly string[] | undefined): Bounds | undefined {
  if (!words) return undefined;
  return type === 'string' ? oneOf(words) : { inside: oneOf(words) };
}
