import type { EnclosureName } from '../../../core/model/ids.ts';
import type { EnclosureHosts } from '../../backends/composable/enclosure-host.ts';
import { failed } from '../../outcome.ts';
import { wrappedHosts } from './wrapped-hosts.ts';

/**
 * How a host does not answer: `deaf` does not hear a command, `mute` carries it out and says nothing, `late` carries it
 * out once it is delivered, whatever came in between.
 */
export type Silence = 'deaf' | 'mute' | 'late';

export const SILENCES: readonly Silence[] = ['deaf', 'mute', 'late'];

/** Hosts that can fall silent, or go away: then all know that they do not answer. */
export interface SilencedHosts {
  readonly hosts: EnclosureHosts;
  readonly silence: (enclosure: EnclosureName, how: Silence) => void;
  readonly wake: (enclosure: EnclosureName) => void;
  readonly detach: (enclosure: EnclosureName) => void;
  readonly attach: (enclosure: EnclosureName) => void;
  /** Carries out what was late. */
  readonly deliver: (enclosure: EnclosureName) => Promise<void>;
}

export function silencedHosts(real: EnclosureHosts): SilencedHosts {
  const silent = new Map<EnclosureName, Silence>();
  const away = new Set<EnclosureName>();
  const late = new Map<EnclosureName, (() => Promise<unknown>)[]>();
  const wrapped = wrappedHosts(real, async (enclosure, command, work) => {
    const how = away.has(enclosure) ? 'deaf' : silent.get(enclosure);
    switch (how) {
      case undefined:
        return work();
      case 'deaf':
        break;
      case 'mute':
        await work();
        break;
      case 'late':
        late.set(enclosure, [...(late.get(enclosure) ?? []), work]);
        break;
    }
    return failed('unavailable', `enclosure ${enclosure} does not answer ${command}`);
  });
  const hosts: EnclosureHosts = {
    names: () => wrapped.names().filter((name) => !away.has(name)),
    answers: (name) => !away.has(name) && wrapped.answers(name),
    of: (name) => {
      const gone = failed('unavailable', `no agent of enclosure ${name} is attached`);
      const host = wrapped.of(name);
      return { ...host, observe: () => (away.has(name) ? Promise.resolve(gone) : host.observe()) };
    },
  };
  return {
    hosts,
    silence: (enclosure, how) => silent.set(enclosure, how),
    wake: (enclosure) => silent.delete(enclosure),
    detach: (enclosure) => away.add(enclosure),
    attach: (enclosure) => away.delete(enclosure),
    deliver: async (enclosure) => {
      const commands = late.get(enclosure) ?? [];
      late.delete(enclosure);
      for (const command of commands) await command();
    },
  };
}
