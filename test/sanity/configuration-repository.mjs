// A Git repository that declares what the specs need: two racks with a box each, and classes for every layout.
import fs from 'node:fs/promises';
import path from 'node:path';
import git from 'isomorphic-git';
import nodeFs from 'node:fs';

/**
 * csi-sanity asks for 10 GiB and grows it to 11; a drive of 9 GiB forces stripes, and one of 1 TB holds many slices. A page
 * of snapshots takes several volumes with a snapshot of each at once.
 */
const DRIVES = [
  {
    count: 16,
    prefix: 'wwn-0x5000c50000',
    mediaType: 'HDD',
    protocol: 'SAS',
    capacity: '64Gi',
    rotationSpeedRPM: 7200,
  },
  { count: 32, prefix: 'wwn-0x5000c50001', mediaType: 'HDD', protocol: 'SAS', capacity: '9Gi', tags: ['small'] },
  { count: 12, prefix: 'wwn-0x5000c50002', mediaType: 'SSD', protocol: 'NVMe', capacity: '1T' },
];

const RACKS = ['rack-a', 'rack-b'];

/** What the specs run on: parameters of a class, the layout they must give, and the access types tried with them. */
export const CLASSES = [
  { name: 'single', layout: 'single', parameters: { type: 'ssd' }, accessTypes: ['mount', 'block'] },
  { name: 'slice', layout: 'slice', parameters: { type: 'slice' }, accessTypes: ['mount', 'block'] },
  {
    name: 'encrypted-slice',
    layout: 'slice',
    parameters: { type: 'slice', encrypt: 'true' },
    accessTypes: ['mount', 'block'],
  },
  {
    name: 'mirror',
    layout: 'mirror',
    parameters: { type: 'hdd', excludedTags: 'small', redundancy: 'true' },
    accessTypes: ['mount'],
  },
  {
    name: 'striped-mirror',
    layout: 'striped-mirror',
    parameters: { type: 'hdd', requiredTags: 'small', striping: 'true' },
    accessTypes: ['mount'],
  },
  {
    name: 'mirrored-slice',
    layout: 'mirrored-slice',
    parameters: { type: 'slice', redundancy: 'true' },
    accessTypes: ['block'],
  },
];

/**
 * @param {string} folder where to make it; must exist
 * @param {string} node the node that the plug-in runs as
 */
export async function makeConfigurationRepository(folder, node) {
  const objects = [backend(), topology(node), ...RACKS.map(enclosure), ...CLASSES.map(storageClass)];
  // JSON is YAML, and JSON.stringify quotes what must be quoted.
  const text = objects.map((object) => JSON.stringify(object, null, 2)).join('\n---\n');
  await fs.writeFile(path.join(folder, 'stowage.yaml'), `${text}\n`);
  const repository = { fs: nodeFs, dir: folder };
  await git.init({ ...repository, defaultBranch: 'main' });
  await git.add({ ...repository, filepath: 'stowage.yaml' });
  const author = { name: 'Sanity', email: 'sanity@stowage.example' };
  await git.commit({ ...repository, message: 'Declare a configuration to try the driver on', author });
}

const ours = (kind, name, spec) => ({ apiVersion: 'stowage.dev/v1alpha1', kind, metadata: { name }, spec });

const backend = () => ours('Backend', 'main', { composable: { encryption: { secretRef: { name: 'volume-keys' } } } });

const topology = (node) =>
  ours('Topology', 'site', {
    levels: ['rack'],
    domains: RACKS.map((name) => ({ name, level: 'rack' })),
    nodes: [{ name: node, domain: RACKS[0] }],
  });

const enclosure = (rack, index) =>
  ours('Enclosure', `box-${rack}`, {
    storageGroup: `group-${rack}`,
    domain: rack,
    portals: [{ transport: 'nvmetcp', address: `192.0.2.${index + 1}` }],
    drives: DRIVES.flatMap(({ count, prefix, ...drive }) =>
      Array.from({ length: count }, (_, slot) => ({ id: `${prefix}${hex(index * 64 + slot, 6)}`, ...drive })),
    ),
  });

const storageClass = ({ name, parameters }) => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name },
  provisioner: 'csi.stowage.dev',
  parameters,
  allowVolumeExpansion: true,
});

const hex = (number, digits) => number.toString(16).padStart(digits, '0');
