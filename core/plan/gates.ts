import type { Finding } from '../model/finding.ts';
import type { DeclaredObject } from '../model/configuration.ts';
import type { PlannedVolume } from '../model/plan.ts';
import type { InTurns } from '../model/turns.ts';
import type { ChangeToPlan } from './change-to-plan.ts';
import { groundOf } from './declared-ground.ts';
import type { DeclaredGround } from './declared-ground.ts';
import { diffFields } from './diff-fields.ts';
import { driveGates } from './drive-gates.ts';
import { standingGates } from './standing-gates.ts';
import { survivalGates } from './survival-gates.ts';
import { volumesText } from './volumes-text.ts';

/** What is declared, what runs, and what volumes would stand on. */
export interface GroundedChange extends Pick<ChangeToPlan, 'desired' | 'live'> {
  readonly before: DeclaredGround;
  readonly after: DeclaredGround;
}

/** All that can be looked up before it is known which volumes there are. */
export function* groundChange({ desired, live }: Omit<ChangeToPlan, 'volumes'>): InTurns<GroundedChange> {
  return { desired, live, before: yield* groundOf(live), after: yield* groundOf(desired) };
}

/** What stands in the way of a plan, or should be known first: data that would go or become unreadable, and promises. */
export function* gatesOf(
  { desired, live, before, after }: GroundedChange,
  volumes: readonly PlannedVolume[],
): InTurns<readonly Finding[]> {
  const drives = yield* driveGates(before, after, volumes);
  const backends = backendsThatHoldData(after, volumes);
  yield;
  const secrets = secretsThatKeysDeriveFrom(before, after, volumes);
  yield;
  const survival = yield* survivalGates(before, after, volumes);
  const standing = yield* standingGates(live, desired, volumes);
  return [...drives, ...backends, ...secrets, ...survival, ...standing, ...immutableParameters(live, desired)];
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

/** Kubernetes takes no update of the parameters of a StorageClass. */
function immutableParameters(live: readonly DeclaredObject[], desired: readonly DeclaredObject[]): readonly Finding[] {
  const before = new Map(live.filter(isClass).map((object) => [object.metadata.name, object]));
  return desired
    .filter(isClass)
    .filter((object) => {
      const was = before.get(object.metadata.name);
      return was && diffFields(was, object).some(({ path }) => path.startsWith('parameters'));
    })
    .map(({ metadata }) => metadata.name)
    .sort()
    .map((name) => ({
      code: 'plan/immutable',
      severity: 'warning',
      object: { kind: 'StorageClass', name },
      message: `parameters of StorageClass ${name} change, which Kubernetes does not do in place`,
      help: 'a server with --kubernetes makes the class anew, and asks first where claims name it; without, give the new parameters a class of a new name',
    }));
}

const isClass = ({ kind }: DeclaredObject): boolean => kind === 'StorageClass';
