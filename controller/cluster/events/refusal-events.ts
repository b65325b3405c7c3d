import type { ClusterApi } from '../api/cluster-api.ts';
import { EVENTS, keyOf, PERSISTENT_VOLUME_CLAIMS, STORAGE_CLASSES } from '../api/resource.ts';
import { createClassRefusals } from './class-refusals.ts';
import { eventObject } from './event-object.ts';
import type { Regarded } from './event-object.ts';
import { createSeriesBook } from './event-series.ts';
import { eventTeller } from './event-teller.ts';
import type { EventOutcome, EventTeller, EventTellerOptions } from './event-teller.ts';

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

export interface RefusalEventsOptions extends EventTellerOptions {
  /** `undefined` where there is no such claim. @throws ClusterError */
  readonly find: (claim: { readonly namespace: string; readonly name: string }) => Promise<FoundClaim | undefined>;
  /** The process that tells. */
  readonly instance: string;
}

/** Claims and classes that are refused at a time, in all. */
const MOST_SERIES = 4096;

/** Refusals as events on claims, and on classes of which many claims are refused. */
export const refusalEvents = (api: ClusterApi, options: RefusalEventsOptions): EventTeller<RefusedVolume> =>
  eventTeller(options, sender(api, options));

type Send = (refusal: RefusedVolume, at: number) => Promise<EventOutcome>;

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
