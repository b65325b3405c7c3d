/** Where everything stands in the store. Keys are in here alone, so that no two kinds of record share one. */
import { createHash } from 'node:crypto';
import type { NodeName, RevisionNumber, VolumeId } from '../core/model/ids.ts';

export const CHUNK_PREFIX = 'config/chunk/';
export const REVISION_PREFIX = 'config/revision/';
export const VERDICT_PREFIX = 'config/verdict/';
export const REFUSAL_PREFIX = 'config/refusal/';
/** The newest proposed revision. */
export const PROPOSED_KEY = 'config/proposed';
/** The revision that the driver runs. */
export const ACTIVE_KEY = 'config/active';
/** Written with every collection of chunks, for proposals to notice. */
export const COLLECTION_KEY = 'config/collection';
/** Whose the drives are: made once, with the store. */
export const DOMAIN_KEY = 'domain';
/** Who leads, and its epoch. */
export const LEADER_KEY = 'leader';
/** Stands there for as long as a restore is under way. */
export const RESTORING_KEY = 'restoring';
export const VOLUME_PREFIX = 'volume/';
export const PUBLICATION_PREFIX = 'publication/';
export const NODE_PREFIX = 'node/';
/** What people took upon themselves. */
export const DECISION_PREFIX = 'decision/';

/** Padded, so that keys sort as numbers do. */
const padded = (number: number): string => String(number).padStart(10, '0');

/** @param digest SHA-256 of the chunk, in hex */
export const chunkKey = (digest: string): string => CHUNK_PREFIX + digest;
export const revisionKey = (number: RevisionNumber): string => REVISION_PREFIX + padded(number);
export const verdictKey = (number: RevisionNumber): string => VERDICT_PREFIX + padded(number);
/** @param sequence counts refusals from 1 */
export const refusalKey = (sequence: number): string => REFUSAL_PREFIX + padded(sequence);

export const volumeKey = (id: VolumeId): string => VOLUME_PREFIX + id;
export const publicationKey = (volume: VolumeId, node: NodeName): string =>
  `${PUBLICATION_PREFIX}${volume}/${nodeSegment(node)}`;
export const nodeKey = (name: NodeName): string => NODE_PREFIX + nodeSegment(name);
/** @param at ISO 8601, in UTC: keys sort as times do */
export const decisionKey = (at: string, id: string): string => `${DECISION_PREFIX}${at}/${id}`;

/** The number at the end of a padded key. */
export const numberOfKey = (key: string): number => Number(key.slice(key.lastIndexOf('/') + 1));

/** Short names stay readable; others, and all that no DNS name is, become a hash, whose colon no DNS name has. */
const nodeSegment = (name: NodeName): string =>
  /^[A-Za-z0-9][A-Za-z0-9.-]{0,127}$/.test(name) ? name : `sha256:${sha256(name)}`;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
