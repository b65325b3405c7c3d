import { parseQuantity } from '../model/capacity.ts';
import { TRANSPORTS } from '../model/inventory.ts';
import type {
  BandwidthReservation,
  ClassParameters,
  PoolPattern,
  SelectorClause,
  WorkloadLevel,
} from '../model/class.ts';
import type { LevelName, StorageGroupName } from '../model/ids.ts';
import type { Transport } from '../model/inventory.ts';
import type { ClassParameterStrings } from '../../schemas/generated/types.ts';
import { schemas } from '../../schemas/generated/schemas.ts';
import { parseSelector } from './label-selector.ts';
import { schemaProblems } from './schema/schema-problems.ts';

/** What is wrong with one parameter, and what to do about it. */
interface ParameterProblem {
  readonly key: string;
  readonly message: string;
}

type ParsedParameters = { readonly parameters: ClassParameters } | { readonly problems: readonly ParameterProblem[] };

type Parameters = Readonly<Record<string, string>>;

/** Kubernetes' sidecars speak to each other by keys with this prefix. */
const SIDECAR_PREFIX = 'csi.storage.k8s.io/';
const SIDECAR_FS_TYPE = 'csi.storage.k8s.io/fstype';

const PARAMETERS_SCHEMA = schemas.StorageClass.properties?.['parameters'] ?? { type: 'object' };

/** The parameters that reach the driver: those of sidecars are for sidecars. */
export const withoutSidecarKeys = (declared: Parameters): Parameters =>
  pick(declared, (key) => !key.startsWith(SIDECAR_PREFIX));

/**
 * The parameters of a class, out of Kubernetes' strings, with the defaults of the reference page; or every problem.
 * Keys of sidecars are ignored, all but `csi.storage.k8s.io/fstype`, which wins over `fsType`.
 */
export function parseClassParameters(declared: Parameters): ParsedParameters {
  const own = pick(declared, (key) => key === SIDECAR_FS_TYPE || !key.startsWith(SIDECAR_PREFIX));
  const malformed = schemaProblems('ClassParameters', PARAMETERS_SCHEMA, own, ['parameters']);
  if (malformed.length > 0) {
    return {
      problems: malformed.map(({ path, message, help }) => ({
        key: String(path.at(-1)),
        message: help === undefined ? message : `${message}. ${help}`,
      })),
    };
  }
  const selector = parseSelector(own['selector'] ?? '');
  const clauses = selector.kind === 'parsed' ? selector.clauses : [];
  const parameters = readParameters(own, clauses);
  const problems = contradictions(parameters);
  if (selector.kind === 'invalid') problems.push({ key: 'selector', message: `${selector.message}. ${SELECTOR_HELP}` });
  return problems.length > 0 ? { problems } : { parameters };
}

const SELECTOR_HELP =
  'Write tier=gold, tier!=gold, tier in (gold,silver), tier notin (gold), tier or !tier, joined by ;.';

/** Of strings that fit their schema. */
function readParameters(own: ClassParameterStrings, selector: readonly SelectorClause[]): ClassParameters {
  const groups = own.storageGroup === undefined ? undefined : commaList(own.storageGroup);
  return {
    type: own.type ?? 'hdd',
    rpm: Number(own.rpm ?? '0'),
    fsType: own[SIDECAR_FS_TYPE] ?? own.fsType ?? 'ext4',
    striping: isTrue(own.striping, true),
    redundancy: isTrue(own.redundancy, false),
    raidMaxDrives: Number(own.raidMaxDrives ?? '16'),
    sgResiliency: isTrue(own.sgResiliency, true),
    jbodResiliency: isTrue(own.jbodResiliency, true),
    encrypt: isTrue(own.encrypt, false),
    minVolumeBytes: parseQuantity(own.minVolumeSize ?? ''),
    maxVolumeBytes: parseQuantity(own.maxVolumeSize ?? ''),
    softDomains: isTrue(own.softDomains, false),
    requiredTags: commaList(own.requiredTags ?? ''),
    excludedTags: commaList(own.excludedTags ?? ''),
    storageGroups: groups && new Set(groups as StorageGroupName[]),
    transports: fastestFirst(own.networkTransportsAllowed),
    fillDrive: isTrue(own.fillDrive, false),
    workloadSpread: workloadLevel(own.workloadSpread),
    workloadAffinity: workloadLevel(own.workloadAffinity),
    workloadLabel: own.workloadLabel,
    reserveBandwidth: reservation(own.reserveBandwidth),
    pools: {
      selector,
      storagePools: poolPatterns(own.storagePools),
      additionalStoragePools: poolPatterns(own.additionalStoragePools),
      excludeStoragePools: poolPatterns(own.excludeStoragePools),
    },
  };
}

