import type { Followed, ObjectChange } from '../api/follow.ts';

/** Objects by what they have in common, kept while they come and go. */
export interface Grouping<Kept extends Followed> {
  readonly take: (change: ObjectChange<Kept>) => void;
  /** In no order. */
  readonly of: (key: string) => readonly Kept[];
}

/** One array for those that nobody shares a key with would cost as much as what it holds. */
type Group<Kept> = Kept | Kept[];

/** `keysOf` says the same of an object each time. */
export function createGrouping<Kept extends Followed>(keysOf: (object: Kept) => readonly string[]): Grouping<Kept> {
  const groups = new Map<string, Group<Kept>>();
  const of = (key: string): readonly Kept[] => {
    const group = groups.get(key);
    return group === undefined ? [] : Array.isArray(group) ? group : [group];
  };
  const put = (key: string, group: readonly Kept[]): void => {
    const [first, second] = group;
    if (first === undefined) groups.delete(key);
    else groups.set(key, second === undefined ? first : [...group]);
  };
  const enter = (object: Kept): void => {
    for (const key of new Set(keysOf(object))) put(key, [...of(key), object]);
  };
  const strike = (object: Kept): void => {
    for (const key of new Set(keysOf(object)))
      put(
        key,
        of(key).filter((each) => each !== object),
      );
  };
  return {
    of,
    take: (change) => {
      if (change.kind !== 'added') strike(change.before);
      if (change.kind !== 'removed') enter(change.object);
    },
  };
}
