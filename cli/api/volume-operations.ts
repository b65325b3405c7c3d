import type { AttributeStrings } from '../../core/model/attributes.ts';
import { gibCeil, parseQuantity } from '../../core/model/capacity.ts';
import type { GiB } from '../../core/model/capacity.ts';
import type { ContentSource } from '../../core/model/copy.ts';
import type { StorageClass } from '../../core/model/class.ts';
import type { DeclaredObject } from '../../core/model/configuration.ts';
import type { Topology } from '../../core/model/inventory.ts';
import type { LegId, NodeName } from '../../core/model/ids.ts';
import { nodeSegment } from '../../core/model/node-segment.ts';
import type { TopologySegment, Volume, VolumeMode } from '../../core/model/volume.ts';
import { failed, mapOk, ok } from '../../csi/outcome.ts';
import type { VolumeAttributesClassObject } from '../../schemas/generated/types.ts';
import type { VolumeCapability } from '../../csi/services/driver-port.ts';
import type { ApiOutcome } from './api-outcome.ts';
import type { ActiveRevision, ApiPort, ApiSnapshot } from './api-port.ts';
import { classNamer } from './views/class-identity.ts';
import { volumeViewer } from './views/volume-view.ts';
import type { VolumeView } from './views/volume-view.ts';

/** What POST /volumes takes. */
export interface NewVolume {
  readonly name: string;
  readonly class: string;
  /** A VolumeAttributesClass of the active revision. */
  readonly attributesClass?: string;
  readonly size: string;
  readonly mode?: VolumeMode;
  readonly node?: string;
  /** Name of a snapshot, or of a volume, that it is to be a copy of. */
  readonly fromSnapshot?: string;
  readonly fromVolume?: string;
}

/** The volume of a name: the one that is not being released, else the one that is. Errors: not-found. */
export function findVolume(snapshot: ApiSnapshot, name: string): ApiOutcome<Volume> {
  const named = snapshot.volumes.filter((volume) => volume.name === name && !volume.snapshot);
  const volume = named.find(({ phase }) => phase.kind !== 'releasing') ?? named[0];
  return volume ? ok(volume) : failed('not-found', `there is no volume "${name}"`);
}

/** Asks the driver for a volume as Kubernetes would. Errors: not-ready, invalid-argument, and the driver's own. */
export async function createVolume(port: ApiPort, asked: NewVolume): Promise<ApiOutcome<VolumeView>> {
  const snapshot = port.snapshot();
  const { active } = snapshot;
  if (!active) return NOT_READY;
  const source = sourceOf(snapshot, asked);
  if (source.kind === 'error') return source;
  const storageClass = findClass(active, asked.class);
  if (storageClass.kind === 'error') return storageClass;
  const attributes =
    asked.attributesClass === undefined ? ok(undefined) : findAttributes(active, asked.attributesClass);
  if (attributes.kind === 'error') return attributes;
  const size = readSize(asked.size);
  if (size.kind === 'error') return size;
  const segments = nodeSegments(active.configuration.topology, asked.node);
  if (segments.kind === 'error') return segments;
  const created = await port.createVolume({
    name: asked.name,
    size: { required: size.value, limit: undefined },
    ...(source.value && { source: source.value }),
    parameters: storageClass.value.declaredParameters,
    ...(attributes.value && { attributes: attributes.value }),
    capabilities: [capabilityOf(asked.mode ?? 'mount', storageClass.value)],
    requisite: segments.value,
    preferred: segments.value,
  });
  return created.kind === 'ok' ? viewOf(port, asked.name) : created;
}

/** Errors: not-found. */
function sourceOf(
  snapshot: ApiSnapshot,
  { fromSnapshot, fromVolume }: NewVolume,
): ApiOutcome<ContentSource | undefined> {
  if (fromSnapshot !== undefined) {
    return mapOk(findSnapshot(snapshot, fromSnapshot), ({ id }) => ({ kind: 'snapshot', id }));
  }
  if (fromVolume === undefined) return ok(undefined);
  return mapOk(findVolume(snapshot, fromVolume), ({ id }) => ({ kind: 'volume', id }));
}

/** The snapshot of a name: the one that is not being released, else the one that is. Errors: not-found. */
export function findSnapshot(snapshot: ApiSnapshot, name: string): ApiOutcome<Volume> {
  const named = snapshot.volumes.filter((volume) => volume.name === name && volume.snapshot);
  const found = named.find(({ phase }) => phase.kind !== 'releasing') ?? named[0];
  return found ? ok(found) : failed('not-found', `there is no snapshot "${name}"`);
}

/** Errors: not-found, and the driver's own. */
export async function deleteVolume(port: ApiPort, name: string): Promise<ApiOutcome<undefined>> {
  const volume = findVolume(port.snapshot(), name);
  return volume.kind === 'ok' ? port.deleteVolume(volume.value.id) : volume;
}

/** Errors: not-found, denied where the class allows no expansion, and the driver's own. */
export async function expandVolume(port: ApiPort, name: string, text: string): Promise<ApiOutcome<VolumeView>> {
  const snapshot = port.snapshot();
  const volume = findVolume(snapshot, name);
  if (volume.kind === 'error') return volume;
  const size = readSize(text);
  if (size.kind === 'error') return size;
  const refusal = expansionRefusal(snapshot, volume.value);
  if (refusal !== undefined) return failed('denied', refusal);
  const expanded = await port.expand({ volume: volume.value.id, size: { required: size.value, limit: undefined } });
  return expanded.kind === 'ok' ? viewOf(port, name) : expanded;
}

