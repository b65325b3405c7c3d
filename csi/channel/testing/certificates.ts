import { issueCertificate, newAuthority } from '../../../cli/certificates/issue.ts';
import { signCertificate } from '../../../cli/certificates/x509.ts';
import type { CertificateAndKey } from '../../../cli/certificates/x509.ts';
import type { EnclosureName, NodeName } from '../../../core/model/ids.ts';
import type { PeerIdentity } from '../peer-identity.ts';
import type { TlsMaterial } from '../tls.ts';

export const DRIVER: PeerIdentity = { kind: 'driver' };
export const agent = (enclosure: string): PeerIdentity => ({ kind: 'agent', enclosure: enclosure as EnclosureName });
export const node = (name: string): PeerIdentity => ({ kind: 'node', node: name as NodeName });

/** An authority of the test's own. */
export interface TestAuthority {
  readonly certificate: string;
  issue(
    identity: PeerIdentity,
    options?: { readonly now?: Date; readonly hosts?: readonly string[] },
  ): Promise<TlsMaterial>;
  /** One that nobody would issue. */
  issueUri(uri: string, usage: 'server' | 'client'): Promise<TlsMaterial>;
}

const LOOPBACK = ['127.0.0.1', 'localhost'];

export async function testAuthority(): Promise<TestAuthority> {
  const authority = await newAuthority({ days: 1, now: new Date() });
  return {
    certificate: authority.certificate,
    issue: async (identity, { now = new Date(), hosts = LOOPBACK } = {}) =>
      materialOf(authority, await issueCertificate(authority, { identity, hosts, days: 1, now })),
    issueUri: async (uri, usage) => {
      const validity = { notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + 60_000) };
      const request = { commonName: 'test', uri, hosts: LOOPBACK, usage, validity };
      return materialOf(authority, await signCertificate(authority, request));
    },
  };
}

const materialOf = (authority: CertificateAndKey, { certificate, key }: CertificateAndKey): TlsMaterial => ({
  authority: Buffer.from(authority.certificate),
  certificate: Buffer.from(certificate),
  key: Buffer.from(key),
});
