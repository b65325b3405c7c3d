import { ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';

/** One step after the other, up to the first that fails. */
export async function inOrder(
  steps: readonly (() => Promise<DriverOutcome<undefined>>)[],
): Promise<DriverOutcome<undefined>> {
  for (const step of steps) {
    const done = await step();
    if (done.kind === 'error') return done;
  }
  return ok(undefined);
}
