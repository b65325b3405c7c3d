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

/** Hosts that can fall silent. */
export interface SilencedHosts {
  readonly hosts: EnclosureHosts;
  readonly silence: (enclosure: EnclosureName, how: Silence) => void;
  readonly wake: (enclosure: EnclosureName) => void;
  /** Carries out what was late. */
  readonly deliver: (enclosure: EnclosureName) => Promise<void>;
}

export function silencedHosts(real: EnclosureHosts): SilencedHosts {
  const silent = new Map<EnclosureName, Silence>();
  const late = new Map<EnclosureName, (() => Promise<unknown>)[]>();
  const hosts = wrappedHosts(real, async (enclosure, command, work) => {
    const how = silent.get(enclosure);
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
  return {
    hosts,
    silence: (enclosure, how) => silent.set(enclosure, how),
    wake: (enclosure) => silent.delete(enclosure),
    deliver: async (enclosure) => {
      const commands = late.get(enclosure) ?? [];
      late.delete(enclosure);
      for (const command of commands) await command();
    },
  };
}
