import { createSecureContext, checkServerIdentity } from 'node:tls';
import { isIP } from 'node:net';
import { ServerCredentials, credentials } from '@grpc/grpc-js';
import type { ChannelCredentials, ChannelOptions } from '@grpc/grpc-js';
import { identityIn, identityUri } from './peer-identity.ts';

/** What one end of the channel proves itself with, and whom it believes. In PEM. */
export interface TlsMaterial {
  readonly authority: Buffer;
  readonly certificate: Buffer;
  readonly key: Buffer;
}

const MIN_VERSION = 'TLSv1.3' as const;

/** What createSecureContext takes. */
const contextOptions = ({ authority, certificate, key }: TlsMaterial) => ({
  ca: authority,
  cert: certificate,
  key,
  minVersion: MIN_VERSION,
});

/** grpc-js makes credentials of its own for TLS 1.2 and up only. */
class StrictServerCredentials extends ServerCredentials {
  constructor(material: TlsMaterial) {
    super({ requestCert: true, rejectUnauthorized: true, minVersion: MIN_VERSION }, contextOptions(material));
  }

  override _equals(other: ServerCredentials): boolean {
    return this === other;
  }
}

/** TLS 1.3 alone, for clients whose certificate the authority signed, and nobody else. */
export const serverCredentials = (material: TlsMaterial): ServerCredentials => new StrictServerCredentials(material);

export interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

/** How a client reaches the driver, and knows it. */
export interface DriverEndpoint {
  readonly target: string;
  readonly credentials: ChannelCredentials;
  readonly options: ChannelOptions;
}

/** TLS 1.3 alone, to a server that is both the host that was dialled and the driver. */
export function driverEndpoint({ host, port }: HostAndPort, material: TlsMaterial): DriverEndpoint {
  return {
    target: isIP(host) === 6 ? `ipv6:[${host}]:${String(port)}` : `dns:${host}:${String(port)}`,
    credentials: credentials.createFromSecureContext(createSecureContext(contextOptions(material)), {
      checkServerIdentity: (_, certificate) =>
        checkServerIdentity(host, certificate) ?? driverIdentityProblem(certificate.subjectaltname),
    }),
    // RFC 6066, section 3: no IP address may be asked for as a server name.
    options: isIP(host) === 0 ? {} : { 'grpc.ssl_target_name_override': 'stowage-driver' },
  };
}

function driverIdentityProblem(names: string | undefined): Error | undefined {
  if (identityIn(names)?.kind === 'driver') return undefined;
  return new Error(`the server is not ${identityUri({ kind: 'driver' })}; its certificate is for ${names ?? 'nobody'}`);
}
