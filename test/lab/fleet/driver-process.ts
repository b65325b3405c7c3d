import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { readLog } from '../vm/logs.ts';
import type { FleetSite } from './site.ts';
import { startStowage } from './stowage-command.ts';
import { until } from './until.ts';

/** The driver, on the build machine. */
export interface DriverProcess {
  isRunning(): boolean;
  /** Answers once it serves. */
  start(): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export function driverProcess({ folder, port, log }: FleetSite): DriverProcess {
  let child: ChildProcess | undefined;
  const isRunning = (): boolean => child?.exitCode === null && child.signalCode === null;
  return {
    isRunning,
    start: async () => {
      const said = (await readLog(log)).length;
      const channel = ['--hardware', 'agents', '--agents-listen', `0.0.0.0:${String(port)}`];
      const tls = ['--tls', path.join(folder, 'tls/driver')];
      const source = ['--repo', path.join(folder, 'storage'), '--interval', '500ms'];
      const state = ['--state', path.join(folder, 'state'), '--listen', '127.0.0.1:0'];
      child = startStowage(['serve', ...source, ...state, ...channel, ...tls], log);
      await until('the driver to serve', async () => (await readLog(log)).slice(said).includes('CSI on'));
    },
    stop: async (signal = 'SIGTERM') => {
      if (!child || !isRunning()) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}
