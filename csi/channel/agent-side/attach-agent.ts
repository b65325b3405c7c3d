import { setTimeout as pause } from 'node:timers/promises';
import { GREETING_WITHIN } from '../channel-limits.ts';
import { driverEndpoint } from '../tls.ts';
import type { HostAndPort, TlsMaterial } from '../tls.ts';
import type { AgentConversationOptions } from './agent-conversation.ts';
import { serveStream } from './agent-stream.ts';
import type { StreamEnd } from './agent-stream.ts';

export interface AttachAgentOptions extends AgentConversationOptions {
  readonly driver: HostAndPort;
  readonly tls: TlsMaterial;
  /** Milliseconds; 20 seconds. */
  readonly greetingWithin?: number;
  /** Milliseconds between attempts to dial, the first and the longest; 1 and 10 seconds. */
  readonly backoff?: Backoff;
}

interface Backoff {
  readonly first: number;
  readonly longest: number;
}

export interface AgentAttachment {
  /** Lets commands under way end, and leaves the driver. May be called again. */
  stop(): Promise<void>;
}

const BACKOFF: Backoff = { first: 1000, longest: 10_000 };

/** Serves the driver's commands on a host of drives, and dials it again whenever the stream ends, until it is stopped. */
export function attachAgent(options: AttachAgentOptions): AgentAttachment {
  const stop = new AbortController();
  const ended = keepAttached(options, stop.signal);
  return {
    stop: () => {
      stop.abort();
      return ended;
    },
  };
}

async function keepAttached(options: AttachAgentOptions, stop: AbortSignal): Promise<void> {
  const { driver, tls, log, backoff = BACKOFF, greetingWithin = GREETING_WITHIN } = options;
  const endpoint = driverEndpoint(driver, tls);
  let delay = backoff.first / 2;
  let said = '';
  const isStopped = (): boolean => stop.aborted;
  while (!isStopped()) {
    const end = await serveStream({ ...options, endpoint, greetingWithin }, stop);
    if (isStopped()) return;
    // The same reason at every attempt is told once.
    if (end.kind !== 'not-attached' || end.why !== said) log.warn(`${end.why}; dialling again`);
    said = end.why;
    delay = delayAfter(end, delay, backoff);
    await pause(spread(delay), undefined, { signal: stop }).catch(() => undefined);
  }
}

/** Two agents of one enclosure, by mistake, must not take its stream from each other every second. */
function delayAfter({ kind }: StreamEnd, last: number, { first, longest }: Backoff): number {
  switch (kind) {
    case 'not-attached':
      return Math.min(2 * last, longest);
    case 'lost':
      return first;
    case 'replaced':
      return longest;
  }
}

/** A hundred agents that lost one driver do not all dial it at once. */
const spread = (milliseconds: number): number => milliseconds * (0.5 + Math.random() / 2);
