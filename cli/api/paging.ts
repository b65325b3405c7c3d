/** Part of a list. `continue` is what to send for the next part; left out on the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly continue?: string;
}

/** What a list can be asked for. */
export interface ListQuery {
  /** Only the object of this name. */
  readonly name?: string;
  /** Most items to answer. */
  readonly limit: number;
  /** As an earlier answer said it. */
  readonly continue?: string;
}

/** Where a list goes on: behind the item of this key, which need not exist any more. */
export type ListPosition = { readonly kind: 'start' } | { readonly kind: 'after'; readonly key: string };

/** `undefined` where the token is none of ours. */
export function positionOf(token: string | undefined): ListPosition | undefined {
  if (token === undefined) return { kind: 'start' };
  const key = Buffer.from(token, 'base64url').toString('utf8');
  return tokenOf(key) === token ? { kind: 'after', key } : undefined;
}

const tokenOf = (key: string): string => Buffer.from(key, 'utf8').toString('base64url');

/** The page behind a position. Items come in ascending order of their keys, by UTF-16 units; keys are unique. */
export function takePage<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
  { position, limit }: { readonly position: ListPosition; readonly limit: number },
): Page<Item> {
  const taken: Item[] = [];
  let last = '';
  for (const item of items) {
    const key = keyOf(item);
    if (position.kind === 'after' && key <= position.key) continue;
    if (taken.length === limit) return { items: taken, continue: tokenOf(last) };
    taken.push(item);
    last = key;
  }
  return { items: taken };
}
