import { count, flag, listOf, mapOf, named, oneOf, record, ref, text } from './parts.ts';
import type { JsonSchema } from './parts.ts';

const leg = named(
  'Leg',
  'A part of a volume: a whole drive or a slice of one.',
  record({
    id: text(),
    drive: text(),
    enclosure: text(),
    startGiB: count(),
    lengthGiB: count(),
    strandedGiB: count('Of a whole drive: what it keeps others from using.'),
    dropped: flag('Whether it missed writes, or may have: it is only ever rebuilt from the others.'),
    rebuilding: flag(
      'Whether it was dropped and is being taken back: it is needed for a start, and stands in for no other yet.',
    ),
    unfenced: flag('Whether an old export of it may still stand: it is given to nobody until its host has answered.'),
    differences: listOf(ref('DriveDifference'), 'Of its drive, when its agent last told.'),
  }),
);

const publication = named(
  'Publication',
  'A volume made available to a node.',
  record(
    {
      node: text(),
      phase: oneOf(['publishing', 'published', 'unpublishing']),
      readonly: flag(),
    },
    {
      nodeGone: flag('Whether Kubernetes has no such node any more. Left out: it is not asked.'),
      attachment: text('The VolumeAttachment that asks for it. Left out: none is known.'),
    },
  ),
);

const claim = named(
  'Claim',
  'The PersistentVolumeClaim that a volume belongs to, else the one that it was asked for by. Left out: nobody said.',
  record({ namespace: text(), name: text() }),
);

const pod = named(
  'Pod',
  'A pod that uses the claim of a volume and has not ended.',
  record({ namespace: text(), name: text(), phase: text() }, { node: text('Left out while it waits for one.') }),
);

const kubernetesUse = named(
  'KubernetesUse',
  'What Kubernetes says of the use of a volume. Left out: it is not asked, or has not said yet.',
  record(
    { pods: listOf(ref('Pod')) },
    {
      persistentVolume: record({ name: text(), phase: text() }),
      storageClass: text('The class that the claim names.'),
      workload: {
        description: 'What looks after the pods or the claim.',
        ...record({ kind: text(), name: text() }, { ordinal: count('Which of a StatefulSet.') }),
      },
    },
  ),
);

const volume = named(
  'Volume',
  'A volume, where it lies and why.',
  record(
    {
      name: text(),
      id: text('The CSI volume_id.'),
      classes: listOf(text(), 'The classes that ask for what it was made from: CSI does not say which one it was.'),
      sizeGiB: count('Usable size.'),
      mode: oneOf(['mount', 'block']),
      fsType: oneOf(['ext4', 'xfs']),
      encrypted: flag(),
      layout: oneOf(['single', 'mirror', 'striped-mirror', 'slice', 'mirrored-slice']),
      phase: oneOf(['creating', 'ready', 'expanding', 'releasing']),
      backend: text(),
      legs: listOf(ref('Leg'), 'In array order; pairs adjacent.'),
      use: oneOf(
        ['unused', 'in-use', 'stopped'],
        'How its array was left: never started, in use by a node or left by one that died, stopped in good order.',
      ),
      survives: listOf(text(), 'Levels of which it survives the loss of any one domain.'),
      publishedTo: listOf(ref('Publication')),
      parameters: mapOf('As asked for.'),
      generation: count('Rises with each change of legs.'),
      revision: count('The revision that it was placed under.'),
      reasons: listOf(text(), 'Why these drives.'),
    },
    {
      attributes: mapOf('Mutable parameters that are in force. Left out: none were asked for.'),
      targetAttributes: mapOf('While they are being changed: what to.'),
      claim: ref('Claim'),
      kubernetes: ref('KubernetesUse'),
      workload: text('What a label of its claim called its workload. Left out: the name of the claim says.'),
      bandwidthPerLeg: count(
        'Bits per second that each leg reserves of the uplink of its bandwidth domain. Left out: none.',
      ),
      targetGiB: count('While it is expanding: what to.'),
      reachableFrom: listOf(
        text(),
        'Bandwidth domains whose nodes reach it at full speed. Left out: they play no part.',
      ),
    },
  ),
);

const QUANTITY = '^[0-9]{1,18}(\\.[0-9]{1,9})?(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$';

export const SIZE_SCHEMA: JsonSchema = {
  type: 'string',
  pattern: QUANTITY,
  maxLength: 32,
  description: 'Usable size, a Kubernetes quantity; rounded up to GiB.',
};

const nameOf = (description: string): JsonSchema => ({ type: 'string', minLength: 1, maxLength: 128, description });
const ATTRIBUTES_CLASS: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 253,
  description: 'A VolumeAttributesClass of the active revision.',
};

const newVolume = named(
  'NewVolume',
  'A volume to create.',
  record(
    {
      name: { type: 'string', minLength: 1, maxLength: 128, description: 'Unique among volumes.' },
      class: { type: 'string', minLength: 1, maxLength: 253, description: 'A storage class of the active revision.' },
      size: SIZE_SCHEMA,
    },
    {
      mode: oneOf(['mount', 'block'], 'A filesystem, or a raw block device. Left out: mount.'),
      attributesClass: ATTRIBUTES_CLASS,
      node: { type: 'string', minLength: 1, maxLength: 253, description: 'A node of the Topology that must reach it.' },
      fromSnapshot: nameOf('A snapshot that it is to be a copy of.'),
      fromVolume: nameOf('A volume that it is to be a copy of, and that no node has.'),
    },
  ),
);

const snapshotLeg = named(
  'SnapshotLeg',
  'A part of a snapshot.',
  record({ id: text(), drive: text(), enclosure: text(), startGiB: count(), lengthGiB: count() }),
);

const snapshot = named(
  'Snapshot',
  'A copy of a volume as it was at one moment, on drives of its own.',
  record({
    name: text(),
    id: text('The CSI snapshot_id.'),
    volume: text('The volume that it is of: its name, or its id where it is gone.'),
    sizeGiB: count('What a volume made of it has at least.'),
    takenAt: text('Since when nothing could write to the volume: ISO 8601.'),
    ready: flag('Whether all of it is copied.'),
    encrypted: flag(),
    layout: oneOf(['single', 'mirror', 'striped-mirror', 'slice', 'mirrored-slice']),
    phase: oneOf(['creating', 'ready', 'expanding', 'releasing']),
    legs: listOf(ref('SnapshotLeg'), 'In array order; pairs adjacent.'),
    reasons: listOf(text(), 'Why these drives.'),
  }),
);

const newSnapshot = named(
  'NewSnapshot',
  'A snapshot to take.',
  record({ name: nameOf('Unique among snapshots.'), volume: nameOf('The volume.') }),
);

const expansion = named('Expansion', 'What a volume should grow to.', record({ size: SIZE_SCHEMA }));

const modification = named(
  'Modification',
  'What a volume should be given.',
  record({ attributesClass: ATTRIBUTES_CLASS }),
);

export const VOLUME_SCHEMAS: readonly JsonSchema[] = [
  leg,
  publication,
  claim,
  pod,
  kubernetesUse,
  volume,
  newVolume,
  expansion,
  snapshotLeg,
  snapshot,
  newSnapshot,
  modification,
];
