import { status } from '@grpc/grpc-js';
import type { DriverErrorCode, DriverOutcome } from './outcome.ts';

/**
 * The gRPC status of each refusal. Source: CSI spec, "Error Scheme" and the error table of each RPC.
 *
 * external-provisioner takes ABORTED and UNAVAILABLE for "may still be running, ask again" and most others for final,
 * so what can be left half-done must be one of those two.
 */
const STATUS_OF: Readonly<Record<DriverErrorCode, status>> = {
  'invalid-argument': status.INVALID_ARGUMENT,
  unsupported: status.FAILED_PRECONDITION,
  denied: status.FAILED_PRECONDITION,
  'not-found': status.NOT_FOUND,
  'already-exists': status.ALREADY_EXISTS,
  busy: status.ABORTED,
  'out-of-range': status.OUT_OF_RANGE,
  'no-capacity': status.RESOURCE_EXHAUSTED,
  'node-full': status.RESOURCE_EXHAUSTED,
  'in-use': status.FAILED_PRECONDITION,
  'published-elsewhere': status.FAILED_PRECONDITION,
  'not-staged': status.FAILED_PRECONDITION,
  'bad-token': status.ABORTED,
  'not-ready': status.UNAVAILABLE,
  unavailable: status.UNAVAILABLE,
  internal: status.INTERNAL,
};

export const statusOf = (code: DriverErrorCode): status => STATUS_OF[code];

/** As Go names it, and so the metrics of kubelet and sidecars: `OK`, `NotFound`. */
export const statusNameOf = (outcome: DriverOutcome<unknown>): string =>
  outcome.kind === 'ok' ? 'OK' : camelCase(status[statusOf(outcome.code)]);

const camelCase = (name: string): string =>
  name.replaceAll(/([A-Z])([A-Z]*)_?/g, (_, first: string, rest: string) => first + rest.toLowerCase());
