import type { DriveId } from '../../../core/model/ids.ts';
import type { Drive } from '../vm/drives.ts';

/** The id under which an agent reports a drive of a laboratory. */
export const driveIdOf = ({ kind, identity }: Drive): DriveId =>
  (kind === 'nvme' ? `eui.${identity}` : `wwn-0x${identity}`) as DriveId;
