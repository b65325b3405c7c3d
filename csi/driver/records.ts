import type { NodeName } from '../../core/model/ids.ts';
import type { Publication, Volume } from '../../core/model/volume.ts';
import { recordCodec } from '../../store/records.ts';
import type { Operation } from './operation.ts';

/** How the driver's records are written. */
const format = { version: 1, since: '0.1' };

export const volumeRecord = recordCodec<Volume>({ ...format, kind: 'volumes' });
export const publicationRecord = recordCodec<Publication>({ ...format, kind: 'publications' });
export const operationRecord = recordCodec<Operation>({ ...format, kind: 'operations' });
export const leaderRecord = recordCodec<{ readonly epoch: number }>({ ...format, kind: 'leaders' });
export const nodeRecord = recordCodec<{ readonly name: NodeName }>({ ...format, kind: 'nodes' });
