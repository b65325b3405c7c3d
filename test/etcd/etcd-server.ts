/** The etcd that run.mjs has started, as tests reach it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { EtcdTls } from '../../store/etcd/etcd-client.ts';

/** @throws Error where run.mjs did not say */
export function fromRun(name: 'STOWAGE_ETCD_SERVER' | 'STOWAGE_ETCD_FOLDER'): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run "npm run test:etcd"`);
  return value;
}

export const server = (): URL => new URL(fromRun('STOWAGE_ETCD_SERVER'));

export const certificateFile = (name: string): string => path.join(fromRun('STOWAGE_ETCD_FOLDER'), name);

/** @param holder whose certificate: `client`, or one that etcd does not trust */
export const tlsOf = (holder: 'client' | 'stranger'): EtcdTls => ({
  ca: readFileSync(certificateFile('ca.crt')),
  certificate: readFileSync(certificateFile(`${holder}.crt`)),
  key: readFileSync(certificateFile(`${holder}.key`)),
});

let prefixes = 0;
/** Another with each call, so that each test has a store of its own. */
export const newPrefix = (): string => `/test/${String(process.pid)}-${String((prefixes += 1))}`;
