import { createHash } from 'node:crypto';
import { DRIVER_NAME } from '../../../core/model/class.ts';
import type { ClusterObject } from '../api/cluster-api.ts';
import { apiVersionOf, EVENTS } from '../api/resource.ts';
import type { Resource } from '../api/resource.ts';
import type { EventSeries } from './event-series.ts';

/** What an event is about. */
export interface Regarded {
  readonly resource: Resource;
  readonly name: string;
  /** Left out of what has none. */
  readonly namespace?: string;
  readonly uid: string;
}

export type EventType = 'Normal' | 'Warning';

export interface Told {
  readonly regarded: Regarded;
  readonly type: EventType;
  /** What was being done: one word in upper camel case. */
  readonly action: 'Provisioning' | 'Reconciling';
  /** For machines: one word in upper camel case. */
  readonly reason: string;
  readonly series: EventSeries;
  /** The process that tells it. */
  readonly instance: string;
}

/** Where events about what has no namespace are. */
const NO_NAMESPACE = 'default';

/** An event as events.k8s.io/v1 has it. What it says is the same for the whole of its series, but for the series itself. */
export function eventObject({ regarded, type, reason, action, series, instance }: Told): ClusterObject {
  const { resource, name, namespace, uid } = regarded;
  const { note, first, last, count } = series;
  return {
    apiVersion: apiVersionOf(EVENTS),
    kind: EVENTS.kind,
    metadata: { name: nameOf(regarded, reason, first), namespace: namespace ?? NO_NAMESPACE },
    eventTime: microTime(first),
    type,
    reason,
    action,
    note: cut(note, MOST_NOTE_BYTES),
    regarding: {
      apiVersion: apiVersionOf(resource),
      kind: resource.kind,
      ...(namespace !== undefined && { namespace }),
      ...{ name, uid },
    },
    reportingController: DRIVER_NAME,
    reportingInstance: cut(instance, MOST_INSTANCE_BYTES),
    ...(count > 1 && { series: { count, lastObservedTime: microTime(last) } }),
  };
}

/** Source: kubernetes, pkg/apis/core/validation/events.go: in bytes. */
const MOST_NOTE_BYTES = 1024;
const MOST_INSTANCE_BYTES = 128;

/** Of 253 characters, what is left beside a point and the digest. */
const MOST_NAME = 236;

function nameOf({ name, uid }: Regarded, reason: string, first: number): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([uid, reason, first]))
    .digest('hex')
    .slice(0, 16);
  return `${name.slice(0, MOST_NAME).replace(/[^a-z0-9]+$/, '')}.${digest}`;
}

/** Go takes six digits, and no other number of them. */
const microTime = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('Z', '000Z');

function cut(text: string, most: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= most) return text;
  // Half a character at the end becomes U+FFFD, of three bytes.
  const kept = bytes
    .subarray(0, most - 3)
    .toString()
    .replace(/\uFFFD$/, '');
  return `${kept}…`;
}
