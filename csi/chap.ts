import type { PublicationId } from '../core/model/ids.ts';

/** What an iSCSI initiator proves itself with. Wrapped, so that no log, no error and no JSON shows it by accident. */
export interface ChapCredentials {
  readonly user: string;
  /** Printable ASCII, without blanks and quotes. */
  reveal(): string;
}

/**
 * Whom the initiator of a publication calls itself. Never a bare id: LIO takes a name that begins with 0x or 0b for a
 * number [tried: the initiator of one id in 256 is turned away]. Source: Linux, iscsi_target_nego.c, extract_param.
 */
export const chapUser = (publication: PublicationId): string => `stowage-${publication}`;

export const chapCredentials = (user: string, secret: string): ChapCredentials => ({ user, reveal: () => secret });