/** Changes what the class says of a volume, as Kubernetes would. Errors: not-found, invalid-argument, and the driver's own. */
export async function modifyVolume(port: ApiPort, name: string, of: string): Promise<ApiOutcome<VolumeView>> {
  const { active, ...snapshot } = port.snapshot();
  if (!active) return NOT_READY;
  const volume = findVolume({ active, ...snapshot }, name);
  if (volume.kind === 'error') return volume;
  const attributes = findAttributes(active, of);
  if (attributes.kind === 'error') return attributes;
  const modified = await port.modify({ volume: volume.value.id, attributes: attributes.value });
  return modified.kind === 'ok' ? viewOf(port, name) : modified;
}

/** Takes a volume away from a node, whatever uses it there. Errors: not-found, and the driver's own. */
export async function unpublishVolume(
  port: ApiPort,
  { name, node }: { readonly name: string; readonly node: NodeName },
): Promise<ApiOutcome<VolumeView>> {
  const snapshot = port.snapshot();
  const volume = findVolume(snapshot, name);
  if (volume.kind === 'error') return volume;
  const { id } = volume.value;
  if (!snapshot.publications.some((each) => each.volume === id && each.node === node)) {
    return failed('not-found', `volume "${name}" is not published to a node "${node}"`);
  }
  const unpublished = await port.unpublish({ volume: id, node });
  return unpublished.kind === 'ok' ? viewOf(port, name) : unpublished;
}

/** Takes a leg for one that missed writes: a person's decision. Errors: not-found, and the driver's own. */
export async function dropLeg(
  port: ApiPort,
  { name, leg, by }: { readonly name: string; readonly leg: LegId; readonly by: string },
): Promise<ApiOutcome<VolumeView>> {
  const volume = findVolume(port.snapshot(), name);
  if (volume.kind === 'error') return volume;
  const { id, legs } = volume.value;
  if (!legs.some((own) => own.id === leg)) {
    return failed('not-found', `volume "${name}" has no leg "${leg}": "stowage describe volume" shows its legs`);
  }
  const dropped = await port.dropLeg({ volume: id, leg, by });
  return dropped.kind === 'ok' ? viewOf(port, name) : dropped;
}

/** As Kubernetes would refuse it. A volume whose class nobody knows any more is left to the driver. */
function expansionRefusal({ active }: ApiSnapshot, volume: Volume): string | undefined {
  const classes = active?.configuration.classes ?? [];
  const names = new Set(classNamer(classes)(volume));
  const own = classes.filter(({ name }) => names.has(name));
  if (own.length === 0 || own.some(({ allowVolumeExpansion }) => allowVolumeExpansion)) return undefined;
  return `class ${[...names].join(', ')} does not allow expansion: declare "allowVolumeExpansion: true" in it first`;
}

function findClass({ configuration }: ActiveRevision, name: string): ApiOutcome<StorageClass> {
  const found = configuration.classes.find((candidate) => candidate.name === name);
  if (found) return ok(found);
  const known = configuration.classes.map((candidate) => candidate.name).join(', ');
  return failed('invalid-argument', `there is no class "${name}"; the active revision declares ${known || 'none'}`);
}

const isAttributesClass = (object: DeclaredObject): object is VolumeAttributesClassObject & DeclaredObject =>
  object.kind === 'VolumeAttributesClass';

function findAttributes({ objects }: ActiveRevision, name: string): ApiOutcome<AttributeStrings> {
  const declared = objects.filter(isAttributesClass);
  const found = declared.find(({ metadata }) => metadata.name === name);
  // The generated type leaves values open to undefined; what was read from a file has none.
  if (found) return ok(found.parameters as AttributeStrings);
  const known = declared.map(({ metadata }) => metadata.name).join(', ');
  return failed(
    'invalid-argument',
    `there is no VolumeAttributesClass "${name}"; the active revision declares ${known || 'none'}`,
  );
}

/** A quantity as the GiB that hold it. Errors: invalid-argument. */
export function readSize(text: string): ApiOutcome<GiB> {
  const bytes = parseQuantity(text);
  return bytes !== undefined && bytes > 0n && bytes <= LARGEST_BYTES
    ? ok(gibCeil(bytes))
    : failed('invalid-argument', `size "${text}" is no quantity between 1 byte and 1Ei, such as 10Gi`);
}

const LARGEST_BYTES = 2n ** 60n;

/** Where a node stands, as CSI's topology says it. Empty where none is named. */
function nodeSegments(topology: Topology, name: string | undefined): ApiOutcome<readonly TopologySegment[]> {
  if (name === undefined) return ok([]);
  const node = topology.nodes.get(name as NodeName);
  if (!node) return failed('invalid-argument', `there is no node "${name}" in the Topology: declare it there`);
  return ok([nodeSegment(node)]);
}

const capabilityOf = (mode: VolumeMode, { mountOptions }: StorageClass): VolumeCapability =>
  mode === 'block'
    ? { kind: 'block', accessMode: 'ReadWriteOnce' }
    : { kind: 'mount', accessMode: 'ReadWriteOnce', fsType: undefined, mountFlags: mountOptions };

function viewOf(port: ApiPort, name: string): ApiOutcome<VolumeView> {
  const snapshot = port.snapshot();
  const volume = findVolume(snapshot, name);
  return volume.kind === 'ok' ? ok(volumeViewer(snapshot)(volume.value)) : volume;
}

const NOT_READY = failed('not-ready', 'no configuration is active yet: push a revision that is valid');
