import type { DomainId, EnclosureName } from '../../core/model/ids.ts';
import { createLocalEnclosureHost } from '../../csi/agent/local-enclosure-host.ts';
import type { LocalEnclosureHost, LocalEnclosureHostOptions } from '../../csi/agent/local-enclosure-host.ts';
import type { Log } from '../serve/log.ts';

export interface LocalHostsOptions extends Omit<LocalEnclosureHostOptions, 'domain'> {
  readonly log: Log;
}

/**
 * The host of drives, once it is known whose they are. What it owes is exported again before it takes commands; where
 * that fails, it is tried again when it is asked for again. Answers throw what LocalEnclosureHost.restore throws.
 */
export function localHosts(options: LocalHostsOptions): (domain: DomainId) => Promise<LocalEnclosureHost> {
  let started: { readonly domain: DomainId; readonly host: Promise<LocalEnclosureHost> } | undefined;
  return (domain) => {
    if (started?.domain === domain) return started.host;
    const host = startHost(options, domain).catch((error: unknown) => {
      started = undefined;
      throw error;
    });
    started = { domain, host };
    return host;
  };
}

async function startHost(options: LocalHostsOptions, domain: DomainId): Promise<LocalEnclosureHost> {
  const { log, enclosure } = options;
  const host = createLocalEnclosureHost({ ...options, domain });
  const { restored, notRestored } = await host.restore();
  for (const { wanted, reason } of notRestored) {
    log.error(`leg ${wanted.leg} of volume ${wanted.volume} is not exported to node ${wanted.node}: ${reason}`);
  }
  await tellUnidentified(host, log);
  log.info(`ready: ${exportsOf(enclosure, restored.length)}, for domain ${domain}`);
  return host;
}

const exportsOf = (enclosure: EnclosureName, count: number): string =>
  `enclosure ${enclosure} exports ${String(count)} ${count === 1 ? 'leg' : 'legs'}`;

async function tellUnidentified(host: LocalEnclosureHost, log: Log): Promise<void> {
  for (const { kernelName, reason } of await host.unidentified())
    log.warn(`disk ${kernelName} is left alone: ${reason}`);
}
