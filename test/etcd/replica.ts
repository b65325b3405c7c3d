import { spawn } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { connectCsi } from '../../csi/client/csi-client.ts';
import type { CsiClient } from '../../csi/client/csi-client.ts';
import { certificateFile, server } from './etcd-server.ts';

/** A `stowage serve` of its own process. */
export interface Replica {
  readonly csi: CsiClient;
  readonly name: string;
  readonly signal: (name: NodeJS.Signals) => void;
  /** Its exit status, once it is gone. */
  readonly gone: Promise<number | null>;
  log(): string;
  /** Where the HTTP API is: from its state folder. */
  readonly state: string;
  /** Of the socket file: another when it was bound anew. */
  inode(): Promise<number>;
}

export interface Installation {
  readonly folder: string;
  readonly repository: string;
  readonly prefix: string;
}

const STOWAGE = path.resolve('bin/stowage');

export async function startReplica(
  { folder, repository, prefix }: Installation,
  name: string,
  ...more: readonly string[]
): Promise<Replica> {
  const state = path.join(folder, name);
  await mkdir(state);
  const socket = path.join(state, 'csi.sock');
  const place = ['--repo', repository, '--state', state, '--listen', '127.0.0.1:0', '--interval', '200ms'];
  const etcd = ['--etcd-servers', server().href, '--etcd-prefix', prefix];
  const tls = ['cafile', 'ca.crt', 'certfile', 'client.crt', 'keyfile', 'client.key'];
  const files = tls.map((word, index) => (index % 2 === 0 ? `--etcd-${word}` : certificateFile(word)));
  const child = spawn(process.execPath, [STOWAGE, 'serve', ...place, ...etcd, ...files, ...more], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const gone = new Promise<number | null>((resolve) => child.once('close', resolve));
  await until(
    () =>
      stat(socket).then(
        () => true,
        () => child.exitCode !== null,
      ),
    `${name} serves:\n${log}`,
  );
  const csi = connectCsi(`unix://${socket}`, { deadlineMilliseconds: 30_000 });
  onTestFinished(async () => {
    csi.close();
    child.kill('SIGKILL');
    await gone;
  });
  return {
    csi,
    name,
    signal: (signal) => child.kill(signal),
    gone,
    log: () => log,
    state,
    inode: async () => (await stat(socket)).ino,
  };
}

/** Looks again and again; what never comes true is said. */
export async function until(look: () => Promise<boolean> | boolean, what: string, within = 20_000): Promise<void> {
  const end = performance.now() + within;
  while (performance.now() < end) {
    if (await look()) return;
    await pause(20);
  }
  throw new Error(`not within ${String(within / 1000)} s: ${what}`);
}

export async function isReady({ csi }: Replica): Promise<boolean> {
  const probed = await csi.identity.probe({});
  return probed.kind === 'ok' && probed.value.ready === true;
}
