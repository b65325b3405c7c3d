import { gibFloor } from '../model/capacity.ts';
import type { Configuration, DeclaredObject } from '../model/configuration.ts';
import type { PlacementView } from '../model/constraints.ts';
import type { DriveClass } from '../model/drive-class.ts';
import { ENCLOSURE_LEVEL, STORAGE_GROUP_LEVEL } from '../model/ids.ts';
import { TRANSPORTS } from '../model/inventory.ts';
import type { VolumeMode, VolumeRequest } from '../model/volume.ts';
import type { Fields } from './cel/values.ts';
import { PARAMETER_DEFAULTS } from './scopes.ts';

/** The model as rules see it: see scopes.ts for the types. A field that is not known is not there. */

/** A declared object holds JSON values alone, which are values of rules as they are. */
export const objectView = (object: DeclaredObject): Fields => object as unknown as Fields;

/** Names of all that is declared, sorted, per kind of thing. */
export function configView(configuration: Configuration): Fields {
  const { backends, enclosures, topology, classes, policies } = configuration;
  return {
    backends: sorted(backends.map(({ name }) => name)),
    bandwidthDomains: sorted(topology.bandwidthDomains.keys()),
    classes: sorted(classes.map(({ name }) => name)),
    domains: sorted(topology.domains.keys()),
    enclosures: sorted(enclosures.map(({ name }) => name)),
    levels: [...topology.levels, STORAGE_GROUP_LEVEL, ENCLOSURE_LEVEL],
    nodes: sorted(topology.nodes.keys()),
    policies: sorted(policies.map(({ name }) => name)),
    storageGroups: sorted(enclosures.map(({ storageGroup }) => storageGroup)),
    tags: sorted(enclosures.flatMap(({ drives }) => drives.flatMap(({ tags }) => tags))),
  };
}

const sorted = (names: Iterable<string>): readonly string[] => [...new Set(names)].sort();

/** `parameters` are as declared, with what the schema fills in; `fsType` is what either key says. */
export function requestView(request: VolumeRequest): Fields {
  const { name, size, parameters, declaredParameters, accessModes, mode } = request;
  return {
    name,
    sizeGiB: size.required,
    limitGiB: size.limit,
    parameters: { ...PARAMETER_DEFAULTS, ...declaredParameters, fsType: parameters.fsType },
    accessModes,
    volumeMode: VOLUME_MODES[mode],
  };
}

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
});

export const placementValue = ({ layout, size, legs }: PlacementView): Fields => ({
  layout,
  sizeGiB: size,
  legs: legs.map(({ drive, drives, extent }) => ({ ...driveView(drives), driveId: drive, extentGiB: extent })),
});
