import { drain } from '../../core/model/turns.ts';
import { gib } from '../../core/model/capacity.ts';
import type { DeclaredObject } from '../../core/model/configuration.ts';
import type { EnclosureName, NodeName } from '../../core/model/ids.ts';
import type { Enclosure } from '../../core/model/inventory.ts';
import type { Layout } from '../../core/model/volume.ts';
import { configurationFromObjects } from '../../core/parse/index.ts';
import type { CreateVolume } from '../../csi/services/driver-port.ts';

export const NODES: readonly NodeName[] = ['node-a', 'node-b', 'node-c'] as NodeName[];

const declared = (kind: string, name: string, spec: Readonly<Record<string, unknown>>): DeclaredObject => ({
  apiVersion: 'stowage.dev/v1alpha1',
  kind,
  metadata: { name },
  ...{ spec },
});

/** Three HDDs of 100 GiB and an SSD of 60, in a storage group of its own. */
function enclosure(letter: string): DeclaredObject {
  const hdd = (n: number): unknown => ({
    id: `wwn-0x5000c500${letter.repeat(7)}${String(n)}`,
    mediaType: 'HDD',
    protocol: 'SAS',
    rotationSpeedRPM: 7200,
    capacity: '100Gi',
  });
  const ssd = { id: `eui.${letter.repeat(16)}`, mediaType: 'SSD', protocol: 'NVMe', capacity: '60Gi' };
  const portals = [
    { transport: 'nvmetcp', address: '192.0.2.1' },
    { transport: 'iscsi', address: '192.0.2.1' },
  ];
  return declared('Enclosure', `box-${letter}`, {
    storageGroup: `sg-${letter}`,
    portals,
    drives: [hdd(1), hdd(2), hdd(3), ssd],
  });
}

const BOXES: readonly DeclaredObject[] = ['a', 'b', 'c'].map(enclosure);

const objectsWith = (label: string, boxes: readonly DeclaredObject[]): readonly DeclaredObject[] => [
  {
    ...declared('Backend', 'main', { composable: { encryption: { secretRef: { name: 'keys' } } } }),
    metadata: { name: 'main', labels: { hall: label } },
  },
  ...boxes,
];

/** What may be proposed: the whole, the whole under another label, and without an enclosure, which is refused while it holds legs. */
export const CONFIGURATIONS: readonly (readonly DeclaredObject[])[] = [
  objectsWith('one', BOXES),
  objectsWith('two', BOXES),
  objectsWith('one', BOXES.slice(0, 2)),
];

/** What there really is, whatever is declared. */
export const ENCLOSURES: ReadonlyMap<EnclosureName, Enclosure> = new Map(
  drain(configurationFromObjects(objectsWith('one', BOXES))).enclosures.map((each) => [each.name, each]),
);

/** A kind of volume that there can be: a row more here is one in every history and in the matrix. */
export interface VolumeKind {
  readonly name: string;
  readonly layout: Layout;
  readonly parameters: Readonly<Record<string, string>>;
  /** GiB. */
  readonly size: number;
  readonly encrypted: boolean;
}

const LAYOUTS: readonly Omit<VolumeKind, 'name' | 'encrypted'>[] = [
  { layout: 'single', parameters: { striping: 'false' }, size: 10 },
  {
    layout: 'mirror',
    parameters: { redundancy: 'true', striping: 'false', networkTransportsAllowed: 'iscsi' },
    size: 10,
  },
  { layout: 'striped-mirror', parameters: { redundancy: 'true' }, size: 110 },
  { layout: 'slice', parameters: { type: 'slice' }, size: 5 },
  { layout: 'mirrored-slice', parameters: { type: 'slice', redundancy: 'true' }, size: 5 },
];

export const VOLUME_KINDS: readonly VolumeKind[] = LAYOUTS.flatMap((kind) => [
  { ...kind, name: kind.layout, encrypted: false },
  { ...kind, name: `${kind.layout}, encrypted`, encrypted: true, parameters: { ...kind.parameters, encrypt: 'true' } },
]);

export const requestFor = (name: string, { parameters, size }: VolumeKind): CreateVolume => ({
  name,
  size: { required: gib(size), limit: undefined },
  parameters: { ...parameters, 'csi.storage.k8s.io/pvc/namespace': 'shop', 'csi.storage.k8s.io/pvc/name': name },
  capabilities: [{ kind: 'mount', accessMode: 'ReadWriteOnce', fsType: undefined, mountFlags: [] }],
  requisite: [],
  preferred: [],
});
