import type { ClassUse } from '../target/decide.ts';
import type { Resource } from '../api/resource.ts';
import { STORAGE_CLASSES, VOLUME_ATTRIBUTES_CLASSES } from '../api/resource.ts';
import type { ObjectChange } from '../api/follow.ts';
import type { KeptClaim, KeptVolume } from './kept.ts';

/** How many claims and volumes name each class, kept while they come and go. */
export interface ClassUseCount {
  readonly takeClaim: (change: ObjectChange<KeptClaim>) => void;
  readonly takeVolume: (change: ObjectChange<KeptVolume>) => void;
  readonly of: (resource: Resource, name: string) => ClassUse;
  /** Grows when some class is named by more or fewer. */
  readonly changes: () => number;
}

const NOBODY: ClassUse = { claims: 0, volumes: 0 };

export function createClassUseCount(): ClassUseCount {
  const uses = new Map<string, ClassUse>();
  let changes = 0;
  const add = (keys: readonly string[], field: keyof ClassUse, count: 1 | -1): void => {
    for (const key of keys) {
      const use = uses.get(key) ?? NOBODY;
      const next = { ...use, [field]: use[field] + count };
      if (next.claims === 0 && next.volumes === 0) uses.delete(key);
      else uses.set(key, next);
      changes += 1;
    }
  };
  const take = (field: keyof ClassUse, change: ObjectChange<KeptClaim | KeptVolume>): void => {
    const before = change.kind === 'added' ? [] : keysOf(change.before);
    const after = change.kind === 'removed' ? [] : keysOf(change.object);
    if (before.join() === after.join()) return;
    add(before, field, -1);
    add(after, field, 1);
  };
  return {
    takeClaim: (change) => {
      take('claims', change);
    },
    takeVolume: (change) => {
      take('volumes', change);
    },
    of: (resource, name) => uses.get(keyOf(resource.plural, name)) ?? NOBODY,
    changes: () => changes,
  };
}

const keyOf = (plural: string, name: string): string => `${plural}/${name}`;

function keysOf({ storageClass, attributesClass }: KeptClaim | KeptVolume): readonly string[] {
  return [
    ...(storageClass === undefined ? [] : [keyOf(STORAGE_CLASSES.plural, storageClass)]),
    ...(attributesClass === undefined ? [] : [keyOf(VOLUME_ATTRIBUTES_CLASSES.plural, attributesClass)]),
  ];
}
