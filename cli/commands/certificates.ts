import path from 'node:path';
import { identityUri } from '../../csi/channel/peer-identity.ts';
import type { PeerIdentity } from '../../csi/channel/peer-identity.ts';
import type { EnclosureName, NodeName } from '../../core/model/ids.ts';
import {
  AUTHORITY_FILE,
  AUTHORITY_KEY_FILE,
  CERTIFICATE_FILE,
  KEY_FILE,
  readPem,
  writePemFiles,
} from '../certificates/certificate-files.ts';
import type { PemFile } from '../certificates/certificate-files.ts';
import { checkKey, checkValidity, parseCertificate, parseKey } from '../certificates/check-certificate.ts';
import { issueCertificate, newAuthority } from '../certificates/issue.ts';
import type { CertificateAndKey } from '../certificates/x509.ts';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import type { InitCertificatesOptions, IssueCertificateOptions } from './options.ts';

/** Makes an authority. @throws CliError `exists`, `file` */
export async function initCertificates(options: InitCertificatesOptions, io: CliIo): Promise<ExitStatus> {
  const authority = await newAuthority({ days: options.days, now: new Date() });
  await write(options.out, io, [
    { name: AUTHORITY_KEY_FILE, text: authority.key, secret: true },
    { name: AUTHORITY_FILE, text: authority.certificate, secret: false },
  ]);
  io.stdout.write(`${path.join(options.out, AUTHORITY_KEY_FILE)} can speak for every host: keep it off all of them\n`);
  return EXIT.ok;
}

/** Makes the certificate of one driver, agent or node. @throws CliError `usage`, `exists`, `file`, `bad-certificate` */
export async function issueCertificates(options: IssueCertificateOptions, io: CliIo): Promise<ExitStatus> {
  const identity = identityOf(options);
  const hosts = hostsFor(identity, options.host);
  const now = new Date();
  const authority = await readAuthority(options.ca, io.cwd, now);
  const issued = await issueCertificate(authority, { identity, hosts, days: options.days, now });
  await write(options.out, io, [
    { name: KEY_FILE, text: issued.key, secret: true },
    { name: CERTIFICATE_FILE, text: issued.certificate, secret: false },
    { name: AUTHORITY_FILE, text: authority.certificate, secret: false },
  ]);
  const { validTo } = parseCertificate({ file: CERTIFICATE_FILE, text: issued.certificate });
  io.stdout.write(`for ${identityUri(identity)}, until ${new Date(validTo).toISOString()}\n`);
  return EXIT.ok;
}

async function write(folder: string, { cwd, stdout }: CliIo, files: readonly PemFile[]): Promise<void> {
  await writePemFiles(path.resolve(cwd, folder), files);
  stdout.write(files.map(({ name }) => `wrote ${path.join(folder, name)}\n`).join(''));
}

function identityOf({ driver, agent, node }: IssueCertificateOptions): PeerIdentity {
  const identities: readonly PeerIdentity[] = [
    ...(driver === true ? [{ kind: 'driver' } as const] : []),
    ...(agent === undefined ? [] : [{ kind: 'agent', enclosure: agent as EnclosureName } as const]),
    ...(node === undefined ? [] : [{ kind: 'node', node: node as NodeName } as const]),
  ];
  const [identity, ...more] = identities;
  if (identity && more.length === 0) return identity;
  throw new CliError('usage', 'say whom the certificate is for: one of --driver, --agent NAME and --node NAME');
}

function hostsFor({ kind }: PeerIdentity, hosts: readonly string[]): readonly string[] {
  if (kind === 'driver' && hosts.length === 0) {
    throw new CliError('usage', 'say by which names and addresses the driver is dialled: --host NAME_OR_IP ...');
  }
  if (kind !== 'driver' && hosts.length > 0) {
    throw new CliError('usage', '--host is for the driver alone: nobody dials agents and nodes');
  }
  return hosts;
}

async function readAuthority(folder: string, cwd: string, now: Date): Promise<CertificateAndKey> {
  const [certificateFile, keyFile] = [AUTHORITY_FILE, AUTHORITY_KEY_FILE].map((name) => path.join(folder, name)) as [
    string,
    string,
  ];
  const certificate = { file: certificateFile, text: await readPem(path.resolve(cwd, certificateFile), 'init') };
  const key = { file: keyFile, text: await readPem(path.resolve(cwd, keyFile), 'init') };
  const parsed = parseCertificate(certificate);
  checkKey(keyFile, parseKey(key), certificateFile, parsed);
  checkValidity(certificateFile, parsed, now);
  return { certificate: certificate.text, key: key.text };
}
