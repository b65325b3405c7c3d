import type { ClusterApi } from '../api/cluster-api.ts';
import { EVENTS } from '../api/resource.ts';
import { eventObject } from './event-object.ts';
import type { EventType, Regarded } from './event-object.ts';
import { createSeriesBook } from './event-series.ts';
import { eventTeller } from './event-teller.ts';
import type { EventTeller, EventTellerOptions } from './event-teller.ts';

/** What became of an object of ours, or keeps it from being shown. */
export interface ObjectEvent {
  readonly regarded: Regarded;
  readonly type: EventType;
  /** One word in upper camel case. */
  readonly reason: string;
  readonly note: string;
}

export interface ObjectEventsOptions extends EventTellerOptions {
  /** The process that tells. */
  readonly instance: string;
}

const MOST_SERIES = 4096;

/** Events on objects: the same again is one event that counts. */
export function objectEvents(api: ClusterApi, options: ObjectEventsOptions): EventTeller<ObjectEvent> {
  const { instance } = options;
  const series = createSeriesBook(MOST_SERIES);
  return eventTeller(options, async ({ regarded, type, reason, note }, at) => {
    const grown = series.observe(`${regarded.uid} ${reason}`, note, at);
    if (!grown) return 'joined';
    await api.apply(EVENTS, eventObject({ regarded, type, reason, action: 'Reconciling', series: grown, instance }));
    return 'sent';
  });
}
