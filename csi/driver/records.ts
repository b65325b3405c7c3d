import type { NodeName } from '../../core/model/ids.ts';
import type { Publication, Volume } from '../../core/model/volume.ts';
import { recordFormat } from '../records.ts';

export const volumeRecord = recordFormat<Volume>('volumes', 1);
export const publicationRecord = recordFormat<Publication>('publications', 1);
export const leaderRecord = recordFormat<{ readonly epoch: number }>('leaders', 1);
export const nodeRecord = recordFormat<{ readonly name: NodeName }>('nodes', 1);
