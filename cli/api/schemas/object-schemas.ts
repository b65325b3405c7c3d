import { bytes, count, flag, listOf, mapOf, named, oneOf, record, ref, text } from './parts.ts';
import type { JsonSchema } from './parts.ts';

const names = (description?: string): JsonSchema => listOf(text(), description);

const driveDifference = named(
  'DriveDifference',
  'What was found otherwise than declared. A `smaller` drive is used as far as it goes; any other takes no new legs.',
  oneOf(['not-found', 'foreign', 'unknown-data', 'unknown-legs', 'in-use', 'unreadable', 'other-media', 'smaller']),
);

const DRIVE: Readonly<Record<string, JsonSchema>> = {
  id: text('WWN, EUI-64 or NGUID.'),
  enclosure: text(),
  storageGroup: text(),
  media: oneOf(['HDD', 'SSD'], 'Redfish Drive.MediaType.'),
  protocol: oneOf(['SATA', 'SAS', 'NVMe'], 'Redfish Drive.Protocol.'),
  rotationSpeedRPM: count('0 for SSDs, and where it is unknown.'),
  capacity: bytes('Capacity.'),
  tags: names(),
  state: oneOf(['enabled', 'draining', 'maintenance', 'failed']),
  differences: listOf(ref('DriveDifference'), 'When its agent last told.'),
  use: oneOf(['blank', 'whole', 'sliced'], '`whole` drives belong to one volume, `sliced` ones to any number.'),
  usedGiB: count('What legs take of it, and what they strand.'),
  volumes: names('Names; those of volumes that are being released among them.'),
};

const drive = named('Drive', 'A drive, its use and the volumes on it.', record(DRIVE));

const extent = named(
  'Extent',
  'A part of a drive, and who uses it.',
  record(
    {
      volume: text('Name of the volume, or of the snapshot.'),
      volumeId: text('The CSI volume_id, or snapshot_id.'),
      snapshot: flag(),
      phase: oneOf(['creating', 'ready', 'expanding', 'releasing']),
      leg: text(),
      startGiB: count(),
      lengthGiB: count(),
      strandedGiB: count('Of a whole drive: what it keeps others from using.'),
    },
    { claim: ref('Claim'), kubernetes: ref('KubernetesUse') },
  ),
);

const driveDetail = named(
  'DriveDetail',
  'A drive in full.',
  record({ ...DRIVE, extents: listOf(ref('Extent'), 'In the order in which they lie on it.') }),
);

const portal = named(
  'Portal',
  'Where an enclosure exports its drives by one transport.',
  record({ transport: oneOf(['iscsi', 'nvmetcp', 'roce']), address: text(), port: count() }),
);

const enclosure = named(
  'Enclosure',
  'A box of drives.',
  record(
    {
      name: text(),
      storageGroup: text(),
      domains: mapOf('Level to domain.'),
      portals: listOf(ref('Portal')),
      drives: count(),
      drivesInUse: count('Drives that hold legs of volumes.'),
      capacity: bytes('Of all its drives.'),
    },
    { bandwidthDomain: text() },
  ),
);

const bandwidthDomain = named(
  'BandwidthDomain',
  'A part of the network behind one uplink, and what volumes have reserved of it. In bits per second.',
  record(
    {
      name: text(),
      reaches: names('Others whose drives its nodes reach at full speed.'),
      enclosures: count(),
      volumes: count('Volumes that reserve something of its uplink.'),
      reserved: count(),
    },
    {
      bandwidth: count('Of its uplink. Left out: the Topology does not say, and there is no limit.'),
      left: { type: 'integer', description: 'What is not reserved; below 0 where it was declared faster before.' },
    },
  ),
);

const USE = {
  volumes: count('As limits count them: without those that are being released.'),
  sizeGiB: count('Usable size of these together.'),
};

const LIMITS = {
  maxVolumeSize: bytes('The largest volume it takes. Left out: no limit.'),
  maxVolumes: count('The most volumes it has. Left out: no limit.'),
  maxTotalSize: bytes('The most that its volumes come to together. Left out: no limit.'),
};

const pool = named(
  'Pool',
  'A virtual pool: a part of a backend with labels of its own. A volume counts in every pool that one of its drives belongs to.',
  record(
    { name: text(), labels: mapOf(), requiredTags: names(), ...USE },
    {
      storageGroups: names('Left out: every one of the backend.'),
      ...LIMITS,
      fragmentation: {
        description: 'Of its sliced drives. Left out: it has none.',
        ...record({
          percent: count('Of what is free there, how much lies in holes shorter than the median slice.'),
          medianGiB: count('As many slices are longer as are shorter, metadata included.'),
          freeGiB: count(),
          tooShortGiB: count('Of that, in holes shorter than the median.'),
        }),
      },
    },
  ),
);

const backend = named(
  'Backend',
  'A storage system that volumes come from.',
  record(
    {
      name: text(),
      driver: oneOf(['composable', 'nfs']),
      state: oneOf(['normal', 'suspended'], '`suspended` keeps existing volumes served and takes no new ones.'),
      labels: mapOf(),
      pools: listOf(ref('Pool')),
      ...USE,
    },
    {
      storageGroups: names('Of a composable backend. Left out: every one that no other backend names.'),
      servers: names('Of an nfs backend: the addresses of its server.'),
      exportPath: text('Of an nfs backend.'),
      ...LIMITS,
      encryptionSecret: text('Namespace and name of the Secret that keys derive from.'),
    },
  ),
);

const storageClass = named(
  'StorageClass',
  'A storage class.',
  record({
    name: text(),
    type: oneOf(['hdd', 'ssd', 'slice']),
    redundancy: flag(),
    encrypt: flag(),
    parameters: mapOf('As declared.'),
    reclaimPolicy: oneOf(['Delete', 'Retain']),
    volumeBindingMode: oneOf(['Immediate', 'WaitForFirstConsumer']),
    allowVolumeExpansion: flag(),
    mountOptions: names(),
    volumes: count('Volumes that could have been asked for through it.'),
  }),
);

const position: JsonSchema = { type: 'integer', minimum: 1 };

const finding = named(
  'Finding',
  'Something a person should know about what was declared.',
  record(
    { code: text('Stable, `area/what`.'), severity: oneOf(['error', 'warning', 'note']), message: text() },
    {
      help: text('What to do about it.'),
      place: record({ file: text(), line: position, column: position, endLine: position, endColumn: position }),
    },
  ),
);

const NUMBER: JsonSchema = { ...position, description: 'Counts proposed revisions from 1.' };

const ORIGIN = { commit: text('The Git commit.'), subject: text('First line of the commit message.'), ref: text() };

const revision = named(
  'Revision',
  'A revision that reached the store, and what became of it.',
  record(
    {
      ...ORIGIN,
      state: oneOf(['proposed', 'active', 'refused', 'superseded']),
      at: text('When it was proposed, or refused without having been. ISO 8601.'),
      findings: listOf(ref('Finding'), 'What was found in it; of a superseded one, nothing is kept.'),
    },
    { number: { ...NUMBER, description: 'Left out: it was refused before it became a configuration.' } },
  ),
);

const activeRevision = named('ActiveRevision', 'The revision that runs.', record({ number: NUMBER, ...ORIGIN }));

export const OBJECT_SCHEMAS: readonly JsonSchema[] = [
  driveDifference,
  drive,
  extent,
  driveDetail,
  portal,
  enclosure,
  bandwidthDomain,
  pool,
  backend,
  storageClass,
  finding,
  revision,
  activeRevision,
];
