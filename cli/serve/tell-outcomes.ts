import { objectText } from '../../controller/cluster/api/resource.ts';
import type { ObjectEvent } from '../../controller/cluster/events/object-events.ts';
import type { Outcome } from '../../controller/cluster/target/show.ts';
import type { Log } from './log.ts';

/** Tells what was done in a cluster, and what was not: of what stays as it is, once. What is held is told on it as well. */
export function outcomeTeller(
  log: Pick<Log, 'info' | 'warn'>,
  event: (event: ObjectEvent) => void,
): (outcomes: readonly Outcome[]) => void {
  let said: ReadonlyMap<string, string> = new Map();
  return (outcomes) => {
    const done = summaryOf(outcomes);
    if (done !== '') log.info(`shown in the cluster: ${done}`);
    const now = new Map(outcomes.flatMap((outcome) => troubleOf(outcome) ?? []));
    for (const [object, text] of now) if (said.get(object) !== text) log.warn(`${object}: ${text}`);
    for (const outcome of outcomes) {
      if (outcome.kind === 'held' && said.get(objectText(outcome.resource, outcome)) !== outcome.message) {
        event(heldEvent(outcome));
      }
    }
    said = now;
  };
}

const heldEvent = ({
  resource,
  name,
  reason,
  message,
  live,
}: Extract<Outcome, { readonly kind: 'held' }>): ObjectEvent => ({
  regarded: { resource, name, uid: live.metadata.uid ?? '' },
  ...{ type: 'Warning', reason, note: message },
});

const DONE = ['applied', 'recreated', 'deleted'] as const;

const summaryOf = (outcomes: readonly Outcome[]): string =>
  DONE.map((kind) => ({ kind, count: outcomes.filter((outcome) => outcome.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${String(count)} ${kind}`)
    .join(', ');

/** The object, and what is the matter with it. */
function troubleOf(outcome: Outcome): readonly (readonly [string, string])[] | undefined {
  const object = objectText(outcome.resource, outcome);
  switch (outcome.kind) {
    case 'held':
      return [[object, outcome.message]];
    case 'failed':
      return [[object, outcome.error.message]];
    case 'unknown':
      return [[outcome.resource.plural, `${String(outcome.count)} wait until the cluster says which it has`]];
    case 'applied':
    case 'recreated':
    case 'deleted':
    case 'status-told':
      return undefined;
  }
}
