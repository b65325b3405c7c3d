// @ts-check

/**
 * What an object of ours may look like in a cluster, and what Argo CD shall say of it. What is not shipped as a case of
 * Argo CD is told apart in our own tests.
 *
 * @typedef {{ readonly type: string, readonly status: string, readonly reason: string, readonly message: string }} Condition
 * @typedef {{
 *   readonly name: string,
 *   readonly kinds?: readonly string[],
 *   readonly shipped?: false,
 *   readonly metadata?: object,
 *   readonly spec?: object,
 *   readonly status?: { readonly observedGeneration?: number, readonly conditions?: readonly Condition[] },
 *   readonly argo: { readonly status: string, readonly message: string },
 * }} HealthState
 */

const GENERATION = 2;

/**
 * @param {string} type
 * @param {'True' | 'False' | 'Unknown'} status
 * @param {string} reason
 * @param {string} message
 * @returns {Condition}
 */
const condition = (type, status, reason, message) => ({ type, status, reason, message });

const READY = condition('Ready', 'True', 'Active', 'Active in revision 7');
const CHECKING = condition('Reconciling', 'True', 'Checking', 'Revision 8 is being checked');
const STALLED = condition('Stalled', 'True', 'Invalid', 'spec.drives[3].id is declared twice');
const NOT_READY = condition('Ready', 'False', 'Invalid', 'spec.drives[3].id is declared twice');
const AWAY = condition('Ready', 'False', 'Waiting', 'The agent of box-1 does not answer');
const WAITING = { status: 'Progressing', message: 'Waiting for the controller' };
const DELETED = { deletionTimestamp: '2026-11-28T08:00:00Z', finalizers: ['foregroundDeletion'] };

/** @param {...Condition} conditions */
const observed = (...conditions) => ({ observedGeneration: GENERATION, conditions });

/** @type {readonly HealthState[]} */
export const HEALTH_STATES = [
  { name: 'no-status', argo: WAITING },
  { name: 'no-conditions', shipped: false, status: { observedGeneration: GENERATION }, argo: WAITING },
  { name: 'no-observed-generation', shipped: false, status: { conditions: [READY] }, argo: WAITING },
  {
    name: 'changed-since-observed',
    status: { observedGeneration: GENERATION - 1, conditions: [READY] },
    argo: WAITING,
  },
  {
    name: 'changed-since-stalled',
    shipped: false,
    status: { observedGeneration: GENERATION - 1, conditions: [NOT_READY, STALLED] },
    argo: WAITING,
  },
  {
    name: 'reconciling',
    status: observed(condition('Ready', 'Unknown', 'Checking', 'Not checked yet'), CHECKING),
    argo: { status: 'Progressing', message: CHECKING.message },
  },
  {
    name: 'reconciling-while-ready',
    shipped: false,
    status: observed(READY, CHECKING),
    argo: { status: 'Progressing', message: CHECKING.message },
  },
  {
    name: 'stalled',
    status: observed(NOT_READY, STALLED),
    argo: { status: 'Degraded', message: STALLED.message },
  },
  {
    name: 'no-longer-stalled',
    shipped: false,
    status: observed(
      READY,
      condition('Stalled', 'False', 'Active', 'Active in revision 7'),
      condition('Reconciling', 'False', 'Active', 'Active in revision 7'),
    ),
    argo: { status: 'Healthy', message: READY.message },
  },
  { name: 'ready', status: observed(READY), argo: { status: 'Healthy', message: READY.message } },
  { name: 'waiting', status: observed(AWAY), argo: { status: 'Progressing', message: AWAY.message } },
  {
    name: 'deleted-while-ready',
    metadata: DELETED,
    status: observed(READY),
    argo: { status: 'Progressing', message: 'Being deleted' },
  },
  {
    name: 'deleted-while-stalled',
    shipped: false,
    metadata: DELETED,
    status: observed(NOT_READY, STALLED),
    argo: { status: 'Progressing', message: 'Being deleted' },
  },
  {
    name: 'suspended',
    kinds: ['Backend'],
    spec: { state: 'suspended' },
    status: observed(READY),
    argo: { status: 'Suspended', message: 'Suspended: takes no new volumes' },
  },
  {
    name: 'suspended-and-stalled',
    kinds: ['Backend'],
    spec: { state: 'suspended' },
    status: observed(NOT_READY, STALLED),
    argo: { status: 'Degraded', message: STALLED.message },
  },
  {
    name: 'suspended-not-observed',
    shipped: false,
    kinds: ['Backend'],
    spec: { state: 'suspended' },
    status: { observedGeneration: GENERATION - 1, conditions: [READY] },
    argo: WAITING,
  },
];

/**
 * The object in that state. What else there is in its spec changes nothing.
 *
 * @param {string} kind
 * @param {HealthState} state
 */
export function objectInState(kind, { metadata, spec, status }) {
  return {
    apiVersion: 'stowage.dev/v1alpha1',
    kind,
    metadata: { name: 'main', generation: GENERATION, ...metadata },
    ...(spec && { spec }),
    ...(status && { status: { ...status, ...(status.conditions && { conditions: status.conditions.map(dated) }) } }),
  };
}

/** @param {Condition} condition */
const dated = (condition) => ({
  ...condition,
  observedGeneration: GENERATION,
  lastTransitionTime: '2026-11-28T07:00:00Z',
});
