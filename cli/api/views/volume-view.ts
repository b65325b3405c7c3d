import { differencesOf } from '../../../core/model/drive-report.ts';
import type { DriveDifference } from '../../../core/model/drive-report.ts';
import type { ClaimReference, Leg, Publication, Volume } from '../../../core/model/volume.ts';
import type { ApiSnapshot, ClusterKnowledge } from '../api-port.ts';
import { classNamer } from './class-identity.ts';
import { groupBy } from './group-by.ts';

/** A volume as the API shows it. */
export interface VolumeView {
  readonly name: string;
  readonly id: string;
  /** The classes that ask for what it was made from. CSI does not say which: classes with the same parameters are one. */
  readonly classes: readonly string[];
  /** The PersistentVolumeClaim that it belongs to, else the one that it was asked for by. Left out: nobody said. */
  readonly claim?: ClaimReference;
  /** What Kubernetes says of its use. Left out: Kubernetes is not asked, or has not said yet. */
  readonly kubernetes?: KubernetesUse;
  readonly sizeGiB: number;
  readonly mode: 'mount' | 'block';
  readonly fsType: string;
  readonly encrypted: boolean;
  readonly layout: Volume['layout'];
  readonly phase: Volume['phase']['kind'];
  /** While it is expanding: what to. */
  readonly targetGiB?: number;
  readonly backend: string;
  readonly legs: readonly LegView[];
  /** How its array was left. */
  readonly use: Volume['integrity']['use'];
  /** Levels of which it survives the loss of any one domain. */
  readonly survives: readonly string[];
  /** Bandwidth domains whose nodes reach it at full speed. Left out: they play no part. */
  readonly reachableFrom?: readonly string[];
  /** Bits per second that each leg reserves of the uplink of its bandwidth domain. Left out: none. */
  readonly bandwidthPerLeg?: number;
  /** What a label of its claim called its workload. Left out: the name of the claim says. */
  readonly workload?: string;
  /** Mutable parameters that are in force. Left out: none were asked for. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** While they are being changed: what to. */
  readonly targetAttributes?: Readonly<Record<string, string>>;
  readonly publishedTo: readonly PublicationView[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly generation: number;
  /** The revision that it was placed under. */
  readonly revision: number;
  /** Why these drives. */
  readonly reasons: readonly string[];
}

export interface LegView {
  readonly id: string;
  readonly drive: string;
  readonly enclosure: string;
  readonly startGiB: number;
  readonly lengthGiB: number;
  /** Of a whole drive: what it keeps others from using. */
  readonly strandedGiB: number;
  /** Whether it missed writes, or may have. */
  readonly dropped: boolean;
  /** Whether it was dropped and is being taken back: it is needed for a start, and stands in for no other yet. */
  readonly rebuilding: boolean;
  /** Whether an old export of it may still stand on a host that did not answer. */
  readonly unfenced: boolean;
  /** What its drive is otherwise than declared. */
  readonly differences: readonly DriveDifference[];
}

/** What Kubernetes says of the use of a volume. */
export interface KubernetesUse {
  readonly persistentVolume?: { readonly name: string; readonly phase: string };
  /** The class that the claim names, whatever others have the same parameters. */
  readonly storageClass?: string;
  /** What looks after the pods or the claim. */
  readonly workload?: { readonly kind: string; readonly name: string; readonly ordinal?: number };
  readonly pods: readonly PodView[];
}

export interface PodView {
  readonly namespace: string;
  readonly name: string;
  readonly phase: string;
  /** Left out while it waits for one. */
  readonly node?: string;
}

export interface PublicationView {
  readonly node: string;
  /** The VolumeAttachment that asks for it. Left out: there is none, or nobody can say. */
  readonly attachment?: string;
  /** Whether Kubernetes has no such node any more. Left out: it is not asked. */
  readonly nodeGone?: boolean;
  readonly phase: Publication['phase'];
  readonly readonly: boolean;
}

/** Shows volumes of one snapshot. */
export function volumeViewer(snapshot: ApiSnapshot): (volume: Volume) => VolumeView {
  const { active, publications, reports, cluster } = snapshot;
  const byVolume = groupBy(publications, ({ volume }) => volume);
  const classesOf = classNamer(active?.configuration.classes ?? []);
  const enclosures = new Map((active?.configuration.enclosures ?? []).map((each) => [each.name, each] as const));
  const differencesUnder = ({ enclosure, drive }: Leg): readonly DriveDifference[] => {
    const declared = enclosures.get(enclosure)?.drives.find(({ id }) => id === drive);
    return declared ? differencesOf(declared, reports.get(enclosure)) : [];
  };
  return (volume) => ({
    name: volume.name,
    id: volume.id,
    classes: classesOf(volume),
    ...usedBy(cluster, volume),
    sizeGiB: volume.size,
    mode: volume.mode,
    fsType: volume.fsType,
    encrypted: volume.encryption !== undefined,
    layout: volume.layout,
    phase: volume.phase.kind,
    ...(volume.phase.kind === 'expanding' ? { targetGiB: volume.phase.target } : {}),
    backend: volume.backend,
    legs: legViews(volume, differencesUnder),
    use: volume.integrity.use,
    survives: volume.survives,
    ...(volume.reachableFrom ? { reachableFrom: volume.reachableFrom } : {}),
    ...(volume.bandwidthPerLeg === undefined ? {} : { bandwidthPerLeg: volume.bandwidthPerLeg }),
    ...(volume.workload === undefined ? {} : { workload: volume.workload }),
    ...(volume.attributes ? { attributes: volume.attributes } : {}),
    ...(volume.modification ? { targetAttributes: volume.modification.attributes } : {}),
    publishedTo: (byVolume.get(volume.id) ?? []).map((each) => publicationView(each, cluster, volume)),
    parameters: volume.parameters,
    generation: volume.generation,
    revision: volume.revision,
    reasons: volume.reasons,
  });
}

function legViews(
  { legs, integrity, unfenced }: Volume,
  differencesUnder: (leg: Leg) => readonly DriveDifference[],
): readonly LegView[] {
  const dropped = new Set(integrity.dropped);
  const rebuilding = new Set(integrity.rebuilding);
  const exposed = new Set(unfenced.map(({ leg }) => leg));
  return legs.map((leg) => ({
    id: leg.id,
    drive: leg.drive,
    enclosure: leg.enclosure,
    startGiB: leg.extent.start,
    lengthGiB: leg.extent.length,
    strandedGiB: leg.stranded,
    dropped: dropped.has(leg.id),
    rebuilding: rebuilding.has(leg.id),
    unfenced: exposed.has(leg.id),
    differences: differencesUnder(leg),
  }));
}

/** Whose a volume is, and what uses it. */
export function usedBy(
  cluster: ClusterKnowledge | undefined,
  volume: Volume,
): Pick<VolumeView, 'claim' | 'kubernetes'> {
  const use = cluster?.useOf(volume);
  // A volume that Kubernetes does not know yet, or not any more, is still whose it was asked for by.
  const claim = use?.claim ?? volume.claim;
  if (!use) return claim ? { claim } : {};
  const { persistentVolume, storageClass, workload, pods } = use;
  return {
    ...(claim && { claim }),
    kubernetes: {
      ...(persistentVolume && { persistentVolume }),
      ...(storageClass !== undefined && { storageClass }),
      ...(workload && { workload }),
      pods,
    },
  };
}

function publicationView(
  { node, phase, readonly }: Publication,
  cluster: ClusterKnowledge | undefined,
  volume: Volume,
): PublicationView {
  return { node, phase, readonly, ...(cluster && nodeStanding(cluster, volume, node)) };
}

/** How Kubernetes stands to a node that has a volume, or is to have it. */
export function nodeStanding(
  cluster: ClusterKnowledge,
  volume: Volume,
  node: string,
): Pick<PublicationView, 'nodeGone' | 'attachment'> {
  const attachment = cluster.useOf(volume)?.attachments.find((each) => each.node === node)?.name;
  return { nodeGone: cluster.lacksNode(volume, node), ...(attachment !== undefined && { attachment }) };
}
