import path from 'node:path';
import type { PeerIdentity } from '../../csi/channel/peer-identity.ts';
import type { TlsMaterial } from '../../csi/channel/tls.ts';
import { AUTHORITY_FILE, CERTIFICATE_FILE, KEY_FILE, readPem } from './certificate-files.ts';
import {
  checkAuthority,
  checkIdentity,
  checkKey,
  checkValidity,
  parseCertificate,
  parseKey,
} from './check-certificate.ts';
import type { ReadFile } from './check-certificate.ts';

export interface LoadedTls extends TlsMaterial {
  /** When the certificate ends. */
  readonly validTo: Date;
}

/**
 * What a process proves itself with, from a folder such as a mounted Secret. Wrong is told here, by file, and not as a
 * handshake that fails.
 * @throws CliError `file`, `bad-certificate`
 */
export async function loadTls(folder: string, identity: PeerIdentity, now: Date): Promise<LoadedTls> {
  const read = async (name: string): Promise<ReadFile> => {
    const file = path.join(folder, name);
    return { file, text: await readPem(file, 'issue') };
  };
  const authority = await read(AUTHORITY_FILE);
  const certificate = await read(CERTIFICATE_FILE);
  const key = await read(KEY_FILE);
  const parsed = parseCertificate(certificate);
  checkKey(key.file, parseKey(key), certificate.file, parsed);
  checkValidity(certificate.file, parsed, now);
  checkAuthority(certificate.file, parsed, authority, now);
  checkIdentity(certificate.file, parsed, identity);
  return {
    authority: Buffer.from(authority.text),
    certificate: Buffer.from(certificate.text),
    key: Buffer.from(key.text),
    validTo: new Date(parsed.validTo),
  };
}

const DAY_MILLISECONDS = 86_400_000;
const WARNED_DAYS = 30;

/** What to say of a certificate that ends soon; `undefined` of any other. */
export function endsSoon({ validTo }: LoadedTls, now: Date): string | undefined {
  const days = Math.floor((validTo.getTime() - now.getTime()) / DAY_MILLISECONDS);
  if (days >= WARNED_DAYS) return undefined;
  return `the certificate of this process ends in ${String(days)} days, on ${validTo.toISOString()}: issue a new one`;
}
