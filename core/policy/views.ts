import { schemas } from '../../schemas/generated/schemas.ts';
import { gibFloor } from '../model/capacity.ts';
import type { Configuration, DeclaredObject } from '../model/configuration.ts';
import type { LegView, PlacementView } from '../model/constraints.ts';
import type { DriveClass } from '../model/drive-class.ts';
import { levelsOf } from '../model/levels.ts';
import { TRANSPORTS } from '../model/inventory.ts';
import type { Backend, Pool } from '../model/inventory.ts';
import type { BackendSpace, NamespaceUse, PoolSpace, Space, Surroundings } from '../model/surroundings.ts';
import type { Claim, TopologySegment, VolumeMode, VolumeRequest } from '../model/volume.ts';
import type { Fields, Value, ValueMap } from './cel/values.ts';
import { lazily, withLaterFields } from './lazily.ts';
import { PARAMETER_DEFAULTS } from './scopes.ts';

/** The model as rules see it: see scopes.ts for the types. A field that is not known is not there. */

/** A declared object holds JSON values alone, which are values of rules as they are. */
export const objectView = (object: DeclaredObject): Fields => object as unknown as Fields;

/** Names of all that is declared, sorted, per kind of thing; and `objects`, as declared, by kind and name. */
export function configView(configuration: Configuration, objects: readonly DeclaredObject[]): Fields {
  const { backends, enclosures, topology, classes, policies } = configuration;
  return lazily({
    backends: () => sorted(backends.map(({ name }) => name)),
    bandwidthDomains: () => sorted(topology.bandwidthDomains.keys()),
    classes: () => sorted(classes.map(({ name }) => name)),
    domains: () => sorted(topology.domains.keys()),
    enclosures: () => sorted(enclosures.map(({ name }) => name)),
    levels: () => levelsOf(configuration),
    nodes: () => sorted(topology.nodes.keys()),
    policies: () => sorted(policies.map(({ name }) => name)),
    storageGroups: () => sorted(enclosures.map(({ storageGroup }) => storageGroup)),
    tags: () => sorted(enclosures.flatMap(({ drives }) => drives.flatMap(({ tags }) => tags))),
    objects: () => objectsView(objects),
  });
}

function objectsView(objects: readonly DeclaredObject[]): Fields {
  const ofKind = (kind: string): readonly Fields[] =>
    objects
      .filter((object) => object.kind === kind)
      .sort(byName)
      .map(objectView);
  return lazily(Object.fromEntries(Object.keys(schemas).map((kind) => [kind, () => ofKind(kind)])));
}

const byName = (a: DeclaredObject, b: DeclaredObject): number =>
  a.metadata.name === b.metadata.name ? 0 : a.metadata.name < b.metadata.name ? -1 : 1;

const sorted = (names: Iterable<string>): readonly string[] => [...new Set(names)].sort();

/** `parameters` are as declared, with what the schema fills in; `fsType` is what either key says. */
export function requestView(request: VolumeRequest, surroundings: Surroundings = {}): Fields {
  const { name, size, accessModes, mode, claim } = request;
  const defaults = Object.create(PARAMETER_DEFAULTS) as Record<string, string>;
  return requestFields(
    { request, surroundings },
    {
      name,
      sizeGiB: size.required,
      limitGiB: size.limit,
      // Inherited, as copying some twenty of them takes longer than all the rest.
      parameters: Object.assign(defaults, request.declaredParameters, { fsType: request.parameters.fsType }),
      accessModes,
      volumeMode: VOLUME_MODES[mode],
      claim: claim && claimView(claim),
    },
  );
}

interface Asked {
  readonly request: VolumeRequest;
  readonly surroundings: Surroundings;
}

/** What takes a walk over the topology or the pools: most rules read none of it. */
const requestFields = withLaterFields<Asked>({
  topology: ({ request: { requisite, preferred } }) => ({
    requisite: requisite.map(segmentView),
    preferred: preferred.map(segmentView),
  }),
  pools: ({ surroundings: { pools } }) => pools?.().map(poolView),
  backends: ({ surroundings: { backends } }) => backends?.().map(backendView),
  quota: ({ surroundings: { quota } }) => quota && quotaView(quota()),
});

const claimView = ({ namespace, name, labels, namespaceLabels, storageClass }: Claim): Fields => ({
  ...{ namespace, name, labels, namespaceLabels, storageClass },
});

const segmentView = (segment: TopologySegment): ValueMap => new Map(Object.entries(segment));

const poolView = (space: PoolSpace): Fields => ({
  backend: space.backend.name,
  pool: space.pool.name,
  labels: labelsOf(space),
  ...spaceView(space),
});

const labelsSeen = new WeakMap<Pool, { readonly backend: Backend; readonly labels: ValueMap }>();

/** Those of the backend, and the pool's own. Made once: what is free in a pool changes, and its labels do not. */
function labelsOf({ backend, pool }: PoolSpace): ValueMap {
  const seen = labelsSeen.get(pool);
  if (seen?.backend === backend) return seen.labels;
  const labels: ValueMap = new Map([...backend.labels, ...pool.labels]);
  labelsSeen.set(pool, { backend, labels });
  return labels;
}

