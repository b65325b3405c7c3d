import type { Brand } from './brand.ts';

/** A drive's own identity: WWN, EUI-64 or NGUID, lower case. Never a slot, never a kernel name. */
export type DriveId = Brand<string, 'DriveId'>;
export type EnclosureName = Brand<string, 'EnclosureName'>;
export type StorageGroupName = Brand<string, 'StorageGroupName'>;
export type BackendName = Brand<string, 'BackendName'>;
/** A virtual pool, unique within its backend. */
export type PoolName = Brand<string, 'PoolName'>;
export type ClassName = Brand<string, 'ClassName'>;
export type PolicyName = Brand<string, 'PolicyName'>;
/** A level of the failure-domain tree, coarse to fine: the Topology's own levels, then `storageGroup`, then `enclosure`. */
export type LevelName = Brand<string, 'LevelName'>;
/** A failure domain: one value of one level. */
export type DomainName = Brand<string, 'DomainName'>;
export type BandwidthDomainName = Brand<string, 'BandwidthDomainName'>;
/** A Kubernetes node, as CSI's node_id names it. At most 256 bytes. */
export type NodeName = Brand<string, 'NodeName'>;

/** The CSI volume_id: a UUID, also the GPT partition name of every leg. */
export type VolumeId = Brand<string, 'VolumeId'>;
/** A UUID, also the GPT partition GUID of the leg. */
export type LegId = Brand<string, 'LegId'>;
/** The handle that publish_context carries. A UUID; never a key. */
export type PublicationId = Brand<string, 'PublicationId'>;

/**
 * Who owns drives: one store with one inventory. A UUID, made with the store and written into the owner label of every
 * drive.
 */
export type DomainId = Brand<string, 'DomainId'>;

/** Counts proposed configurations from 1, without gaps. */
export type RevisionNumber = Brand<number, 'RevisionNumber'>;
/** The 40 hex digits of a Git commit. */
export type CommitId = Brand<string, 'CommitId'>;

/** The two levels that every enclosure has without being told. A storage group holds whole enclosures. */
export const STORAGE_GROUP_LEVEL = 'storageGroup' as LevelName;
export const ENCLOSURE_LEVEL = 'enclosure' as LevelName;
