import type { DomainId } from '../../../core/model/ids.ts';
import type { Welcome } from '../../generated/stowage/channel_pb.ts';
import { PROTOCOL_VERSION } from '../channel-limits.ts';
import { count, domainId } from '../messages/values.ts';

/** The driver whose commands an agent takes. */
export interface ServedDriver {
  readonly domain: DomainId;
  /** The highest that was seen. */
  readonly epoch: number;
}

/** Where an agent keeps it, over restarts. */
export interface ServedDriverRecord {
  /** `undefined` before the first driver. */
  get(): Promise<ServedDriver | undefined>;
  /** Answers once it is durable. */
  set(driver: ServedDriver): Promise<void>;
}

export type Acceptance =
  | { readonly kind: 'accepted'; readonly driver: ServedDriver }
  /** What follows upon "the driver". */
  | { readonly kind: 'refused'; readonly why: string };

/**
 * Whether an agent takes the commands of a driver: that of the domain it was told to serve, or else of the one it first
 * served, and no leader older than one it has seen.
 * @param told `undefined` where the first driver's word is taken
 * @throws CsiError `bad-message`
 */
export function acceptDriver(
  served: ServedDriver | undefined,
  welcome: Welcome,
  told: DomainId | undefined,
): Acceptance {
  if (welcome.protocolVersion !== PROTOCOL_VERSION) {
    const versions = `protocol ${String(welcome.protocolVersion)}, and this agent ${String(PROTOCOL_VERSION)}`;
    return { kind: 'refused', why: `speaks ${versions}: install the same release` };
  }
  const driver = { domain: domainId(welcome.domain), epoch: count('epoch', welcome.epoch) };
  if (told !== undefined && driver.domain !== told) {
    const domains = `domain ${driver.domain}, and --domain of this agent says ${told}`;
    return { kind: 'refused', why: `is of ${domains}: look whether --driver is the right one` };
  }
  if (served && driver.domain !== served.domain) {
    const domains = `domain ${driver.domain}, and this agent serves ${served.domain}`;
    return { kind: 'refused', why: `is of ${domains}: to hand its drives over, start it with an empty state folder` };
  }
  if (served && driver.epoch < served.epoch) {
    const epochs = `epoch ${String(driver.epoch)}, and this agent has seen ${String(served.epoch)}`;
    return { kind: 'refused', why: `leads in ${epochs}: another has taken over since` };
  }
  return { kind: 'accepted', driver };
}
