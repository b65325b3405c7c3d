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
  /** Where it is and what it runs, for people. */
  readonly peer: string;
  readonly end: (refusal: Refusal) => void;
}

/** The agents that are attached now: at most one for each enclosure. */
export interface AttachedAgents {
  readonly hosts: EnclosureHosts;
  /**
   * An older stream of the same enclosure is ended: a host that starts anew speaks for itself. Of two hosts with one
   * certificate each is ended by the other, time and again: both are told of, and how often.
   */
  attach(enclosure: EnclosureName, attachment: Attachment): void;
  /** Whatever has taken its place stays. */
  detach(enclosure: EnclosureName, agent: AttachedAgent, why: string): void;
  endAll(why: string): void;
}

export function createAttachedAgents(now: () => Date = () => new Date()): AttachedAgents {
  const attached = new Map<EnclosureName, Attachment & { readonly since: Date }>();
  /** Sorted once for as long as none comes or goes: there are thousands. */
  let names: readonly EnclosureName[] | undefined;
  const replacements = new Map<EnclosureName, number>();
  const askOf =
    (enclosure: EnclosureName): AskAgent =>
    (request, read) => {
      const attachment = attached.get(enclosure);
      return attachment ? attachment.agent.ask(request, read) : Promise.resolve(notAttached(enclosure));
    };
  return {
    hosts: {
      names: () => (names ??= [...attached.keys()].sort()),
      answers: (enclosure) => attached.has(enclosure),
      of: (enclosure) => remoteEnclosureHost(askOf(enclosure)),
    },
    attach: (enclosure, attachment) => {
      const older = attached.get(enclosure);
      attached.set(enclosure, { ...attachment, since: now() });
      if (!older) {
        names = undefined;
        return;
      }
      const times = (replacements.get(enclosure) ?? 0) + 1;
      replacements.set(enclosure, times);
      const was = `it was at ${older.peer}, attached since ${older.since.toISOString()}`;
      const often = `replacement ${String(times)} since the driver started: if both hosts run, stop one`;
      older.end({ code: status.ABORTED, why: `was replaced by one at ${attachment.peer}; ${was}; ${often}` });
    },
    detach: (enclosure, agent, why) => {
      if (attached.get(enclosure)?.agent === agent) {
        attached.delete(enclosure);
        names = undefined;
      }
      agent.lost(why);
    },
    endAll: (why) => {
      for (const { end } of [...attached.values()]) end({ code: status.UNAVAILABLE, why });
    },
  };
}

const notAttached = (enclosure: EnclosureName) =>
  failed('unavailable', `no agent of enclosure ${enclosure} is attached; start "stowage agent" on its host`);
