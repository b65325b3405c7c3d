// @ts-check
/**
 * Runs what needs a real etcd: Debian's etcd-server, started here on a free port with TLS and client certificates.
 *
 *     npm run test:etcd [-- failover]
 *
 * Ends with `N passed, N failed`; exit status 0 or 1. Certificates and processes under test come from dist/.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createAuthority, signCertificate } from '../../dist/cli/certificates/x509.js';
import { freePort } from '../../tools/free-port.mjs';
import { requireEtcd } from '../../tools/require-etcd.mjs';

const DAY_MILLISECONDS = 86_400_000;
const START_MILLISECONDS = 15_000;
const RESULTS = '.cache/etcd.json';

try {
  requireEtcd();
} catch (error) {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  console.log('0 passed, 1 failed');
  process.exit(1);
}
const folder = await mkdtemp(path.join(tmpdir(), 'stowage-etcd-'));
await makeCertificates();
const port = await freePort();
const etcd = await startEtcd(port);
try {
  const env = { ...process.env, STOWAGE_ETCD_SERVER: `https://127.0.0.1:${String(port)}`, STOWAGE_ETCD_FOLDER: folder };
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}`];
  const command = ['vitest', 'run', '--config', 'test/etcd/vitest.config.mjs', ...reporters, ...process.argv.slice(2)];
  const { status } = spawnSync('npx', command, { stdio: 'inherit', env });
  const results = JSON.parse(await readFile(RESULTS, 'utf8'));
  // A file that does not load has no tests, and counts as one that failed.
  const failed = Math.max(results.numFailedTests, status === 0 ? 0 : 1);
  console.log(`${String(results.numPassedTests)} passed, ${String(failed)} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  etcd.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
}

async function makeCertificates() {
  const now = Date.now();
  const validity = { notBefore: new Date(now - DAY_MILLISECONDS), notAfter: new Date(now + DAY_MILLISECONDS) };
  const hosts = ['127.0.0.1', 'localhost'];
  const authority = await createAuthority('etcd test authority', validity);
  const other = await createAuthority('another authority', validity);
  const uri = 'urn:stowage:test';
  const holder = (commonName, usage) => ({ commonName, uri, hosts, usage, validity });
  const issued = {
    server: await signCertificate(authority, holder('etcd', 'server')),
    client: await signCertificate(authority, holder('stowage', 'client')),
    stranger: await signCertificate(other, holder('stowage', 'client')),
  };
  await writeFile(path.join(folder, 'ca.crt'), authority.certificate);
  for (const [name, { certificate, key }] of Object.entries(issued)) {
    await writeFile(path.join(folder, `${name}.crt`), certificate);
    await writeFile(path.join(folder, `${name}.key`), key, { mode: 0o600 });
  }
}

/** @param {number} listen */
async function startEtcd(listen) {
  const file = (name) => path.join(folder, name);
  const peer = `http://127.0.0.1:${String(await freePort())}`;
  const options = {
    'data-dir': file('data'),
    'listen-client-urls': `https://127.0.0.1:${String(listen)}`,
    'advertise-client-urls': `https://127.0.0.1:${String(listen)}`,
    'listen-peer-urls': peer,
    'initial-advertise-peer-urls': peer,
    'initial-cluster': `default=${peer}`,
    'cert-file': file('server.crt'),
    'key-file': file('server.key'),
    'trusted-ca-file': file('ca.crt'),
    'log-outputs': file('etcd.log'),
  };
  const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  // The gateway from HTTP would want a client certificate of its own.
  const switches = ['--client-cert-auth', '--enable-grpc-gateway=false', '--logger=zap'];
  const started = spawn('etcd', [...args, ...switches], { stdio: 'ignore' });
  for (const until = Date.now() + START_MILLISECONDS; Date.now() < until; await pause(100)) {
    const log = await readFile(file('etcd.log'), 'utf8').catch(() => '');
    if (log.includes('serving client traffic securely') || log.includes('ready to serve client requests'))
      return started;
    if (started.exitCode !== null) break;
  }
  const log = await readFile(file('etcd.log'), 'utf8').catch(() => 'it wrote no log');
  started.kill('SIGKILL');
  throw new Error(`etcd did not start:\n${log.slice(-2000)}`);
}
