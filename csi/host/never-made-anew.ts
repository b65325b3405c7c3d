import type { VolumeId } from '../../core/model/ids.ts';
import { failed } from '../services/outcome.ts';
import type { DriverFailure } from '../services/outcome.ts';

/** What has held a volume's data and reads blank. A new filesystem in their place would pass for an empty volume. */
export const neverMadeAnew = (volume: VolumeId, what: string): DriverFailure =>
  failed(
    'unsupported',
    `${what} blank, and volume ${volume} has been in use: its data are gone from there, and nothing is made over them; ` +
      'bring back the drives that hold them, or delete the volume',
  );
