import type { CliIo } from '../io.ts';
import { packageVersion } from '../package-version.ts';
import { UNTRACED } from './tracing.ts';
import type { Tracing } from './tracing.ts';

/** Traces where the environment names a collector, as OpenTelemetry says; nothing of it is loaded where it does not. */
export async function chooseTracing(service: string, { env }: Pick<CliIo, 'env'>): Promise<Tracing> {
  const endpoint = env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] ?? env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  if (endpoint === undefined || endpoint === '' || env['OTEL_SDK_DISABLED'] === 'true') return UNTRACED;
  const { otlpTracing } = await import('./otlp-tracing.ts');
  return otlpTracing({ service: env['OTEL_SERVICE_NAME'] ?? service, version: packageVersion() });
}
