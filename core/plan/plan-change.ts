import { gib } from '../model/capacity.ts';
import type { DeclaredObject } from '../model/configuration.ts';
import { drain } from '../model/turns.ts';
import type { Impact, Plan, PlannedVolume, PlanStep } from '../model/plan.ts';
import type { ChangeToPlan } from './change-to-plan.ts';
import { diffFields } from './diff-fields.ts';
import { gatesOf, groundChange } from './gates.ts';
import { summarise } from './summarise.ts';

/** What things stand on comes first; taking away goes the other way round. */
const ORDER = [
  'Topology',
  'Enclosure',
  'Backend',
  'StorageClass',
  'VolumeSnapshotClass',
  'VolumeAttributesClass',
  'PlacementPolicy',
  'PolicyBinding',
  'PolicyException',
  'PolicyTest',
];

/** The steps from what runs to what is declared, and the gates before them. Same inputs, same plan. */
export function planChange(change: ChangeToPlan): Plan {
  const live = byIdentity(change.live);
  const desired = byIdentity(change.desired);
  const impactOf = impactFinder(change.volumes);
  const creations: PlanStep[] = [];
  const updates: PlanStep[] = [];
  const deletions: PlanStep[] = [];
  for (const [identity, object] of desired) {
    const before = live.get(identity);
    if (!before) creations.push(step('create', object, summarise(object, 'after'), impactOf(object)));
    else {
      const fields = diffFields(before, object);
      if (fields.length > 0) updates.push(step('update', object, fields, impactOf(object)));
    }
  }
  for (const [identity, object] of live) {
    if (!desired.has(identity)) deletions.push(step('delete', object, summarise(object, 'before'), impactOf(object)));
  }
  const steps = [...creations.sort(inOrder), ...updates.sort(inOrder), ...deletions.sort((a, b) => inOrder(b, a))];
  return { steps, gates: drain(gatesOf(drain(groundChange(change)), change.volumes)) };
}

const byIdentity = (objects: readonly DeclaredObject[]): ReadonlyMap<string, DeclaredObject> =>
  new Map(objects.map((object) => [`${object.kind}/${object.metadata.name}`, object]));

const step = (
  action: PlanStep['action'],
  object: DeclaredObject,
  fields: PlanStep['fields'],
  impact: Impact,
): PlanStep => ({ action, kind: object.kind, name: object.metadata.name, fields, impact });

function inOrder(a: PlanStep, b: PlanStep): number {
  const rank = ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind);
  if (rank !== 0) return rank;
  return a.name < b.name ? -1 : 1;
}

/** Finds the volumes on an enclosure or in a backend without looking at every volume for every step. */
function impactFinder(volumes: readonly PlannedVolume[]): (object: DeclaredObject) => Impact {
  const lying = new Map<string, Set<PlannedVolume>>();
  const add = (identity: string, volume: PlannedVolume): void => {
    const known = lying.get(identity) ?? new Set();
    lying.set(identity, known.add(volume));
  };
  for (const volume of volumes) {
    add(`Backend/${volume.backend}`, volume);
    for (const leg of volume.legs) add(`Enclosure/${leg.enclosure}`, volume);
  }
  return (object) => {
    const touched = [...(lying.get(`${object.kind}/${object.metadata.name}`) ?? [])];
    const size = gib(touched.reduce((sum, volume) => sum + volume.size, 0));
    return { volumes: touched.map((volume) => volume.name).sort(), size };
  };
}
