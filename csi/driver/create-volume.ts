import type { BackendName, LegId, VolumeId } from '../../core/model/ids.ts';
import type { Placement, Volume, VolumeRequest } from '../../core/model/volume.ts';
import { occupy, vacate } from '../../core/placement/inventory-index.ts';
import type { Refusal } from '../../core/placement/outcome.ts';
import { place } from '../../core/placement/place.ts';
import { constraintsFor } from '../../core/policy/index.ts';
import type { CreatedVolume, CreateVolume } from '../services/driver-port.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverErrorCode, DriverFailure, DriverOutcome } from '../services/outcome.ts';
import { notReady, runningConfiguration } from './context.ts';
import type { DriverContext, Running } from './context.ts';
import { driveUseOf, forgetVolume, rememberVolume } from './driver-state.ts';
import { finishCreate } from './effects.ts';
import { putOperation, putVolume } from './journal.ts';
import { readCustomerSecret } from './volume-key.ts';
import { fingerprintOf, incompatibility, toVolumeRequest } from './volume-request.ts';

/** Finds the volume of that name, or places one, journals it, and has it made. */
export function createVolume(context: DriverContext, create: CreateVolume): Promise<DriverOutcome<CreatedVolume>> {
  return context.locks.run(`volume name ${create.name}`, async () => {
    const request = toVolumeRequest(create);
    if (request.kind === 'error') return request;
    const existing = findByName(context, create.name);
    const volume = existing ? reuse(existing, request.value) : await placeDurably(context, request.value);
    if (volume.kind === 'error') return volume;
    const { id } = volume.value;
    const made = await context.locks.run(`volume ${id}`, () => finishCreate(context, volume.value));
    return made.kind === 'error' ? made : ok(createdVolume(made.value));
  });
}

/** What CSI is told of a volume. */
export const createdVolume = (volume: Volume): CreatedVolume => ({
  id: volume.id,
  size: volume.size,
  accessibleFrom: (volume.reachableFrom ?? []).map((bandwidthDomain) => ({ bandwidthDomain })),
});

function findByName({ state }: DriverContext, name: string): Volume | undefined {
  const id = state.names.get(name);
  return id === undefined ? undefined : state.volumes.get(id);
}

function reuse(existing: Volume, request: VolumeRequest): DriverOutcome<Volume> {
  const clash = incompatibility(existing, request);
  if (clash === undefined) return ok(existing);
  return failed('already-exists', `volume ${existing.name} exists, but ${clash}`);
}

/** Placement and its record belong to one configuration: none is activated in between. */
function placeDurably(context: DriverContext, request: VolumeRequest): Promise<DriverOutcome<Volume>> {
  return context.gate.shared(async () => {
    const running = runningConfiguration(context);
    if (!running) return notReady();
    const withoutKey = await backendsWithoutKey(context, running, request);
    // From here to `take` nothing waits: no other placement comes in between.
    const placed = placeNow(running, request);
    if (placed.kind === 'error') return placed;
    const noKey = withoutKey.get(placed.value.placement.backend);
    if (noKey) return noKey;
    return take(context, running, newVolume(context, running, request, placed.value));
  });
}

/** A volume that nobody could ever unlock is refused when it is asked for, not when it is mounted. */
async function backendsWithoutKey(
  { outside }: DriverContext,
  { active }: Running,
  request: VolumeRequest,
): Promise<ReadonlyMap<BackendName, DriverFailure>> {
  const failures = new Map<BackendName, DriverFailure>();
  if (!request.parameters.encrypt) return failures;
  for (const { name, driver } of active.configuration.backends) {
    const secret = driver.encryptionSecretRef
      ? await readCustomerSecret(outside.secrets, driver.encryptionSecretRef)
      : failed(
          'invalid-argument',
          `encrypt: backend ${name} names no secret to derive keys from; set composable.encryption.secretRef, or encrypt: "false" in the class`,
        );
    if (secret.kind === 'error') failures.set(name, secret);
  }
  return failures;
}

interface Placed {
  readonly placement: Placement;
  readonly reasons: readonly string[];
}

function placeNow({ active, index }: Running, request: VolumeRequest): DriverOutcome<Placed> {
  const outcome = place(index, request, constraintsFor(active.policies, request));
  return outcome.kind === 'placed' ? ok(outcome) : refusalFailure(outcome);
}

const REFUSAL_CODES: Readonly<Record<Refusal['code'], DriverErrorCode>> = {
  'size-out-of-range': 'out-of-range',
  'policy-denied': 'denied',
  'no-capacity': 'no-capacity',
  unreachable: 'no-capacity',
  'search-bounded': 'no-capacity',
};

const refusalFailure = (refusal: Refusal): DriverFailure =>
  failed(
    REFUSAL_CODES[refusal.code],
    refusal.code === 'policy-denied' ? refusal.message : `not placed: ${refusal.message}`,
  );

function newVolume(
  { outside }: DriverContext,
  { active }: Running,
  request: VolumeRequest,
  { placement, reasons }: Placed,
): Volume {
  return {
    id: outside.newId() as VolumeId,
    name: request.name,
    phase: { kind: 'creating' },
    fingerprint: fingerprintOf(request),
    size: placement.size,
    parameters: request.declaredParameters,
    backend: placement.backend,
    layout: placement.layout,
    legs: placement.legs.map((leg) => ({ ...leg, id: outside.newId() as LegId })),
    reachableFrom: placement.reachableFrom,
    survives: placement.survives,
    fsType: request.parameters.fsType,
    mode: request.mode,
    encryption: request.parameters.encrypt ? { salt: outside.randomHex(32), keyGeneration: 1 } : undefined,
    generation: 1,
    revision: active.revision.number,
    reasons,
  };
}

/** Takes the drives at once, so that no other placement gets them while the record is being written. */
async function take(context: DriverContext, { index }: Running, volume: Volume): Promise<DriverOutcome<Volume>> {
  const { state, journal } = context;
  occupy(index, volume.legs, driveUseOf(volume.layout));
  rememberVolume(state, volume);
  try {
    await journal.commit(putVolume(volume), putOperation(volume, { kind: 'create' }, context.outside.now()));
    return ok(volume);
  } catch (error) {
    forgetVolume(state, volume);
    vacate(index, volume.legs);
    throw error;
  }
}
