import { runDemo } from '../demo/demo.ts';
import type { DemoServer } from '../demo/demo-server.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { createObservation } from '../observe/observation.ts';
import { follow } from '../serve/follow.ts';
import { startServer } from '../serve/server.ts';
import type { DemoOptions, ServeOptions } from './options.ts';

const INTERVAL_MILLISECONDS = 2000;

/** Runs the demonstration on the server that `stowage serve` runs. */
export function demo({ state, once = false }: DemoOptions, io: CliIo): Promise<ExitStatus> {
  return runDemo({ state, once }, io, (repository) => startDemoServer(repository, { state, once }, io));
}

async function startDemoServer(repo: string, { state, once }: Required<DemoOptions>, io: CliIo): Promise<DemoServer> {
  // The demonstration tells what happens; the log only what should not.
  const observation = createObservation({ logLevel: 'warn' }, io);
  const { log } = observation;
  const listen = { host: '127.0.0.1', port: 0 };
  const options: ServeOptions = { repo, ref: 'main', path: '.', state, listen, interval: INTERVAL_MILLISECONDS };
  const end = new AbortController();
  const { cwd, checkWorker } = io;
  const server = await startServer(options, { ...observation, cwd, checkWorker, stopSignal: end.signal });
  const following = once ? Promise.resolve() : follow(server, { log, interval: options.interval, stop: end.signal });
  following.catch((error: unknown) => {
    log.bug('following the repository', error);
  });
  return {
    ...server,
    stop: async () => {
      end.abort();
      await Promise.allSettled([following]);
      await server.stop();
    },
  };
}
