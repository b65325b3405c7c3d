import type { DeclaredObject } from '../../core/model/configuration.ts';
import type { PlacelessFinding } from '../../core/parse/index.ts';

/**
 * Fields that Kubernetes refuses to change once an object is there, with what they are where they are left out. Source:
 * kubernetes, pkg/apis/storage/validation, ValidateStorageClassUpdate and ValidateVolumeAttributesClassUpdate.
 */
const IMMUTABLE: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  StorageClass: { provisioner: '', parameters: {}, reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' },
  VolumeAttributesClass: { driverName: '', parameters: {} },
};

/** What a revision changes of objects of its base that cannot be changed. */
export function immutableFindings(
  base: readonly DeclaredObject[],
  head: readonly DeclaredObject[],
): readonly PlacelessFinding[] {
  const before = new Map(base.map((object) => [keyOf(object), object]));
  return head.flatMap((object) => {
    const old = before.get(keyOf(object));
    return old === undefined ? [] : changesOf(old, object).map((change) => finding(object, change));
  });
}

const keyOf = ({ kind, metadata }: DeclaredObject): string => `${kind} ${metadata.name}`;

interface Change {
  /** The nearest that is still there. */
  readonly path: readonly string[];
  readonly what: string;
  readonly old: string;
  readonly now: string;
}

function changesOf(old: DeclaredObject, object: DeclaredObject): readonly Change[] {
  return Object.entries(IMMUTABLE[object.kind] ?? {}).flatMap(([field, otherwise]) => {
    const [was, is] = [fieldOf(old, field) ?? otherwise, fieldOf(object, field) ?? otherwise];
    if (field === 'parameters') return parameterChanges(was as Parameters, is as Parameters);
    return was === is ? [] : [{ path: pathTo(object, field), what: field, old: shown(was), now: shown(is) }];
  });
}

type Parameters = Readonly<Record<string, unknown>>;

function parameterChanges(was: Parameters, is: Parameters): readonly Change[] {
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  const changed = keys.filter((key) => was[key] !== is[key]);
  return changed.map((key) => ({
    path: key in is ? ['parameters', key] : Object.keys(is).length > 0 ? ['parameters'] : ['metadata', 'name'],
    what: `parameter ${key}`,
    old: shown(was[key]),
    now: shown(is[key]),
  }));
}

const fieldOf = (object: DeclaredObject, field: string): unknown => (object as unknown as Parameters)[field];

const pathTo = (object: DeclaredObject, field: string): readonly string[] =>
  fieldOf(object, field) === undefined ? ['metadata', 'name'] : [field];

/** Kubernetes has strings there. */
const shown = (value: unknown): string => (typeof value === 'string' ? value : 'not set');

function finding({ kind, metadata: { name } }: DeclaredObject, { path, what, old, now }: Change): PlacelessFinding {
  return {
    code: 'class/immutable',
    severity: 'error',
    message: `${what} was ${old} and becomes ${now}: Kubernetes does not let a ${kind} change it`,
    help:
      `Leave ${name} as it is and add a class with a new name, such as ${name}-2, for new claims. ` +
      `Or delete the class and create it anew: volumes that exist keep what they have.`,
    object: { kind, name },
    path,
  };
}
