import type { DeclaredObject } from '../model/configuration.ts';
import type { Finding } from '../model/finding.ts';
import type { PlannedVolume, PlanStep } from '../model/plan.ts';
import type { ChangeToPlan } from './change-to-plan.ts';

/** What stands in the way of a plan, or should be known first: drives with data that would go, immutable fields. */
export function gatesOf(change: ChangeToPlan, steps: readonly PlanStep[]): readonly Finding[] {
  return [...drivesThatHoldData(change), ...backendsThatHoldData(change), ...immutableParameters(steps)];
}

/** One finding per enclosure, not per drive: a whole box taken away is one mistake. */
function drivesThatHoldData({ desired, volumes }: ChangeToPlan): readonly Finding[] {
  const homes = driveHomes(desired);
  const missing = new Map<string, { drives: Set<string>; volumes: Set<PlannedVolume> }>();
  for (const volume of volumes) {
    for (const leg of volume.legs) {
      if (homes.get(leg.drive) === leg.enclosure) continue;
      const known = missing.get(leg.enclosure) ?? { drives: new Set(), volumes: new Set() };
      known.drives.add(leg.drive);
      known.volumes.add(volume);
      missing.set(leg.enclosure, known);
    }
  }
  return [...missing].map(([enclosure, held]) => ({
    code: 'plan/holds-data',
    severity: 'error',
    object: { kind: 'Enclosure', name: enclosure },
    message: `${count(held.drives.size, 'drive')} of enclosure ${enclosure} ${are(held.drives.size)} no longer declared there, but ${held.drives.size === 1 ? 'holds' : 'hold'} legs of ${volumesText(held.volumes)}`,
    help: 'delete or move these volumes first, or declare the drives again; `state: draining` keeps new volumes off them',
  }));
}

function backendsThatHoldData({ desired, volumes }: ChangeToPlan): readonly Finding[] {
  const declared = new Set(desired.filter(({ kind }) => kind === 'Backend').map(({ metadata }) => metadata.name));
  const missing = new Map<string, Set<PlannedVolume>>();
  for (const volume of volumes) {
    if (declared.has(volume.backend)) continue;
    missing.set(volume.backend, (missing.get(volume.backend) ?? new Set()).add(volume));
  }
  return [...missing].map(([backend, held]) => ({
    code: 'plan/holds-data',
    severity: 'error',
    object: { kind: 'Backend', name: backend },
    message: `backend ${backend} is no longer declared, but holds ${volumesText(held)}`,
    help: 'delete these volumes first, or declare the backend again; `state: suspended` keeps new volumes off it',
  }));
}

/** Kubernetes does not take a StorageClass whose parameters changed. */
function immutableParameters(steps: readonly PlanStep[]): readonly Finding[] {
  return steps
    .filter(({ action, kind }) => action === 'update' && kind === 'StorageClass')
    .filter(({ fields }) => fields.some(({ path }) => path.startsWith('parameters')))
    .map(({ name }) => ({
      code: 'plan/immutable',
      severity: 'warning',
      object: { kind: 'StorageClass', name },
      message: `parameters of StorageClass ${name} change, and Kubernetes does not take that`,
      help: 'give the new parameters a class of a new name, and let claims move to it',
    }));
}

/** Which enclosure each drive is declared in. */
function driveHomes(objects: readonly DeclaredObject[]): ReadonlyMap<string, string> {
  const homes = new Map<string, string>();
  for (const object of objects) {
    if (object.kind !== 'Enclosure') continue;
    const { spec } = object as DeclaredObject & {
      readonly spec: { readonly drives: readonly { readonly id: string }[] };
    };
    for (const drive of spec.drives) homes.set(drive.id, object.metadata.name);
  }
  return homes;
}

const count = (many: number, what: string): string => `${String(many)} ${what}${many === 1 ? '' : 's'}`;

const are = (many: number): string => (many === 1 ? 'is' : 'are');

function volumesText(volumes: ReadonlySet<PlannedVolume>): string {
  const names = [...volumes].map((volume) => volume.name).sort();
  const shown = names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '');
  const size = [...volumes].reduce((sum, volume) => sum + volume.size, 0);
  return `${count(names.length, 'volume')} (${shown}; ${String(size)} GiB)`;
}
