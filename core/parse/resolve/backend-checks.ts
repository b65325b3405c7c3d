import type { BackendObject } from '../../../schemas/generated/types.ts';
import type { ObjectAddress } from './object-problem.ts';
import { at, nameOf } from './declared.ts';
import type { Declared } from './declared.ts';
import { checkUnique, problem, references } from './report.ts';
import type { Report } from './report.ts';

/** A backend has exactly one driver block, and this version serves one sort of them. */
export function checkDriver(backend: Declared<BackendObject>, report: Report): void {
  const { composable, nfs, state } = backend.wire.spec;
  if (!composable && !nfs) {
    const help = 'Write "composable: {}" for drives in enclosures, or nfs with its servers and exportPath.';
    report(
      problem('schema/missing-field', at(backend, 'spec'), 'spec has no driver block: composable or nfs', { help }),
    );
  }
  if (!nfs) return;
  const block = { ...at(backend, 'spec', 'nfs'), part: 'key' } as const;
  if (composable) {
    const message = 'a backend has one driver block, and there is composable already';
    const elsewhere = { ...at(backend, 'spec', 'composable'), part: 'key' } as const;
    report(problem('schema/wrong-value', block, message, { help: 'Make them two backends.', elsewhere }));
    return;
  }
  checkNfs(backend, nfs, report);
  if (state === 'suspended') return;
  const message = 'this version serves composable backends alone: volumes from NFS are refused';
  const help = 'Say "state: suspended" to keep it declared without this warning.';
  report(problem('backend/not-served', block, message, { help, severity: 'warning' }));
}

function checkNfs(
  backend: Declared<BackendObject>,
  nfs: NonNullable<BackendObject['spec']['nfs']>,
  report: Report,
): void {
  for (const [field, noun] of [
    ['servers', 'server'],
    ['accessModes', 'access mode'],
  ] as const) {
    const words: readonly string[] = nfs[field] ?? [];
    const named = words.map((name, index) => ({ name, at: at(backend, 'spec', 'nfs', field, index) }));
    checkUnique(noun, named, report);
  }
  for (const [index, pool] of backend.wire.spec.pools?.entries() ?? []) {
    for (const [field, does] of OF_DRIVES) {
      if (pool[field] === undefined) continue;
      const address = { ...at(backend, 'spec', 'pools', index, field), part: 'key' } as const;
      const help = 'Leave it out; tell pools of NFS apart by their labels.';
      report(problem('schema/wrong-value', address, `${field} ${does}, and NFS has none`, { help }));
    }
  }
}

/** What a pool says of drives. */
const OF_DRIVES = [
  ['storageGroups', 'chooses drives'],
  ['requiredTags', 'chooses drives'],
  ['limits', 'counts volumes by their drives'],
] as const;

/** The storage groups that it names; `undefined` where it takes the rest. One without drives takes none. */
const groupsOf = ({ wire: { spec } }: Declared<BackendObject>): readonly string[] | undefined =>
  spec.composable ? spec.composable.storageGroups : [];

/** Every storage group has one backend at most: that which names it, else the one that names none. */
export function checkOwnership(
  declared: readonly Declared<BackendObject>[],
  storageGroups: ReadonlySet<string>,
  report: Report,
): void {
  const known = references('storage group', storageGroups, report);
  const owners = new Map<string, { backend: string; at: ObjectAddress }>();
  let catchAll: Declared<BackendObject> | undefined;
  for (const backend of declared) {
    const owned = groupsOf(backend);
    if (owned === undefined) {
      if (catchAll) reportSecondCatchAll(backend, catchAll, report);
      catchAll ??= backend;
    }
    for (const [index, group] of owned?.entries() ?? []) {
      const address = at(backend, 'spec', 'composable', 'storageGroups', index);
      known.check(group, address);
      const owner = owners.get(group);
      if (!owner) owners.set(group, { backend: nameOf(backend), at: address });
      else {
        const message = `storage group ${group} belongs to backend ${owner.backend} already`;
        report(problem('reference/ambiguous', address, message, { elsewhere: owner.at }));
      }
    }
  }
}

function reportSecondCatchAll(backend: Declared<BackendObject>, first: Declared<BackendObject>, report: Report): void {
  const message = `backend ${nameOf(first)} takes every storage group that no other names already`;
  const help = 'Name the storage groups of one of the two.';
  const elsewhere = at(first, 'spec', 'composable');
  report(problem('reference/ambiguous', at(backend, 'spec', 'composable'), message, { help, elsewhere }));
}

export function checkPools(
  backend: Declared<BackendObject>,
  all: readonly Declared<BackendObject>[],
  storageGroups: ReadonlySet<string>,
  report: Report,
): void {
  const { pools = [] } = backend.wire.spec;
  const names = pools.map(({ name }, index) => ({ name, at: at(backend, 'spec', 'pools', index, 'name') }));
  checkUnique('pool of this backend', names, report);
  if (!backend.wire.spec.composable) return;
  const known = references('storage group', storageGroups, report);
  const owned = groupsOf(backend);
  const elsewhere = new Set(all.filter((other) => other !== backend).flatMap((other) => groupsOf(other) ?? []));
  const isOwned = (group: string): boolean => owned?.includes(group) ?? !elsewhere.has(group);
  for (const [index, pool] of pools.entries()) {
    for (const [position, group] of pool.storageGroups?.entries() ?? []) {
      const address = at(backend, 'spec', 'pools', index, 'storageGroups', position);
      if (!known.check(group, address) || isOwned(group)) continue;
      const message = `storage group ${group} does not belong to backend ${nameOf(backend)}`;
      report(problem('reference/not-found', address, message));
    }
  }
}
