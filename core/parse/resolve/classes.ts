import type { ClassParameters, PoolPattern, PoolSelection, StorageClass } from '../../model/class.ts';
import type { ClassName } from '../../model/ids.ts';
import { encryptionSecretOf } from '../../model/inventory.ts';
import type { Backend, Topology } from '../../model/inventory.ts';
import { levelsOf } from '../../model/levels.ts';
import type { StorageClassObject } from '../../../schemas/generated/types.ts';
import type { InTurns } from '../../model/turns.ts';
import { selectPools } from '../../placement/pools.ts';
import { parseClassParameters, withoutSidecarKeys } from '../class-parameters.ts';
import { suggestion } from '../did-you-mean.ts';
import { at } from './declared.ts';
import type { Declared } from './declared.ts';
import { idleParameters } from './idle-parameters.ts';
import { oneByOne } from './one-by-one.ts';
import { problem, references } from './report.ts';
import type { References, Report } from './report.ts';
import { checkPlausible, PLAUSIBLE_VOLUME } from './suspicious-quantities.ts';
import { checkReservation, checkWorkload } from './workload-checks.ts';

/** What parameters of classes name. */
export interface ClassGround {
  readonly backends: readonly Backend[];
  readonly storageGroups: ReadonlySet<string>;
  readonly topology: Topology;
}

/** Classes whose parameters cannot be read are left out; their problems are reported. */
export function resolveClasses(
  declared: readonly Declared<StorageClassObject>[],
  { backends, storageGroups, topology }: ClassGround,
  report: Report,
): InTurns<readonly StorageClass[]> {
  const groups = references('storage group', storageGroups, report);
  const levels = references('level', new Set<string>(levelsOf({ topology })), report);
  return oneByOne(declared, (each) => {
    const declaredParameters = { ...each.wire.parameters } as Readonly<Record<string, string>>;
    const parsed = parseClassParameters(declaredParameters);
    if ('problems' in parsed) {
      for (const { key, message } of parsed.problems) {
        report(problem('schema/wrong-value', at(each, 'parameters', key), message));
      }
      return [];
    }
    checkStorageGroups(each, parsed.parameters, groups);
    checkPools(each, parsed.parameters.pools, backends, report);
    checkEncryption(each, parsed.parameters, backends, report);
    checkWorkload(each, parsed.parameters, levels);
    checkReservation(each, parsed.parameters, topology, report);
    checkWords(each, parsed.parameters, report);
    return [resolveClass(each.wire, parsed.parameters, withoutSidecarKeys(declaredParameters))];
  });
}

const resolveClass = (
  wire: StorageClassObject,
  parameters: ClassParameters,
  declaredParameters: Readonly<Record<string, string>>,
): StorageClass => ({
  name: wire.metadata.name as ClassName,
  parameters,
  declaredParameters,
  reclaimPolicy: wire.reclaimPolicy ?? 'Delete',
  volumeBindingMode: wire.volumeBindingMode ?? 'Immediate',
  allowVolumeExpansion: wire.allowVolumeExpansion ?? false,
  mountOptions: wire.mountOptions ?? [],
});

function checkStorageGroups(
  declared: Declared<StorageClassObject>,
  { storageGroups }: ClassParameters,
  known: References,
): void {
  const text = declared.wire.parameters?.storageGroup ?? '';
  for (const group of storageGroups ?? []) {
    const start = wordStart(text, group);
    known.check(group, { ...at(declared, 'parameters', 'storageGroup'), range: { start, end: start + group.length } });
  }
}

/** Warns of parameters that are right, and most likely not meant so. */
function checkWords(declared: Declared<StorageClassObject>, parameters: ClassParameters, report: Report): void {
  const words = { ...declared.wire.parameters } as Readonly<Record<string, string>>;
  for (const key of ['minVolumeSize', 'maxVolumeSize'] as const) {
    checkPlausible(words[key], PLAUSIBLE_VOLUME, at(declared, 'parameters', key), report);
  }
  for (const { key, why } of idleParameters(words, parameters)) {
    const told = { severity: 'warning', help: 'Leave it out.' } as const;
    report(problem('class/no-effect', at(declared, 'parameters', key), `${key} has no effect: ${why}`, told));
  }
}

/** Where a word of a comma list stands in it. */
function wordStart(list: string, word: string): number {
  let start = 0;
  for (const part of list.split(',')) {
    if (part.trim() === word) return start + part.length - part.trimStart().length;
    start += part.length + 1;
  }
  return 0;
}

const POOL_LISTS = ['storagePools', 'additionalStoragePools', 'excludeStoragePools'] as const;
const ANY_POOL: PoolSelection = { selector: [], storagePools: [], additionalStoragePools: [], excludeStoragePools: [] };

/** A pattern that names no pool is a slip; where it excludes or holds a `*` it may be meant for pools to come. */
function checkPools(
  declared: Declared<StorageClassObject>,
  pools: PoolSelection,
  backends: readonly Backend[],
  report: Report,
): void {
  let slips = 0;
  for (const list of POOL_LISTS) {
    for (const pattern of pools[list]) {
      if (selectPools(backends, { ...ANY_POOL, storagePools: [pattern] }).size > 0) continue;
      const text = `${pattern.backend}:${pattern.pool}`;
      const severity = list === 'excludeStoragePools' || text.includes('*') ? 'warning' : 'error';
      const told = { severity, help: suggestion(text, poolNames(pattern, backends)) } as const;
      report(problem('reference/not-found', at(declared, 'parameters', list), `no pool is called ${text}`, told));
      slips += 1;
    }
  }
  if (slips > 0 || backends.length === 0 || selectPools(backends, pools).size > 0) return;
  const list = pools.selector.length > 0 ? 'selector' : 'excludeStoragePools';
  const message = 'no pool of any backend is left for this class';
  report(problem('reference/not-found', at(declared, 'parameters', list), message, { severity: 'warning' }));
}

function poolNames(pattern: PoolPattern, backends: readonly Backend[]): readonly string[] {
  const exact = backends.filter(({ name }) => name === pattern.backend);
  return (exact.length > 0 ? exact : backends).flatMap(({ name, pools }) =>
    pools.map((pool) => `${name}:${pool.name}`),
  );
}

function checkEncryption(
  declared: Declared<StorageClassObject>,
  { encrypt }: ClassParameters,
  backends: readonly Backend[],
  report: Report,
): void {
  if (!encrypt || backends.some((backend) => encryptionSecretOf(backend) !== undefined)) return;
  const message = 'no backend has a secret to derive keys from, so no volume of this class can be made';
  const help = 'Give a Backend spec.composable.encryption.secretRef.';
  report(problem('reference/not-found', at(declared, 'parameters', 'encrypt'), message, { help, severity: 'warning' }));
}
