import { ClusterError } from '../api/cluster-error.ts';
import { createQueue } from './queue.ts';

export type EventOutcome = 'sent' | 'joined' | 'dropped';

export interface EventTellerOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Of each that was to be told. */
  readonly told: (outcome: EventOutcome) => void;
  readonly bug: (error: unknown) => void;
}

/** Events, one after the other: as good as can be, and never waited for. */
export interface EventTeller<Item> {
  /** Takes it at once. */
  readonly tell: (item: Item) => void;
  start(): void;
  ended(): Promise<void>;
}

/** As many as wait for the API server at a time. */
const MOST_WAITING = 512;

/** @param send may throw {@link ClusterError}: then it is dropped */
export function eventTeller<Item>(
  { now, signal, told, bug }: EventTellerOptions,
  send: (item: Item, at: number) => Promise<EventOutcome>,
): EventTeller<Item> {
  const queue = createQueue<{ readonly item: Item; readonly at: number }>(MOST_WAITING, signal);
  const work = async (): Promise<void> => {
    for (let next = await queue.take(); next; next = await queue.take()) {
      try {
        told(await send(next.item, next.at));
      } catch (error) {
        told('dropped');
        if (!(error instanceof ClusterError)) bug(error);
      }
    }
  };
  let ended = Promise.resolve();
  return {
    tell: (item) => {
      if (!queue.put({ item, at: now() })) told('dropped');
    },
    start: () => {
      // An event that the API server has not answered yet keeps nobody: it is as good as dropped.
      ended = Promise.race([work(), aborted(signal)]);
    },
    ended: () => ended,
  };
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    signal.addEventListener(
      'abort',
      () => {
        resolve();
      },
      { once: true },
    );
  });
