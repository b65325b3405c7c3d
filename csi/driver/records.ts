import type { DomainId } from '../../core/model/ids.ts';
import type { LegExport, Publication, Volume, VolumeIntegrity } from '../../core/model/volume.ts';
import type { RegisteredNode } from '../registered-node.ts';
import { recordFormat } from '../records.ts';
import type { RecordFormat } from '../records.ts';
import type { Decided, Decider, Decision } from './decisions.ts';
import { UNKNOWN_INTEGRITY } from './integrity.ts';

/** Releases before 0.2 wrote neither what is proved of the legs nor what is unfenced, and then not what is rebuilding. */
type StoredVolume = Omit<Volume, 'integrity' | 'unfenced' | 'made'> &
  Partial<Pick<Volume, 'unfenced' | 'made'>> & { readonly integrity?: StoredIntegrity };

type StoredIntegrity = Omit<VolumeIntegrity, 'rebuilding'> & Partial<Pick<VolumeIntegrity, 'rebuilding'>>;

/** Nor whether legs were all zeros. */
type StoredPublication = Omit<Publication, 'exports'> & {
  readonly exports: readonly (Omit<LegExport, 'zeroed'> & Partial<Pick<LegExport, 'zeroed'>>)[];
};

const storedVolumes = recordFormat<StoredVolume>('volumes', 1);
const storedPublications = recordFormat<StoredPublication>('publications', 1);

/** Those releases fenced every export before they answered. Whether their volumes were made is learnt at the next staging. */
export const volumeRecord: RecordFormat<Volume> = {
  put: (key, volume) => storedVolumes.put(key, volume),
  read: (entry) => {
    const { integrity = UNKNOWN_INTEGRITY, ...volume } = storedVolumes.read(entry);
    return { unfenced: [], made: false, ...volume, integrity: { rebuilding: [], ...integrity } };
  },
};

/** Where it is not said, a leg is not taken for all zeros: the array then copies one leg to the other once. */
export const publicationRecord: RecordFormat<Publication> = {
  put: (key, publication) => storedPublications.put(key, publication),
  read: (entry) => {
    const publication = storedPublications.read(entry);
    return { ...publication, exports: publication.exports.map((exported) => ({ zeroed: false, ...exported })) };
  },
};

export const leaderRecord = recordFormat<{ readonly epoch: number }>('leaders', 1);
/** Releases before 0.2 knew no limit. */
type StoredNode = Omit<RegisteredNode, 'maximumVolumes'> & Partial<RegisteredNode>;
const storedNodes = recordFormat<StoredNode>('nodes', 1);

export const nodeRecord: RecordFormat<RegisteredNode> = {
  put: (key, node) => storedNodes.put(key, node),
  read: (entry) => ({ maximumVolumes: undefined, ...storedNodes.read(entry) }),
};
export const domainRecord = recordFormat<{ readonly domain: DomainId }>('domains', 1);

/** Releases before 0.2 did not write down what came of a decision. */
type StoredDecision = Decider & Partial<Pick<Decision, 'outcome'>> & Decided;
const storedDecisions = recordFormat<StoredDecision>('decisions', 1);

export const decisionRecord: RecordFormat<Decision> = {
  put: (key, decision) => storedDecisions.put(key, decision),
  read: (entry) => ({ outcome: { kind: 'unknown' }, ...storedDecisions.read(entry) }),
};
