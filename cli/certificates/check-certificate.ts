import { X509Certificate, createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { identityIn, identityUri } from '../../csi/channel/peer-identity.ts';
import type { PeerIdentity } from '../../csi/channel/peer-identity.ts';
import { CliError } from '../cli-error.ts';

/** A file as it was read. */
export interface ReadFile {
  readonly file: string;
  readonly text: string;
}

/** Every check names the file, and what to do. All of them throw CliError `bad-certificate`. */

export function parseCertificate({ file, text }: ReadFile): X509Certificate {
  try {
    return new X509Certificate(text);
  } catch (cause) {
    throw bad(`${file} holds no certificate in PEM`, cause);
  }
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
/** While one authority replaces another, both are there. */
const MOST_AUTHORITIES = 8;

/** An authority, or an older one and its successor. */
function parseAuthorities({ file, text }: ReadFile): readonly X509Certificate[] {
  const found = text.match(CERTIFICATE) ?? [];
  if (found.length === 0 || found.length > MOST_AUTHORITIES) {
    throw bad(
      `${file} holds ${String(found.length)} certificates in PEM, and 1 to ${String(MOST_AUTHORITIES)} make sense`,
    );
  }
  return found.map((pem) => parseCertificate({ file, text: pem }));
}

export function parseKey({ file, text }: ReadFile): KeyObject {
  try {
    return createPrivateKey(text);
  } catch {
    // The cause may quote what it could not read.
    throw bad(`${file} holds no private key in PEM, or one with a passphrase`);
  }
}

export function checkValidity(file: string, certificate: X509Certificate, now: Date): void {
  const [from, to] = [new Date(certificate.validFrom), new Date(certificate.validTo)];
  if (now > to) throw bad(`${file} has expired on ${to.toISOString()}: issue a new one with "stowage certificates"`);
  if (now < from) throw bad(`${file} is not valid before ${from.toISOString()}: is the clock of this host right?`);
}

export function checkKey(keyFile: string, key: KeyObject, certificateFile: string, certificate: X509Certificate): void {
  if (!certificate.checkPrivateKey(key)) {
    throw bad(`${keyFile} is not the key of ${certificateFile}: they must be of one and the same issue`);
  }
}

export function checkAuthority(file: string, certificate: X509Certificate, authority: ReadFile, now: Date): void {
  const issuer = parseAuthorities(authority).find(
    (candidate) => certificate.checkIssued(candidate) && certificate.verify(candidate.publicKey),
  );
  if (!issuer) throw bad(`${file} was not issued by the authority in ${authority.file}`);
  checkValidity(authority.file, issuer, now);
}

export function checkIdentity(file: string, certificate: X509Certificate, expected: PeerIdentity): void {
  const found = identityIn(certificate.subjectAltName);
  if (found && identityUri(found) === identityUri(expected)) return;
  const holder = found ? identityUri(found) : `nobody that is known here (${certificate.subjectAltName ?? 'no names'})`;
  throw bad(`${file} is for ${holder}, and it must be for ${identityUri(expected)}`);
}

const bad = (message: string, cause?: unknown): CliError => new CliError('bad-certificate', message, { cause });
