import { X509Certificate } from 'node:crypto';
import { identityUri } from '../../csi/channel/peer-identity.ts';
import type { PeerIdentity } from '../../csi/channel/peer-identity.ts';
import { createAuthority, signCertificate } from './x509.ts';
import type { CertificateAndKey, Validity } from './x509.ts';

const DAY_MILLISECONDS = 86_400_000;
/** Clocks of hosts differ. */
const BACKDATED_MILLISECONDS = 5 * 60_000;

const validFor = (days: number, now: Date): Validity => ({
  notBefore: new Date(now.getTime() - BACKDATED_MILLISECONDS),
  notAfter: new Date(now.getTime() + days * DAY_MILLISECONDS),
});

export interface AuthorityRequest {
  readonly days: number;
  readonly now: Date;
}

/** Whoever holds its key can speak for every agent, node and driver. */
export const newAuthority = ({ days, now }: AuthorityRequest): Promise<CertificateAndKey> =>
  createAuthority('stowage authority', validFor(days, now));

export interface IdentityRequest extends AuthorityRequest {
  readonly identity: PeerIdentity;
  /** Names and addresses that the driver is dialled by; without meaning for the others. */
  readonly hosts: readonly string[];
}

/** What one driver, agent or node proves itself with. It never outlasts the authority. */
export const issueCertificate = (
  authority: CertificateAndKey,
  { identity, hosts, days, now }: IdentityRequest,
): Promise<CertificateAndKey> =>
  signCertificate(authority, {
    commonName: commonNameOf(identity),
    uri: identityUri(identity),
    hosts,
    usage: identity.kind === 'driver' ? 'server' : 'client',
    validity: endingBy(validFor(days, now), new Date(new X509Certificate(authority.certificate).validTo)),
  });

const endingBy = ({ notBefore, notAfter }: Validity, end: Date): Validity => ({
  notBefore,
  notAfter: notAfter < end ? notAfter : end,
});

/** X.509 allows 64 characters. */
const commonNameOf = (identity: PeerIdentity): string => `stowage ${nameOf(identity)}`.slice(0, 64);

function nameOf(identity: PeerIdentity): string {
  switch (identity.kind) {
    case 'driver':
      return 'driver';
    case 'agent':
      return `agent ${identity.enclosure}`;
    case 'node':
      return `node ${identity.node}`;
  }
}
