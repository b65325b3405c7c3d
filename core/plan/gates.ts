import type { Finding } from '../model/finding.ts';
import type { PlannedVolume, PlanStep } from '../model/plan.ts';
import type { ChangeToPlan } from './change-to-plan.ts';
import { groundOf } from './declared-ground.ts';
import type { DeclaredGround } from './declared-ground.ts';
import { driveGates } from './drive-gates.ts';
import { standingGates } from './standing-gates.ts';
import { survivalGates } from './survival-gates.ts';
import { volumesText } from './volumes-text.ts';

/** What stands in the way of a plan, or should be known first: data that would go or become unreadable, and promises. */
export function gatesOf({ desired, live, volumes }: ChangeToPlan, steps: readonly PlanStep[]): readonly Finding[] {
  const before = groundOf(live);
  const after = groundOf(desired);
  return [
    ...driveGates(before, after, volumes),
    ...backendsThatHoldData(after, volumes),
    ...secretsThatKeysDeriveFrom(before, after, volumes),
    ...survivalGates(before, after, volumes),
    ...standingGates(live, desired, volumes),
    ...immutableParameters(steps),
  ];
}

function backendsThatHoldData(
  { backends, secrets }: DeclaredGround,
  volumes: readonly PlannedVolume[],
): readonly Finding[] {
  const lost = byBackend(volumes.filter(({ backend }) => !secrets.has(backend)));
  return [...lost].map(([backend, held]) => ({
    code: 'plan/holds-data',
    severity: 'error',
    object: { kind: 'Backend', name: backend },
    message: `backend ${backend} is no longer ${backends.has(backend) ? 'composable' : 'declared'}, but holds ${volumesText(held)}`,
    help: 'delete these volumes first, or declare the backend again; `state: suspended` keeps new volumes off it',
  }));
}

/** Keys are derived anew at every publication: from another Secret come other keys, and no byte can be read. */
function secretsThatKeysDeriveFrom(
  before: DeclaredGround,
  after: DeclaredGround,
  volumes: readonly PlannedVolume[],
): readonly Finding[] {
  const encrypted = byBackend(volumes.filter(({ encryption }) => encryption !== undefined));
  return [...encrypted].flatMap(([backend, held]): readonly Finding[] => {
    const was = before.secrets.get(backend);
    const is = after.secrets.get(backend);
    if (!after.secrets.has(backend) || (is !== undefined && (was === undefined || was === is))) return [];
    const change = is === undefined ? 'names no Secret for encryption' : `takes its keys from Secret ${is}`;
    const instead = was === undefined ? '' : ` instead of ${was}`;
    return [
      {
        code: 'plan/holds-data',
        severity: 'error',
        object: { kind: 'Backend', name: backend },
        message: `backend ${backend} ${change}${instead}, which makes ${volumesText(held)} unreadable`,
        help: 'name the Secret that the volumes were made with in spec.composable.encryption.secretRef, or delete them first',
      },
    ];
  });
}

function byBackend(volumes: readonly PlannedVolume[]): ReadonlyMap<string, ReadonlySet<PlannedVolume>> {
  const found = new Map<string, Set<PlannedVolume>>();
  for (const volume of volumes) found.set(volume.backend, (found.get(volume.backend) ?? new Set()).add(volume));
  return found;
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
