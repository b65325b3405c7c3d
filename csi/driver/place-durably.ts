import type { BackendName, LegId, VolumeId } from '../../core/model/ids.ts';
import type { ContentSource, LegCopy, SnapshotMark } from '../../core/model/copy.ts';
import type { Claim, Leg, Volume, VolumeRequest } from '../../core/model/volume.ts';
import { bookVolume } from '../../core/accounts/accounts.ts';
import { workloadOfRequest } from '../../core/accounts/workload.ts';
import { encryptionSecretOf } from '../../core/model/inventory.ts';
import type { SecretRef } from '../../core/model/inventory.ts';
import { occupy } from '../../core/placement/inventory-index.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../services/outcome.ts';
import { askAhead } from './ask-ahead.ts';
import { lookUpClaim } from './claims.ts';
import { notReady, runningConfiguration } from './context.ts';
import type { DriverContext, Running } from './context.ts';
import { copiesInto } from './copy-basis.ts';
import type { CopyBasis } from './copy-basis.ts';
import { driveUseOf } from './drive-use.ts';
import { rememberVolume } from './driver-state.ts';
import { enterVolume } from './extent-book.ts';
import { NEW_INTEGRITY } from './integrity.ts';
import { putVolume } from './journal.ts';
import { countVolume } from './namespace-use.ts';
import { placeNow } from './place-volume.ts';
import type { Placed } from './place-volume.ts';
import { tellRefusal } from './refusal-sink.ts';
import { readSecret } from './volume-key.ts';
import { fingerprintOf } from './volume-request.ts';

/** What is to be copied into it, and whether it is a snapshot. */
export interface Copied {
  readonly source: ContentSource;
  readonly basis: CopyBasis;
  readonly snapshot?: SnapshotMark;
}

/**
 * Placement and its record belong to one configuration: none is activated in between. Secrets and claims are read
 * before, so that a slow one holds nobody else up.
 */
export async function placeDurably(
  context: DriverContext,
  asked: VolumeRequest,
  copied?: Copied,
): Promise<DriverOutcome<Volume>> {
  const [keyless, claim] = await Promise.all([backendsWithoutKey(context, asked), claimBehind(context, asked)]);
  await askAhead(context, { ...asked, claim });
  return context.gate.shared(async () => {
    const running = runningConfiguration(context);
    if (!running) return notReady();
    const request = { ...withoutBackends(asked, [...keyless.keys()]), claim };
    // From here to `take` nothing waits: no other placement comes in between.
    const placed = placeNow(context, running, request, (refused) => {
      // A snapshot is nobody's claim, and what lacks a key is refused for that.
      if (!copied?.snapshot && keyless.size === 0) tellRefusal(context.outside.refusals, request, refused);
    });
    if (placed.kind === 'error') return [...keyless.values()][0] ?? placed;
    const unasked = asked.parameters.encrypt && !hasReadableKey(running, placed.value.placement.backend);
    if (unasked) return failed('busy', 'the configuration changed meanwhile; repeat the request');
    // Rules on namespaces count what namespaces use, and those on workloads where they work: a snapshot does neither.
    const kept = copied?.snapshot ? { ...request, claim: undefined } : request;
    const volume = newVolume(context, running, kept, placed.value);
    const filled = copied ? filledWith(context, volume, copied) : ok(volume);
    return filled.kind === 'error' ? filled : take(context, running, filled.value);
  });
}

const claimBehind = async ({ outside }: DriverContext, { claim, cluster }: VolumeRequest): Promise<Claim | undefined> =>
  claim && lookUpClaim(outside.claims, { ...claim, cluster });

/**
 * A volume that nobody could ever unlock is refused when it is asked for, not when it is mounted. A secret that many
 * backends name is read once.
 */
async function backendsWithoutKey(
  { state, outside }: DriverContext,
  request: VolumeRequest,
): Promise<ReadonlyMap<BackendName, DriverFailure>> {
  const failures = new Map<BackendName, DriverFailure>();
  if (!request.parameters.encrypt) return failures;
  const read = new Map<string, ReturnType<typeof readSecret>>();
  const readOnce = (ref: SecretRef): ReturnType<typeof readSecret> => {
    const name = `${ref.namespace}/${ref.name}`;
    const reading = read.get(name) ?? readSecret(outside.secrets, ref);
    read.set(name, reading);
    return reading;
  };
  for (const backend of state.active?.configuration.backends ?? []) {
    // No volume lies on another, so none lacks a key for its sake.
    if (backend.driver.kind !== 'composable') continue;
    const ref = encryptionSecretOf(backend);
    const secret = ref ? await readOnce(ref) : failed('invalid-argument', noSecretNamed(backend.name));
    if (secret.kind === 'error') failures.set(backend.name, secret);
  }
  return failures;
}

