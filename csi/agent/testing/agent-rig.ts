import type { DomainId, EnclosureName } from '../../../core/model/ids.ts';
import { openMemoryStore } from '../../../store/memory/memory-store.ts';
import type { Store } from '../../../store/store.ts';
import { createLocalEnclosureHost } from '../local-enclosure-host.ts';
import type { LocalEnclosureHost } from '../local-enclosure-host.ts';
import type { AgentClock } from '../clock.ts';
import { modelDrive } from './model-drive.ts';
import { modelHost } from './model-host.ts';
import type { ModelHost } from './model-host.ts';

export const DOMAIN = '9d6a1f1e-0000-4000-8000-000000000001' as DomainId;
export const OTHER_DOMAIN = '9d6a1f1e-0000-4000-8000-000000000002' as DomainId;
export const ENCLOSURE = 'jbod-1' as EnclosureName;
export const SECRETS = '/var/lib/stowage/secrets';

/** Alarms never ring, unless a test has them ring. */
export const stillClock = (rings: Promise<void> = new Promise(() => undefined)): AgentClock => ({
  now: () => new Date('2026-11-21T12:00:00Z'),
  alarm: () => ({ rung: rings, cancel: () => undefined }),
});

export interface AgentRig {
  readonly model: ModelHost;
  readonly store: Store;
  /** An agent that has just started over what stands there. */
  start(options?: StartOptions): LocalEnclosureHost;
}

export interface StartOptions {
  /** Comes before each effect on the host or the store, and may throw. */
  readonly onEffect?: (line: string) => void;
  readonly domain?: DomainId;
  readonly clock?: AgentClock;
}

/** An SSD and an HDD twice its size, both blank, in a host of their own. */
export function openRig({ gib = 128 } = {}): AgentRig {
  const model = modelHost([
    modelDrive('sda', { wwid: 'naa.5000c500a1b20000', gib }),
    modelDrive('sdb', { wwid: 'naa.5000c500a1b20001', gib: 2 * gib, kind: 'hdd' }),
  ]);
  const store = openMemoryStore();
  return {
    model,
    store,
    start: ({ onEffect, domain = DOMAIN, clock = stillClock() } = {}) =>
      createLocalEnclosureHost({
        system: model.system(onEffect),
        store: { ...store, commit: (transaction) => commitNoticed(store, transaction, onEffect) },
        secrets: SECRETS,
        domain,
        enclosure: ENCLOSURE,
        clock,
      }),
  };
}

async function commitNoticed(
  store: Store,
  transaction: Parameters<Store['commit']>[0],
  onEffect: StartOptions['onEffect'],
) {
  await Promise.resolve();
  onEffect?.(`commit ${transaction.writes.map((write) => `${write.kind} ${write.key}`).join(', ')}`);
  return store.commit(transaction);
}
