// @ts-check

/** Four kinds of volume in five sizes: 20 classes, each bounded. */
export function fleetClasses() {
  return KINDS.flatMap((kind) => kind.most.map((most, at) => storageClass(kind, SIZES[at] ?? '', most))).join('---\n');
}

const SIZES = ['xs', 's', 'm', 'l', 'xl'];

/**
 * `most` gives the largest volume of each size.
 * @typedef {{ readonly name: string, readonly parameters: Readonly<Record<string, string>>, readonly most: readonly string[] }} Kind
 */

/** @type {readonly Kind[]} */
const KINDS = [
  {
    name: 'disk',
    parameters: { type: 'hdd', selector: 'tier=bronze', striping: 'false' },
    most: ['1Ti', '2Ti', '4Ti', '8Ti', '16Ti'],
  },
  {
    name: 'disk-mirror',
    parameters: { type: 'hdd', selector: 'tier=bronze', redundancy: 'true', fsType: 'xfs' },
    most: ['1Ti', '4Ti', '16Ti', '48Ti', '96Ti'],
  },
  {
    name: 'gold',
    parameters: { type: 'slice', selector: 'tier=gold', redundancy: 'true', encrypt: 'true' },
    most: ['64Gi', '256Gi', '1Ti', '4Ti', '12Ti'],
  },
  {
    name: 'silver',
    parameters: { type: 'slice', selector: 'tier=silver', encrypt: 'true' },
    most: ['64Gi', '256Gi', '1Ti', '2Ti', '6Ti'],
  },
];

/**
 * @param {Kind} kind
 * @param {string} size
 * @param {string} most
 */
function storageClass(kind, size, most) {
  return [
    'apiVersion: storage.k8s.io/v1',
    'kind: StorageClass',
    'metadata:',
    `  name: ${kind.name}-${size}`,
    'provisioner: csi.stowage.dev',
    'parameters:',
    ...Object.entries({ ...kind.parameters, maxVolumeSize: most }).map(([name, value]) => `  ${name}: '${value}'`),
    'volumeBindingMode: WaitForFirstConsumer',
    'allowVolumeExpansion: true',
    '',
  ].join('\n');
}
