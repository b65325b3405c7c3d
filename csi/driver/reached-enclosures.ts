import type { DriveConstraint, PolicyConstraints } from '../../core/model/constraints.ts';
import type { EnclosureName } from '../../core/model/ids.ts';
import type { DriverContext } from './context.ts';
import type { ReachedEnclosures } from './driver-state.ts';

type Hosts = Pick<DriverContext, 'state' | 'backend'>;

/** Whether legs can be cut there now, and the host has told of its drives since it attached. */
export const isReached = ({ state, backend }: Hosts, enclosure: EnclosureName): boolean =>
  backend.drives.answers(enclosure) && !state.awaited.has(enclosure);

/**
 * The constraints of a request, and that its drives can be reached now: the same constraint as long as the same ones can,
 * because the search keeps what it makes of it.
 */
export const onlyWhereReached = (hosts: Hosts, policy: PolicyConstraints): PolicyConstraints => ({
  ...policy,
  drives: [...policy.drives, reachedNow(hosts).constraint],
});

function reachedNow({ state, backend }: Hosts): ReachedEnclosures {
  const answering = backend.drives.answering();
  if (state.reached && areAlike(state.reached.answering, answering)) return state.reached;
  const reached = new Set(answering.filter((enclosure) => !state.awaited.has(enclosure)));
  const constraint: DriveConstraint = {
    source: { kind: 'inventory' },
    label: 'in an enclosure whose agent is attached',
    admits: ({ enclosure }) => reached.has(enclosure),
  };
  state.reached = { answering, constraint };
  return state.reached;
}

const areAlike = (some: readonly EnclosureName[], others: readonly EnclosureName[]): boolean =>
  some === others || (some.length === others.length && some.every((enclosure, at) => enclosure === others[at]));
