import type { ClusterApi } from '../api/cluster-api.ts';
import { ClusterError } from '../api/cluster-error.ts';
import { EVENTS, keyOf, PERSISTENT_VOLUME_CLAIMS, STORAGE_CLASSES } from '../api/resource.ts';
import { createClassRefusals } from './class-refusals.ts';
import { eventObject } from './event-object.ts';
import type { Regarded } from './event-object.ts';
import { createSeriesBook } from './event-series.ts';
import { createQueue } from './queue.ts';

/** A volume that was refused, and the claim that asks for it. */
export interface RefusedVolume {
  readonly namespace: string;
  readonly claim: string;
  /** One word in upper camel case. */
  readonly reason: string;
  readonly text: string;
}

/** What of a claim its events need. */
export interface FoundClaim {
  readonly uid: string;
  readonly storageClass: string | undefined;
}

export interface RefusalEventsOptions {
  /** `undefined` where there is no such claim. @throws ClusterError */
  readonly find: (claim: { readonly namespace: string; readonly name: string }) => Promise<FoundClaim | undefined>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The process that tells. */
  readonly instance: string;
  readonly signal: AbortSignal;
  /** Of each refusal that was to be told. */
  readonly told: (outcome: 'sent' | 'joined' | 'dropped') => void;
  readonly bug: (error: unknown) => void;
}

/** Refusals as events on claims, and on classes of which many claims are refused: as good as can be, and never waited for. */
export interface RefusalEvents {
  /** Takes it at once. */
  tell(refusal: RefusedVolume): void;
  start(): void;
  ended(): Promise<void>;
}

/** As many as wait for the API server at a time. */
const MOST_WAITING = 512;

/** Claims and classes that are refused at a time, in all. */
const MOST_SERIES = 4096;

export function refusalEvents(api: ClusterApi, options: RefusalEventsOptions): RefusalEvents {
  const { now, told, signal, bug } = options;
  const queue = createQueue<RefusedVolume & { readonly at: number }>(MOST_WAITING, signal);
  const send = sender(api, options);
  const work = async (): Promise<void> => {
    for (let next = await queue.take(); next; next = await queue.take()) {
      try {
        told(await send(next, next.at));
      } catch (error) {
        told('dropped');
        if (!(error instanceof ClusterError)) bug(error);
      }
    }
  };
  let ended = Promise.resolve();
  return {
    tell: (refusal) => {
      if (!queue.put({ ...refusal, at: now() })) told('dropped');
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

type Send = (refusal: RefusedVolume, at: number) => Promise<'sent' | 'joined' | 'dropped'>;

function sender(api: ClusterApi, { find, instance }: RefusalEventsOptions): Send {
  const series = createSeriesBook(MOST_SERIES);
  const classes = createClassRefusals(MOST_SERIES);
  const warn = async (regarded: Regarded, reason: string, observed: { readonly note: string; readonly at: number }) => {
    const told = series.observe(`${regarded.uid} ${reason}`, observed.note, observed.at);
    // An event that has expired is made anew by the same request.
    if (told)
      await api.apply(
        EVENTS,
        eventObject({ regarded, type: 'Warning', reason, action: 'Provisioning', series: told, instance }),
      );
    return told !== undefined;
  };
  return async ({ namespace, claim: name, reason, text }, at) => {
    const claim = await find({ namespace, name });
    if (!claim) return 'dropped';
    const regarded = { resource: PERSISTENT_VOLUME_CLAIMS, namespace, name, uid: claim.uid };
    const sent = await warn(regarded, reason, { note: text, at });
    const { storageClass } = claim;
    const refused = storageClass === undefined ? 0 : classes.count(`${storageClass} ${reason}`, claim.uid, at);
    if (storageClass !== undefined && refused >= PILED_UP) {
      const uid = (await api.get(STORAGE_CLASSES, { name: storageClass }))?.metadata.uid;
      const note = `${String(refused)} claims of this class are refused, ${keyOf({ namespace, name })} the last: ${text}`;
      if (uid !== undefined) await warn({ resource: STORAGE_CLASSES, name: storageClass, uid }, reason, { note, at });
    }
    return sent ? 'sent' : 'joined';
  };
}

/** So many claims that are refused for one reason are a matter of their class. */
const PILED_UP = 3;