const noSecretNamed = (backend: BackendName): string =>
  `encrypt: backend ${backend} names no secret to derive keys from; ` +
  'set composable.encryption.secretRef, or encrypt: "false" in the class';

const hasReadableKey = ({ active }: Running, backend: BackendName): boolean =>
  active.configuration.backends.some((each) => each.name === backend && encryptionSecretOf(each) !== undefined);

function withoutBackends(request: VolumeRequest, backends: readonly BackendName[]): VolumeRequest {
  if (backends.length === 0) return request;
  const { pools } = request.parameters;
  const excluded = backends.map((backend) => ({ backend, pool: '*' }));
  const excludeStoragePools = [...pools.excludeStoragePools, ...excluded];
  return { ...request, parameters: { ...request.parameters, pools: { ...pools, excludeStoragePools } } };
}

function newVolume(
  { outside }: DriverContext,
  { active }: Running,
  request: VolumeRequest,
  { placement, reasons, bandwidthPerLeg }: Placed,
): Volume {
  return {
    id: outside.newId() as VolumeId,
    name: request.name,
    ...(request.cluster !== undefined && { cluster: request.cluster }),
    phase: { kind: 'creating', since: outside.now().toISOString() },
    fingerprint: fingerprintOf(request),
    size: placement.size,
    parameters: request.declaredParameters,
    ...(request.attributes && { attributes: request.attributes }),
    ...(request.claim && { claim: { namespace: request.claim.namespace, name: request.claim.name } }),
    ...workloadRecord(request),
    ...(bandwidthPerLeg > 0 && { bandwidthPerLeg }),
    backend: placement.backend,
    layout: placement.layout,
    legs: placement.legs.map((leg) => ({ ...leg, id: outside.newId() as LegId })),
    reachableFrom: placement.reachableFrom,
    survives: placement.survives,
    fsType: request.parameters.fsType,
    mode: request.mode,
    encryption: request.parameters.encrypt ? { salt: outside.randomHex(32), keyGeneration: 1 } : undefined,
    integrity: NEW_INTEGRITY,
    made: false,
    unfenced: [],
    generation: 1,
    revision: active.revision.number,
    reasons,
  };
}

/** Errors: unavailable. */
function filledWith(
  context: DriverContext,
  volume: Volume,
  { source, basis, snapshot }: Copied,
): DriverOutcome<Volume> {
  const copies = copiesFor(context, volume.legs, basis);
  if (copies.kind === 'error') return copies;
  return ok({
    ...volume,
    ...(snapshot && { snapshot }),
    origin: { source, ...(basis.data && { data: basis.data }) },
    ...(copies.value.length > 0 && { copies: copies.value }),
  });
}

const copiesFor = (
  context: DriverContext,
  legs: readonly Leg[],
  basis: CopyBasis,
): DriverOutcome<readonly LegCopy[]> => (basis.data ? copiesInto(context, legs, basis) : ok([]));

/** What only the labels of the claim say. Its name is there anyway. */
function workloadRecord({ parameters, claim }: VolumeRequest): Pick<Volume, 'workload'> {
  const workload = workloadOfRequest(parameters, claim);
  return workload.kind === 'known' && workload.labelled !== undefined ? { workload: workload.labelled } : {};
}

/** Takes the drives, and what is left to the namespace, of limits and of uplinks at once: the record is written while others are placed. */
async function take(
  { state, journal }: DriverContext,
  { index, accounts }: Running,
  volume: Volume,
): Promise<DriverOutcome<Volume>> {
  occupy(index, volume.legs, driveUseOf(volume.layout));
  countVolume(state.claimed, volume);
  enterVolume(state.extents, volume);
  bookVolume(accounts, volume);
  await journal.commit(putVolume(volume));
  rememberVolume(state, volume);
  return ok(volume);
}