function contradictions(parameters: ClassParameters): ParameterProblem[] {
  const { minVolumeBytes: least, maxVolumeBytes: most, requiredTags, excludedTags } = parameters;
  const problems: ParameterProblem[] = [];
  if (least !== undefined && most !== undefined && least > most) {
    problems.push({
      key: 'minVolumeSize',
      message: 'minVolumeSize is larger than maxVolumeSize: no request would fit',
    });
  }
  const both = requiredTags.filter((tag) => excludedTags.includes(tag));
  if (both.length > 0) {
    const message = `excludedTags and requiredTags both name ${both.join(', ')}: no drive would do`;
    problems.push({ key: 'excludedTags', message });
  }
  return [...problems, ...workloadContradictions(parameters), ...reservationProblems(parameters)];
}

function workloadContradictions({ workloadSpread, workloadAffinity }: ClassParameters): readonly ParameterProblem[] {
  if (!workloadSpread || workloadSpread.level !== workloadAffinity?.level) return [];
  const message = `workloadSpread and workloadAffinity both name ${workloadSpread.level}: volumes lie apart there or together`;
  return [{ key: 'workloadAffinity', message }];
}

/** Far above any array of drives, and low enough for sums of it to be exact. */
const MOST_RESERVED = 8e12;

function reservationProblems({ type, reserveBandwidth: reserved }: ClassParameters): readonly ParameterProblem[] {
  const key = 'reserveBandwidth';
  if (reserved.kind === 'media' && type === 'slice') {
    return [
      { key, message: 'slices of one drive share what it delivers, so media says nothing of one: give a quantity' },
    ];
  }
  if (reserved.kind !== 'volume' || reserved.bitsPerSecond <= MOST_RESERVED) return [];
  return [{ key, message: 'reserveBandwidth is more than 1T bytes per second: no volume is that fast' }];
}

const pick = (declared: Parameters, keep: (key: string) => boolean): Parameters =>
  Object.fromEntries(Object.entries(declared).filter(([key]) => keep(key)));

/** `rack`, `rack:required` */
function workloadLevel(text: string | undefined): WorkloadLevel | undefined {
  if (text === undefined) return undefined;
  const [level = '', word] = text.split(':');
  return { level: level as LevelName, required: word !== undefined };
}

/** Of bytes per second; the network counts bits. */
function reservation(text: string | undefined): BandwidthReservation {
  if (text === 'media') return { kind: 'media' };
  const bytes = parseQuantity(text ?? '') ?? 0n;
  return bytes === 0n ? { kind: 'none' } : { kind: 'volume', bitsPerSecond: Number(bytes * 8n) };
}

const isTrue = (text: 'true' | 'false' | undefined, otherwise: boolean): boolean =>
  text === undefined ? otherwise : text === 'true';

/** Sorted, without duplicates. */
function commaList(text: string): readonly string[] {
  const words = text.split(',').map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== ''))].sort();
}

function fastestFirst(allowed: string | undefined): readonly Transport[] {
  const names = allowed === undefined ? undefined : commaList(allowed);
  return TRANSPORTS.toReversed().filter((transport) => names?.includes(transport) ?? true);
}

/** `backend:pool,pool;backend:pool` */
function poolPatterns(text: string | undefined): readonly PoolPattern[] {
  if (text === undefined) return [];
  return text.split(';').flatMap((part) => {
    const [backend = '', pools = ''] = part.split(':');
    return pools.split(',').map((pool) => ({ backend: backend.trim(), pool: pool.trim() }));
  });
}
