import type { ClusterApi } from '../api/cluster-api.ts';
import { ClusterError } from '../api/cluster-error.ts';
import { EVENTS } from '../api/resource.ts';
import { eventObject } from './event-object.ts';
import type { EventType, Regarded } from './event-object.ts';
import { createSeriesBook } from './event-series.ts';
import { createQueue } from './queue.ts';

/** What became of an object of ours, or keeps it from being shown. */
export interface ObjectEvent {
  readonly regarded: Regarded;
  readonly type: EventType;
  /** One word in upper camel case. */
  readonly reason: string;
  readonly note: string;
}

export interface ObjectEventsOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The process that tells. */
  readonly instance: string;
  readonly signal: AbortSignal;
  readonly told: (outcome: 'sent' | 'joined' | 'dropped') => void;
  readonly bug: (error: unknown) => void;
}

/** As good as can be, and never waited for. */
export interface ObjectEvents {
  /** Takes it at once. */
  readonly tell: (event: ObjectEvent) => void;
  start(): void;
  ended(): Promise<void>;
}

const MOST_WAITING = 512;
const MOST_SERIES = 4096;

/** Events on objects: the same again is one event that counts. */
export function objectEvents(api: ClusterApi, { now, instance, signal, told, bug }: ObjectEventsOptions): ObjectEvents {
  const queue = createQueue<ObjectEvent & { readonly at: number }>(MOST_WAITING, signal);
  const series = createSeriesBook(MOST_SERIES);
  const work = async (): Promise<void> => {
    for (let next = await queue.take(); next; next = await queue.take()) {
      const { regarded, type, reason, note, at } = next;
      const grown = series.observe(`${regarded.uid} ${reason}`, note, at);
      if (!grown) {
        told('joined');
        continue;
      }
      try {
        await api.apply(
          EVENTS,
          eventObject({ regarded, type, reason, action: 'Reconciling', series: grown, instance }),
        );
        told('sent');
      } catch (error) {
        told('dropped');
        if (!(error instanceof ClusterError)) bug(error);
      }
    }
  };
  let ended = Promise.resolve();
  return {
    tell: (event) => {
      if (!queue.put({ ...event, at: now() })) told('dropped');
    },
    start: () => {
      ended = work();
    },
    ended: () => ended,
  };
}
