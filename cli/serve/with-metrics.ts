import type { ObserveOptions } from '../commands/options.ts';
import { createHealth } from '../observe/health.ts';
import { startMetricsServer } from '../observe/metrics-server.ts';
import type { Observation } from '../observe/observation.ts';

/**
 * Answers metrics and health where the options say so, for as long as the work of a host's process goes on.
 * @throws CliError `listen-failed`, and what the work throws
 */
export async function withMetrics(
  { metricsAddress: listen }: ObserveOptions,
  { metrics, log }: Observation,
  stop: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  if (!listen) return work();
  const health = createHealth();
  stop.addEventListener('abort', health.stopping, { once: true });
  const server = await startMetricsServer({ listen, registry: metrics.registry, health, log });
  log.info(`metrics and health on ${server.url}, for whoever reaches it`);
  try {
    await work();
  } finally {
    await server.stop();
  }
}
