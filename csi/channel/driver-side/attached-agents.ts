import { status } from '@grpc/grpc-js';
import type { EnclosureName } from '../../../core/model/ids.ts';
import type { EnclosureHosts } from '../../backends/composable/enclosure-host.ts';
import { failed } from '../../outcome.ts';
import type { AskAgent, AttachedAgent } from './attached-agent.ts';
import type { Refusal } from './caller.ts';
import { remoteEnclosureHost } from './remote-enclosure-host.ts';

/** An agent, and how to end its stream. */
interface Attachment {
  readonly agent: AttachedAgent;
  readonly end: (refusal: Refusal) => void;
}

/** The agents that are attached now: at most one for each enclosure. */
export interface AttachedAgents {
  readonly hosts: EnclosureHosts;
  /** An older stream of the same enclosure is ended: a host that starts anew speaks for itself. */
  attach(enclosure: EnclosureName, attachment: Attachment): void;
  /** Whatever has taken its place stays. */
  detach(enclosure: EnclosureName, agent: AttachedAgent, why: string): void;
  endAll(why: string): void;
}

export function createAttachedAgents(): AttachedAgents {
  const attached = new Map<EnclosureName, Attachment>();
  const askOf =
    (enclosure: EnclosureName): AskAgent =>
    (request, read) => {
      const attachment = attached.get(enclosure);
      return attachment ? attachment.agent.ask(request, read) : Promise.resolve(notAttached(enclosure));
    };
  return {
    hosts: {
      names: () => [...attached.keys()].sort(),
      of: (enclosure) => remoteEnclosureHost(askOf(enclosure)),
    },
    attach: (enclosure, attachment) => {
      const older = attached.get(enclosure);
      attached.set(enclosure, attachment);
      older?.end({ code: status.ABORTED, why: 'was replaced by a newer one' });
    },
    detach: (enclosure, agent, why) => {
      if (attached.get(enclosure)?.agent === agent) attached.delete(enclosure);
      agent.lost(why);
    },
    endAll: (why) => {
      for (const { end } of [...attached.values()]) end({ code: status.UNAVAILABLE, why });
    },
  };
}

const notAttached = (enclosure: EnclosureName) =>
  failed('unavailable', `no agent of enclosure ${enclosure} is attached; start "stowage agent" on its host`);
