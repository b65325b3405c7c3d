import { failed } from './outcome.ts';
import type { DriverOutcome } from './outcome.ts';

type Handler = (request: never) => Promise<DriverOutcome<unknown>> | DriverOutcome<unknown>;

/** As many as fill the memory of no machine, and more than all sidecars together send at their own settings. */
export const MAX_CALLS_IN_FLIGHT = 1024;

/**
 * The same handlers, of which no more than so many calls are under way: one more is told so at once, as UNAVAILABLE,
 * rather than wait for longer than its client does. A call counts until it ends, whoever has stopped waiting for it.
 */
export function bounded<Handlers extends object>(handlers: Handlers, most: number): Handlers {
  let inFlight = 0;
  const boundedHandler =
    (handler: Handler): Handler =>
    async (request) => {
      if (inFlight >= most) return failed('unavailable', tooMany(most));
      inFlight += 1;
      try {
        return await handler(request);
      } finally {
        inFlight -= 1;
      }
    };
  const entries = Object.entries(handlers) as [string, Handler][];
  return Object.fromEntries(entries.map(([name, handler]) => [name, boundedHandler(handler)])) as Handlers;
}

const tooMany = (most: number): string => `${String(most)} calls are under way already; repeat the call later`;
