import { appendFile } from 'node:fs/promises';
import { EXIT } from './exit-status.ts';
import { runCli } from './run-cli.ts';

// What goes wrong with gRPC is an error of ours, told once; the library would print a line of its own as well.
process.env['GRPC_VERBOSITY'] ??= 'NONE';

/** Kubernetes kills after 30 seconds, unless told otherwise. */
const LONGEST_END_MILLISECONDS = 10_000;

/**
 * The first signal asks the command to end, and what has not ended in time is ended; a second one ends the process, as
 * without a handler.
 */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  stop.signal.addEventListener('abort', () => {
    setTimeout(endNow, LONGEST_END_MILLISECONDS).unref();
  });
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      stop.abort();
    });
  }
  return stop.signal;
}

function endNow(): never {
  process.stderr.write(
    `error: not ended ${String(LONGEST_END_MILLISECONDS / 1000)} seconds after it was told to: ended now\n`,
  );
  process.exit(EXIT.couldNotRun);
}

// `stowage get drives | head` ends the reader first: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

// Until the command says so itself: whoever ends before it could did not do what was asked.
process.exitCode = EXIT.couldNotRun;
void runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  env: process.env,
  cwd: process.cwd(),
  appendFile: (path, text) => appendFile(path, text),
  stopSignal,
  checkWorker: new URL('check-worker.js', import.meta.url),
}).then((status) => {
  process.exitCode = status;
});
