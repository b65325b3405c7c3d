import { usedDrive } from '../../core/placement/inventory-index.ts';
import type { Driver, DriverBooks } from '../../csi/driver/driver.ts';
import { drain } from '../../core/model/turns.ts';
import { emptyState, rememberVolume } from '../../csi/driver/driver-state.ts';
import { enterVolumes, prepareSuccessor } from '../../csi/driver/successor.ts';
import { readVolumes } from './durable.ts';
import { DRIVES } from './hardware.ts';
import type { World } from './world.ts';

/** What a driver has counted, where it differs from a count anew. Only while it writes nothing: a book runs ahead of its record. */
export async function wrongBooks({ store }: World, driver: Driver): Promise<readonly string[]> {
  const { active, reports } = driver.snapshot();
  if (!active) return [];
  const anew = emptyState();
  for (const volume of await readVolumes(store)) rememberVolume(anew, volume);
  const successor = drain(prepareSuccessor({ reports, successor: undefined }, active));
  drain(enterVolumes(successor, anew.volumes));
  const { index, accounts } = successor;
  const kept = told(driver.books());
  return told({ index, accounts, extents: anew.extents }).flatMap((line, at) =>
    line === kept[at] ? [] : [`the driver counts ${String(kept[at])}, and it is ${line}`],
  );
}

const told = ({ index, accounts, extents }: DriverBooks): readonly string[] => [
  ...DRIVES.map((drive) => `drive ${drive}: ${JSON.stringify(index && usedDrive(index, drive))}`),
  `entries ${JSON.stringify(sorted(accounts?.entries, ({ size, domains, perLeg, workload }) => [size, domains, perLeg, workload]))}`,
  `tallies ${JSON.stringify([...(accounts?.tallies ?? [])].map(([name, { whole }]) => [name, whole.volumes, whole.size]))}`,
  `workloads ${JSON.stringify(sorted(accounts?.workloads, (members) => [...members.keys()].sort()))}`,
  `extents ${JSON.stringify(sorted(extents.byDrive, (taken) => sorted(taken, (each) => each)))}`,
];

const sorted = <Key extends string, Value>(
  map: ReadonlyMap<Key, Value> | undefined,
  tell: (value: Value) => unknown,
): unknown => [...(map ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, tell(value)]);
