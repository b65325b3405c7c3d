import type { BackendObject, EnclosureObject, TopologyObject } from '../../schemas/generated/types.ts';
import { gib, parseQuantity } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { DeclaredObject } from '../model/configuration.ts';
import { FIRST_EXTENT_GIB, partitionableGiB } from '../model/format.ts';
import { ENCLOSURE_LEVEL, STORAGE_GROUP_LEVEL } from '../model/ids.ts';
import type { InTurns } from '../model/turns.ts';

/** What volumes stand on, as objects declare it. */
export interface DeclaredGround {
  /** By drive id. */
  readonly drives: ReadonlyMap<string, DeclaredDrive>;
  readonly backends: ReadonlySet<string>;
  /** By composable backend: `namespace/name` of the Secret that its keys derive from, `undefined` where it names none. */
  readonly secrets: ReadonlyMap<string, string | undefined>;
  /** By enclosure: the domain at every level that is known for it. */
  readonly domains: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export interface DeclaredDrive {
  readonly enclosure: string;
  readonly mediaType: string;
  /** Where the last extent may end. */
  readonly end: GiB;
}

/** The schemas' default; a name written out and one left out are the same Secret. */
const DEFAULT_SECRET_NAMESPACE = 'stowage-system';

/** Reads the ground out of objects that were checked against their schemas. */
export function* groundOf(objects: readonly DeclaredObject[]): InTurns<DeclaredGround> {
  const enclosures = objects.filter(isEnclosure);
  const backends = objects.filter(isBackend);
  const parents = domainsOf(objects.filter(isTopology));
  yield;
  const drives = new Map<string, DeclaredDrive>();
  const domains = new Map<string, ReadonlyMap<string, string>>();
  for (const enclosure of enclosures) {
    for (const [id, drive] of drivesOf(enclosure)) drives.set(id, drive);
    domains.set(nameOf(enclosure), domainsAt(enclosure, parents));
    yield;
  }
  return {
    drives,
    domains,
    backends: new Set(backends.map(nameOf)),
    secrets: new Map(backends.filter(isComposable).map((backend) => [nameOf(backend), secretOf(backend)])),
  };
}

/** Schemas have checked the objects, so their kind says their shape. */
const isEnclosure = (object: DeclaredObject): object is EnclosureObject & DeclaredObject => object.kind === 'Enclosure';
const isBackend = (object: DeclaredObject): object is BackendObject & DeclaredObject => object.kind === 'Backend';
const isTopology = (object: DeclaredObject): object is TopologyObject & DeclaredObject => object.kind === 'Topology';

const isComposable = ({ spec }: BackendObject): boolean => spec.composable !== undefined;

const nameOf = ({ metadata }: DeclaredObject): string => metadata.name;

function drivesOf(enclosure: EnclosureObject & DeclaredObject): readonly (readonly [string, DeclaredDrive])[] {
  return enclosure.spec.drives.map(({ id, mediaType, capacity }) => {
    const end = gib(FIRST_EXTENT_GIB + partitionableGiB(parseQuantity(capacity) ?? 0n));
    return [id, { enclosure: nameOf(enclosure), mediaType, end }];
  });
}

function secretOf({ spec }: BackendObject): string | undefined {
  const secret = spec.composable?.encryption?.secretRef;
  return secret && `${secret.namespace ?? DEFAULT_SECRET_NAMESPACE}/${secret.name}`;
}

interface Domain {
  readonly level: string;
  readonly parent?: string;
}

const domainsOf = (topologies: readonly TopologyObject[]): ReadonlyMap<string, Domain> =>
  new Map(topologies.flatMap(({ spec }) => (spec.domains ?? []).map((domain) => [domain.name, domain] as const)));

function domainsAt(
  enclosure: EnclosureObject & DeclaredObject,
  known: ReadonlyMap<string, Domain>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>([
    [STORAGE_GROUP_LEVEL, enclosure.spec.storageGroup],
    [ENCLOSURE_LEVEL, nameOf(enclosure)],
  ]);
  let name = enclosure.spec.domain;
  while (name !== undefined) {
    const domain = known.get(name);
    if (!domain || found.has(domain.level)) break;
    found.set(domain.level, name);
    name = domain.parent;
  }
  return found;
}
