import type { ClassParameters } from '../../model/class.ts';

/** A parameter that says nothing, because of what another one says. */
export interface IdleParameter {
  readonly key: string;
  /** Completes "rpm has no effect: …". */
  readonly why: string;
}

interface Idle {
  readonly key: string;
  readonly why: string;
  readonly when: (parameters: ClassParameters) => boolean;
}

const isSlice = ({ type }: ClassParameters): boolean => type === 'slice';
const hasOneLeg = ({ type, redundancy, striping }: ClassParameters): boolean =>
  !redundancy && (type === 'slice' || !striping);

/** By the reference page of the class parameters. */
const IDLE: readonly Idle[] = [
  { key: 'rpm', why: 'only an HDD turns, and type is not hdd', when: ({ type }) => type !== 'hdd' },
  { key: 'striping', why: 'slices are never striped', when: isSlice },
  { key: 'raidMaxDrives', why: 'a slice has one leg, or two where it is mirrored', when: isSlice },
  {
    key: 'raidMaxDrives',
    why: 'without striping a volume has one drive, or two where it is mirrored',
    when: (parameters) => !isSlice(parameters) && !parameters.striping,
  },
  { key: 'fillDrive', why: 'a slice never takes a whole drive', when: isSlice },
  { key: 'sgResiliency', why: 'a volume of one leg survives no loss', when: hasOneLeg },
  { key: 'jbodResiliency', why: 'a volume of one leg survives no loss', when: hasOneLeg },
];

/** Parameters that were declared, and change nothing beside the others. */
export const idleParameters = (
  declared: Readonly<Record<string, string>>,
  parameters: ClassParameters,
): readonly IdleParameter[] => [
  ...IDLE.filter(({ key, when }) => declared[key] !== undefined && when(parameters)),
  ...(isOverridden(declared) ? [{ key: 'fsType', why: `${KUBERNETES_FS_TYPE} says otherwise, and wins` }] : []),
];

const KUBERNETES_FS_TYPE = 'csi.storage.k8s.io/fstype';

const isOverridden = ({ fsType, [KUBERNETES_FS_TYPE]: winner }: Readonly<Record<string, string>>): boolean =>
  fsType !== undefined && winner !== undefined && fsType !== winner;
