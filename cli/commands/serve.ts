import { socketPathOf } from '../../csi/services/endpoint.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { chooseTracing } from '../observe/choose-tracing.ts';
import { createObservation } from '../observe/observation.ts';
import { printFindings } from '../report/findings.ts';
import { openEngine } from '../serve/engine.ts';
import { follow } from '../serve/follow.ts';
import { startServer } from '../serve/server.ts';
import type { ServeOptions } from './options.ts';

/**
 * Serves until it is told to stop; with --once, takes over one revision and ends.
 * @throws CsiError `bad-endpoint`, and what startServer and openEngine throw
 */
export async function serve(given: ServeOptions, io: CliIo): Promise<ExitStatus> {
  const csiEndpoint = given.csiEndpoint ?? (io.env['CSI_ENDPOINT'] || undefined);
  // A trial that opens no socket still tells that the one to be served on is wrong.
  if (csiEndpoint !== undefined) socketPathOf(csiEndpoint);
  const options = { ...given, ...(csiEndpoint !== undefined && { csiEndpoint }) };
  return options.once === true ? serveOnce(options, io) : serveOn(options, io);
}

async function serveOn(options: ServeOptions, io: CliIo): Promise<ExitStatus> {
  const stop = io.stopSignal();
  const tracing = await chooseTracing('stowage', io);
  const observation = createObservation(options, io, { tracing });
  const { log } = observation;
  const { cwd, checkWorker } = io;
  const server = await startServer(options, { ...observation, cwd, checkWorker, stopSignal: stop });
  try {
    if (!isLoopback(options.listen.host)) log.warn(CLEAR_TEXT);
    log.info(`following ${await server.repository()}`);
    if (server.metricsUrl !== undefined) log.info(`metrics and health on ${server.metricsUrl}, for whoever reaches it`);
    log.info(`CSI on ${server.csiEndpoint}, HTTP API on ${server.apiBound}; ${server.hardware}`);
    stop.addEventListener('abort', () => void server.drain(), { once: true });
    await follow(server, { log, interval: options.interval, stop });
    log.info('stopping');
  } finally {
    await server.stop();
    await tracing.stop();
  }
  return EXIT.ok;
}

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host);

const CLEAR_TEXT = 'the HTTP API listens beyond this machine, and without TLS: put a proxy with TLS before it';

async function serveOnce(options: ServeOptions, io: CliIo): Promise<ExitStatus> {
  const observation = createObservation({ ...options, logLevel: options.logLevel === 'error' ? 'error' : 'warn' }, io);
  const engine = await openEngine(options, { ...observation, cwd: io.cwd });
  try {
    const result = await engine.sync();
    printFindings(result.findings, io.stdout, { env: io.env });
    const { active } = engine.driver.snapshot();
    const runs = active && `revision ${String(active.revision.number)} (${active.revision.commit})`;
    const goesOn = runs === undefined ? 'nothing runs' : `${runs} goes on`;
    io.stdout.write(result.kind === 'active' ? `active: ${runs ?? ''}\n` : `refused: ${goesOn}\n`);
    return result.kind === 'active' ? EXIT.ok : EXIT.problems;
  } finally {
    await engine.stop();
  }
}
