import { isPlain } from './access.ts';
import type { FieldRead, Reads } from './element-reads.ts';
import type { List, Value } from './values.ts';

/** By the place of an element, the number of its group: all in one group are alike to what reads these fields alone. */
export type Groups = Uint8Array;

/** Below it a list is asked element by element: the legs of a volume, which no two evaluations share, are fewer. */
const FEWEST_ELEMENTS = 17;

/** So that a number takes a byte, and what is told apart that finely gains little. */
const MOST_GROUPS = 256;

/** Elements to a group, on average, from which on it pays. */
const WORTHWHILE = 2;

/** Sets of fields by which one list is grouped: a byte each per element is the most that a list takes beside itself. */
const MOST_READS = 32;

type Known = Groups | 'asked-once' | 'too-different';

/** Values never change, so what is known of a list holds for as long as it lives. */
const known = new WeakMap<List, Map<string, Known>>();

/**
 * Groups the elements of a list, or answers `undefined` where that does not pay: of a list that is asked for the first
 * time, since most are made for one evaluation, and of one whose elements are too different.
 */
export function groupsOf(list: List, reads: Reads): Groups | undefined {
  if (list.length < FEWEST_ELEMENTS) return undefined;
  const ofList = known.get(list);
  const found = ofList?.get(reads.key);
  if (typeof found === 'object') return found;
  if (found === 'too-different') return undefined;
  if (found === 'asked-once') {
    const groups = grouped(list, reads.fields);
    ofList?.set(reads.key, groups ?? 'too-different');
    return groups;
  }
  if (!ofList) known.set(list, new Map([[reads.key, 'asked-once']]));
  else if (ofList.size < MOST_READS) ofList.set(reads.key, 'asked-once');
  return undefined;
}

/** What was read so far of some elements ▶ what they have next ▶ … ▶ the number of their group. */
interface Branch {
  readonly next: Map<unknown, Branch>;
  group: number | undefined;
}

function grouped(list: List, fields: readonly FieldRead[]): Groups | undefined {
  const groups = new Uint8Array(list.length);
  const most = Math.min(MOST_GROUPS, list.length / WORTHWHILE);
  const root = newBranch();
  let count = 0;
  for (const [at, element] of list.entries()) {
    let branch = root;
    for (const field of fields) {
      const told = toldBy(element, field);
      if (told === UNTOLD) return undefined;
      let next = branch.next.get(told);
      if (!next) branch.next.set(told, (next = newBranch()));
      branch = next;
    }
    groups[at] = branch.group ??= count++;
    if (count > most) return undefined;
  }
  return groups;
}

const newBranch = (): Branch => ({ next: new Map(), group: undefined });

/** Of an element that may be like others and yet something else to a rule. */
const UNTOLD = Symbol('untold');

/** What tells elements apart; `undefined` where the field is missing, or what should have it. */
function toldBy(element: Value, { path, wanted }: FieldRead): Value | undefined | typeof UNTOLD {
  let value: Value | undefined = element;
  for (const name of path) {
    if (value === undefined) return undefined;
    if (!isPlain(value)) return UNTOLD;
    value = value[name];
  }
  if (wanted === 'presence') return value !== undefined;
  // A map takes both zeros for one.
  return Object.is(value, -0) ? UNTOLD : value;
}
