import path from 'node:path';
import type { DomainId, EnclosureName } from '../../core/model/ids.ts';
import { hostClock } from '../../csi/agent/clock.ts';
import { attachAgent } from '../../csi/channel/agent-side/attach-agent.ts';
import { servedDriverRecordIn } from '../../csi/channel/agent-side/served-driver-record.ts';
import type { HostAndPort, TlsMaterial } from '../../csi/channel/tls.ts';
import type { System } from '../../csi/system/system.ts';
import type { Store } from '../../store/store.ts';
import { CliError } from '../cli-error.ts';
import { packageVersion } from '../package-version.ts';
import type { Log } from '../serve/log.ts';
import { aborted } from './aborted.ts';
import { localHosts } from './local-hosts.ts';

export interface RunAgentOptions {
  readonly enclosure: EnclosureName;
  /** Whose driver is served; left out, the first that is reached says whose it is. */
  readonly domain?: DomainId;
  readonly driver: HostAndPort;
  readonly tls: TlsMaterial;
  readonly system: System;
  readonly store: Store;
  /** Absolute. */
  readonly stateFolder: string;
  readonly log: Log;
}

/**
 * Serves the drives of this host until it is told to stop, and leaves its exports standing: nodes go on.
 * @throws StoreError; CliError `usage` where it served another domain before; AgentError, SystemError where what it
 *   exports cannot be made what it owes
 */
export async function runAgent(options: RunAgentOptions, stop: AbortSignal): Promise<void> {
  const { enclosure, domain, driver, tls, system, store, stateFolder, log } = options;
  const served = servedDriverRecordIn(store);
  const secrets = path.join(stateFolder, 'secrets');
  const { hostFor, ended } = localHosts({ system, store, secrets, enclosure, clock: hostClock, log, stop });
  const known = await served.get();
  if (known && domain !== undefined && known.domain !== domain) throw servedAnother(stateFolder, known.domain, domain);
  // Nodes need their legs whether the driver is up or not.
  if (known) await hostFor(known.domain);
  else log.info(`enclosure ${enclosure} has no domain yet: it takes ${firstDomain(domain)}`);
  const own = { enclosure, ...(domain !== undefined && { domain }), softwareVersion: packageVersion() };
  const attachment = attachAgent({ ...own, driver, tls, hostFor, served, log });
  await aborted(stop);
  log.info('stopping; exports stay');
  await attachment.stop();
  await ended();
}

const firstDomain = (told: DomainId | undefined): string =>
  told === undefined ? 'that of the first driver that it reaches' : `${told}, and no other`;

const servedAnother = (stateFolder: string, served: DomainId, told: DomainId): CliError =>
  new CliError(
    'usage',
    `${stateFolder} is the state of an agent of domain ${served}, and --domain says ${told}: ` +
      'to hand its drives over, start it with an empty state folder',
  );
