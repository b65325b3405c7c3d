import type { ServerDuplexStream, ServerUnaryCall } from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import { identityIn, identityUri } from '../peer-identity.ts';
import type { PeerIdentity } from '../peer-identity.ts';
import { PROTOCOL_VERSION } from '../channel-limits.ts';

/** Why a peer is turned away. */
export interface Refusal {
  readonly code: status;
  /** What follows upon its name. */
  readonly why: string;
}

/** Who calls, as a certificate says that the authority signed; `undefined` where it names nobody of ours. */
export const callerOf = (
  call: Pick<ServerDuplexStream<Buffer, Buffer> | ServerUnaryCall<unknown, unknown>, 'getAuthContext'>,
): PeerIdentity | undefined => identityIn(call.getAuthContext().sslPeerCertificate?.subjectaltname);

export const permissionDenied = (caller: PeerIdentity | undefined, rule: string): Refusal => ({
  code: status.PERMISSION_DENIED,
  why: `is ${caller ? identityUri(caller) : 'nobody that this driver knows'}: ${rule}`,
});

/** Both sides speak the same version of the protocol, or do not speak. */
export const protocolMismatch = (version: number): Refusal | undefined =>
  version === PROTOCOL_VERSION
    ? undefined
    : {
        code: status.FAILED_PRECONDITION,
        why: `speaks protocol ${String(version)}, and the driver ${String(PROTOCOL_VERSION)}: install the same release`,
      };
