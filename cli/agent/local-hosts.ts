import type { DomainId } from '../../core/model/ids.ts';
import { createLocalEnclosureHost } from '../../csi/agent/local-enclosure-host.ts';
import type { LocalEnclosureHost, LocalEnclosureHostOptions } from '../../csi/agent/local-enclosure-host.ts';
import type { Log } from '../serve/log.ts';
import { bringExportsBack } from './bring-exports-back.ts';

export interface LocalHostsOptions extends Omit<LocalEnclosureHostOptions, 'domain'> {
  readonly log: Log;
  /** Ends what goes on beside the commands. */
  readonly stop: AbortSignal;
}

export interface LocalHosts {
  /**
   * The host of drives, once it is known whose they are. What it owes was tried before it takes commands; what is
   * missing is tried again beside them: a drive that is gone for good must not keep the driver from withdrawing. Where
   * it cannot start, that is tried again when it is asked for again. Answers throw what LocalEnclosureHost.restore throws.
   */
  readonly hostFor: (domain: DomainId) => Promise<LocalEnclosureHost>;
  /** Answers once nothing goes on any more, after the stop. */
  readonly ended: () => Promise<void>;
}

export function localHosts(options: LocalHostsOptions): LocalHosts {
  let started: { readonly domain: DomainId; readonly host: Promise<LocalEnclosureHost> } | undefined;
  let restoring = Promise.resolve();
  const startHost = async (domain: DomainId): Promise<LocalEnclosureHost> => {
    const host = createLocalEnclosureHost({ ...options, domain });
    const restored = await host.restore();
    await tellUnidentified(host, options.log);
    restoring = bringExportsBack({ ...options, host, domain }, restored);
    return host;
  };
  return {
    hostFor: (domain) => {
      if (started?.domain === domain) return started.host;
      const host = startHost(domain).catch((error: unknown) => {
        started = undefined;
        throw error;
      });
      started = { domain, host };
      return host;
    },
    ended: () => restoring,
  };
}

async function tellUnidentified(host: LocalEnclosureHost, log: Log): Promise<void> {
  for (const { kernelName, reason } of await host.unidentified())
    log.warn(`disk ${kernelName} is left alone: ${reason}`);
}
