import { schemas } from '../../schemas/generated/schemas.ts';
import { gibFloor } from '../model/capacity.ts';
import type { Configuration, DeclaredObject } from '../model/configuration.ts';
import type { PlacementView } from '../model/constraints.ts';
import type { DriveClass } from '../model/drive-class.ts';
import { ENCLOSURE_LEVEL, STORAGE_GROUP_LEVEL } from '../model/ids.ts';
import { TRANSPORTS } from '../model/inventory.ts';
import type { BackendSpace, NamespaceUse, PoolSpace, Space, Surroundings } from '../model/surroundings.ts';
import type { Claim, TopologySegment, VolumeMode, VolumeRequest } from '../model/volume.ts';
import type { Fields, ValueMap } from './cel/values.ts';
import { lazily } from './lazily.ts';
import { PARAMETER_DEFAULTS } from './scopes.ts';

/** The model as rules see it: see scopes.ts for the types. A field that is not known is not there. */

/** A declared object holds JSON values alone, which are values of rules as they are. */
export const objectView = (object: DeclaredObject): Fields => object as unknown as Fields;

/** Names of all that is declared, sorted, per kind of thing; and `objects`, as declared, by kind and name. */
export function configView(configuration: Configuration, objects: readonly DeclaredObject[]): Fields {
  const { backends, enclosures, topology, classes, policies } = configuration;
  return lazily(
    { levels: [...topology.levels, STORAGE_GROUP_LEVEL, ENCLOSURE_LEVEL] },
    {
      backends: () => sorted(backends.map(({ name }) => name)),
      bandwidthDomains: () => sorted(topology.bandwidthDomains.keys()),
      classes: () => sorted(classes.map(({ name }) => name)),
      domains: () => sorted(topology.domains.keys()),
      enclosures: () => sorted(enclosures.map(({ name }) => name)),
      nodes: () => sorted(topology.nodes.keys()),
      policies: () => sorted(policies.map(({ name }) => name)),
      storageGroups: () => sorted(enclosures.map(({ storageGroup }) => storageGroup)),
      tags: () => sorted(enclosures.flatMap(({ drives }) => drives.flatMap(({ tags }) => tags))),
      objects: () => objectsView(objects),
    },
  );
}

function objectsView(objects: readonly DeclaredObject[]): Fields {
  const ofKind = (kind: string): readonly Fields[] =>
    objects
      .filter((object) => object.kind === kind)
      .sort(byName)
      .map(objectView);
  return lazily({}, Object.fromEntries(Object.keys(schemas).map((kind) => [kind, () => ofKind(kind)])));
}

const byName = (a: DeclaredObject, b: DeclaredObject): number =>
  a.metadata.name === b.metadata.name ? 0 : a.metadata.name < b.metadata.name ? -1 : 1;

const sorted = (names: Iterable<string>): readonly string[] => [...new Set(names)].sort();

/** `parameters` are as declared, with what the schema fills in; `fsType` is what either key says. */
export function requestView(request: VolumeRequest, { pools, backends, quota }: Surroundings = {}): Fields {
  const { name, size, parameters, declaredParameters, accessModes, mode, claim } = request;
  return lazily(
    {
      name,
      sizeGiB: size.required,
      limitGiB: size.limit,
      parameters: { ...PARAMETER_DEFAULTS, ...declaredParameters, fsType: parameters.fsType },
      accessModes,
      volumeMode: VOLUME_MODES[mode],
      claim: claim && claimView(claim),
    },
    {
      topology: () => ({
        requisite: request.requisite.map(segmentView),
        preferred: request.preferred.map(segmentView),
      }),
      pools: () => pools?.().map(poolView),
      backends: () => backends?.().map(backendView),
      quota: () => quota && quotaView(quota()),
    },
  );
}

const claimView = ({ namespace, name, labels }: Claim): Fields => ({ namespace, name, labels });

const segmentView = (segment: TopologySegment): ValueMap => new Map(Object.entries(segment));

const poolView = (space: PoolSpace): Fields => ({
  backend: space.backend.name,
  pool: space.pool.name,
  labels: new Map([...space.backend.labels, ...space.pool.labels]),
  ...spaceView(space),
});

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

export const driveView = (drives: DriveClass): Fields => ({
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

export const placementValue = ({ layout, size, legs }: PlacementView): Fields => ({
  layout,
  sizeGiB: size,
  legs: legs.map(({ drive, drives, extent }) => ({ ...driveView(drives), driveId: drive, extentGiB: extent })),
});
