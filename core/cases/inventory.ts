import type { Configuration, DeclaredObject } from '../model/configuration.ts';
import { resolveObjects } from '../parse/resolve/resolve-objects.ts';
import { buildInventoryIndex } from '../placement/inventory-index.ts';
import type { InventoryIndex } from '../placement/inventory-index.ts';

/** What there is to place on, with nothing placed yet, and the policies in force on it. */
export interface TestInventory {
  readonly objects: readonly DeclaredObject[];
  readonly configuration: Configuration;
  readonly index: InventoryIndex;
}

export type Prepared =
  | { readonly kind: 'ready'; readonly inventory: TestInventory }
  /** The objects make no configuration. */
  | { readonly kind: 'broken'; readonly reason: string };

/** Objects, each right by its schema, as the inventory of tests. Tests among them are left out. */
export function prepareInventory(declared: readonly DeclaredObject[]): Prepared {
  const objects = declared.filter(({ kind }) => kind !== 'PolicyTest');
  const { configuration, problems } = resolveObjects(objects);
  const error = problems.find(({ severity }) => severity === 'error');
  if (error) {
    const of = objects[error.at.object];
    return { kind: 'broken', reason: of ? `${of.kind} ${of.metadata.name}: ${error.message}` : error.message };
  }
  return { kind: 'ready', inventory: { objects, configuration, index: buildInventoryIndex(configuration) } };
}

/** What is in force without being a part of what there is to place on. */
const RULE_KINDS: ReadonlySet<string> = new Set(['PlacementPolicy', 'PolicyBinding', 'PolicyException']);

export const isRuleKind = (kind: string): boolean => RULE_KINDS.has(kind);

/**
 * The objects of an inventory, and the policies, bindings and exceptions of a repository beside them. Of two of one kind
 * and name, `wins` says whose counts.
 */
export function withRules(
  inventory: readonly DeclaredObject[],
  repository: readonly DeclaredObject[],
  wins: 'inventory' | 'repository',
): readonly DeclaredObject[] {
  const rules = repository.filter(({ kind }) => isRuleKind(kind));
  const [first, second] = wins === 'inventory' ? [inventory, rules] : [rules, inventory];
  const taken = new Set(first.map(keyOf));
  return [...first, ...second.filter((object) => !taken.has(keyOf(object)))];
}

/** The objects with one more, which takes the place of the one of its kind and name. */
export function withObject(objects: readonly DeclaredObject[], object: DeclaredObject): readonly DeclaredObject[] {
  const key = keyOf(object);
  const others = objects.filter((each) => keyOf(each) !== key);
  return [...others, object];
}

const keyOf = ({ kind, metadata }: DeclaredObject): string => `${kind} ${metadata.name}`;