const backendView = (space: BackendSpace): Fields => ({
  name: space.backend.name,
  state: space.backend.state,
  limitGiB: space.backend.maxVolumeBytes === undefined ? undefined : gibFloor(space.backend.maxVolumeBytes),
  ...spaceView(space),
});

const spaceView = ({ drives, capacity, free, largestFree }: Space): Fields => ({
  drives,
  capacityGiB: capacity,
  freeGiB: free,
  largestFreeGiB: largestFree,
});

const quotaView = ({ volumes, size }: NamespaceUse): Fields => ({ volumes, sizeGiB: size });

/** Kubernetes' PersistentVolumeClaim.spec.volumeMode. */
const VOLUME_MODES: Readonly<Record<VolumeMode, string>> = { mount: 'Filesystem', block: 'Block' };

const drivesSeen = new WeakMap<DriveClass, DriveFields>();

/** Made once: a request is held against many placements on the same classes of drives. */
export function driveView(drives: DriveClass): DriveFields {
  const seen = drivesSeen.get(drives);
  if (seen) return seen;
  const view = newDriveView(drives);
  drivesSeen.set(drives, view);
  return view;
}

interface DriveFields extends Fields {
  readonly capacityGiB: Value;
  readonly transports: Value;
}

const newDriveView = (drives: DriveClass): DriveFields => ({
  mediaType: drives.mediaType,
  protocol: drives.protocol,
  rotationSpeedRPM: drives.rotationSpeedRPM,
  capacityGiB: gibFloor(drives.capacityBytes),
  tags: drives.tags,
  state: drives.state,
  enclosure: drives.enclosure,
  storageGroup: drives.storageGroup,
  domains: drives.domains,
  bandwidthDomain: drives.bandwidthDomain,
  transports: TRANSPORTS.filter((transport) => drives.transports.has(transport)),
  wearClass: drives.wearClass,
});

const placementsSeen = new WeakMap<PlacementView, Fields>();

/** Made once, as every rule and every score asks for it. */
export function placementValue(placement: PlacementView): Fields {
  const seen = placementsSeen.get(placement);
  if (seen) return seen;
  const value = newPlacementValue(placement);
  placementsSeen.set(placement, value);
  return value;
}

function newPlacementValue(placement: PlacementView): Fields {
  const legs = placement.legs.map(legValue);
  const sum = (part: 'stranded' | 'left'): number => placement.legs.reduce((total, leg) => total + leg[part], 0);
  return placementFields(
    { placement, legs },
    {
      backend: placement.backend,
      layout: placement.layout,
      sizeGiB: placement.size,
      legs,
      strandedGiB: sum('stranded'),
      leftGiB: sum('left'),
    },
  );
}

interface Placed {
  readonly placement: PlacementView;
  readonly legs: readonly Fields[];
}

/** What takes a walk over all legs: most rules read none of it. */
const placementFields = withLaterFields<Placed>({
  pools: ({ placement }) => placement.pools,
  pairs: ({ placement, legs }) => pairsOf(placement, legs),
  survived: ({ placement }) => survivedBy(placement),
});

/** Written out field by field: 64 placements are made for a rule to look at, and a spread takes several times as long. */
function legValue({ drive, drives, extent, stranded, left }: LegView): Fields {
  const { capacityGiB, transports } = driveView(drives);
  return {
    mediaType: drives.mediaType,
    protocol: drives.protocol,
    rotationSpeedRPM: drives.rotationSpeedRPM,
    capacityGiB,
    tags: drives.tags,
    state: drives.state,
    enclosure: drives.enclosure,
    storageGroup: drives.storageGroup,
    domains: drives.domains,
    bandwidthDomain: drives.bandwidthDomain,
    transports,
    wearClass: drives.wearClass,
    driveId: drive,
    extentGiB: extent,
    strandedGiB: stranded,
    leftGiB: left,
  };
}

/** The two legs of each pair; none where nothing is mirrored. */
function pairsOf<Leg>({ layout }: PlacementView, legs: readonly Leg[]): readonly (readonly Leg[])[] {
  if (layout === 'single' || layout === 'slice') return [];
  return legs.flatMap((leg, at) => {
    const partner = legs[at + 1];
    return at % 2 === 0 && partner !== undefined ? [[leg, partner]] : [];
  });
}

/** The levels of which any one domain can be lost, sorted: the two legs of every pair lie in different ones. */
function survivedBy(placement: PlacementView): readonly string[] {
  const pairs = pairsOf(placement, placement.legs);
  const levels = placement.legs[0]?.drives.domains.keys() ?? [];
  return [...(pairs.length === 0 ? [] : levels)]
    .filter((level) =>
      pairs.every((pair) => {
        const [one, other] = pair.map(({ drives }) => drives.domains.get(level));
        return one !== undefined && other !== undefined && one !== other;
      }),
    )
    .sort();
}
