import type { DriverOutcome } from '../services/outcome.ts';

const ATTEMPTS = 20;
const PAUSE_MILLISECONDS = 250;

/** Tries again while it answers `in-use`, for five seconds: udev looks into an array for a moment whenever it changes. */
export async function whileInUse<Value>(
  pause: (milliseconds: number) => Promise<void>,
  attempt: () => Promise<DriverOutcome<Value>>,
): Promise<DriverOutcome<Value>> {
  for (let count = 1; count < ATTEMPTS; count++) {
    const tried = await attempt();
    if (tried.kind === 'ok' || tried.code !== 'in-use') return tried;
    await pause(PAUSE_MILLISECONDS);
  }
  return attempt();
}
