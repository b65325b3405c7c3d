import type { InTurns } from '../../model/turns.ts';

/** What each of a list is made into, one after the other: there may be twenty thousand. */
export function* oneByOne<Item, Made>(
  list: readonly Item[],
  make: (item: Item) => readonly Made[],
): InTurns<readonly Made[]> {
  const made: Made[] = [];
  for (const item of list) {
    made.push(...make(item));
    yield;
  }
  return made;
}
