import type { ClusterObject, Selection, WatchEvent } from '../api/cluster-api.ts';

/** Whether a list with the selection has the object. */
export const isSelected = (
  object: ClusterObject,
  { namespace, labelSelector, fieldSelector }: Selection = {},
): boolean =>
  (namespace === undefined || object.metadata.namespace === namespace) &&
  matchesLabels(object, labelSelector) &&
  matchesFields(object, fieldSelector);

/** As a watch with the selection tells a change: what comes into it is added, and what leaves it is deleted. */
export function eventWithin(
  object: ClusterObject,
  before: ClusterObject | undefined,
  { selection, gone }: { readonly selection: Selection | undefined; readonly gone: boolean },
): WatchEvent | undefined {
  const was = before !== undefined && isSelected(before, selection);
  const is = !gone && isSelected(object, selection);
  if (is) return { kind: was ? 'modified' : 'added', object };
  return was ? { kind: 'deleted', object } : undefined;
}

function matchesLabels({ metadata }: ClusterObject, selector: string | undefined): boolean {
  if (selector === undefined) return true;
  return selector.split(',').every((part) => {
    const [name = '', value] = part.split('=');
    const own = metadata.labels?.[name];
    return value === undefined ? own !== undefined : own === value;
  });
}

/** `path=value` and `path!=value`, joined by commas. */
function matchesFields(object: ClusterObject, selector: string | undefined): boolean {
  if (selector === undefined) return true;
  return selector.split(',').every((part) => {
    const [path = '', value] = part.split(/!?=/);
    return (fieldAt(object, path) === value) !== part.includes('!=');
  });
}

const fieldAt = (object: ClusterObject, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], object);
