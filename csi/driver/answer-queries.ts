import { gib } from '../../core/model/capacity.ts';
import type { GiB } from '../../core/model/capacity.ts';
import { changedAttributes, hasAttributes } from '../../core/parse/attribute-parameters.ts';
import type { VolumeId } from '../../core/model/ids.ts';
import type { PolicyConstraints } from '../../core/model/constraints.ts';
import type { Volume, VolumeRequest } from '../../core/model/volume.ts';
import { freeAmongVolumes } from '../../core/accounts/free-among-volumes.ts';
import type { PolicyBySize } from '../../core/accounts/policy-by-size.ts';
import type {
  Capacity,
  CapacityQuery,
  ListedVolume,
  ListVolumes,
  ValidateVolume,
  Validation,
  VolumePage,
} from '../services/driver-port.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import { askAhead } from './ask-ahead.ts';
import { notReady, runningConfiguration } from './context.ts';
import type { DriverContext, Running } from './context.ts';
import { createdVolume } from './create-volume.ts';
import { publicationsOf, volumeIn } from './driver-state.ts';
import { policyConstraints } from './policy-constraints.ts';
import { conditionOf } from './volume-condition.ts';
import { onlyWhereReached } from './reached-enclosures.ts';
import { identityOf, readAttributes, toVolumeRequest, unsupportedCapability } from './volume-request.ts';

const NO_CAPACITY: Capacity = { available: gib(0), maximumVolume: gib(0) };

/**
 * What is left for a class in one place, by the same search that places, and where legs can be cut now. Nobody's claim
 * stands behind the question, so policies that ask whose it is are not asked: a class of which some may have volumes has
 * capacity. Policies are asked about each size that is tried, so that the largest is one that would be created.
 */
export async function capacityOf(context: DriverContext, query: CapacityQuery): Promise<DriverOutcome<Capacity>> {
  if (!runningConfiguration(context)) return notReady();
  const request = toVolumeRequest({
    name: 'capacity',
    size: { required: gib(1), limit: undefined },
    parameters: query.parameters,
    capabilities: query.capabilities,
    requisite: query.segment ? [query.segment] : [],
    preferred: [],
  });
  if (request.kind === 'error') return ok(NO_CAPACITY);
  await askAhead(context, request.value);
  const running = runningConfiguration(context);
  if (!running) return notReady();
  const free = freeAmongVolumes(running.accounts, request.value, policyBySize(context, running, request.value));
  return ok({ available: free.total, maximumVolume: free.largestVolume });
}

/** Where no policy reads the size, all sizes are asked the same. */
function policyBySize(context: DriverContext, running: Running, request: VolumeRequest): PolicyBySize {
  const { policiesForAnyClaim: policies, sizesInPolicies } = running.active;
  const policyOf = (required: GiB): PolicyConstraints => {
    const sized = { ...request, size: { required, limit: undefined } };
    return onlyWhereReached(context, policyConstraints(context, running, sized, { policies }));
  };
  if (sizesInPolicies) return { policyOf, turns: sizesInPolicies };
  const ofAny = policyOf(request.size.required);
  return { policyOf: () => ofAny, turns: NO_TURNS };
}

const NO_TURNS: ReadonlySet<number> = new Set();

/** A page of volumes in the order of their ids, without those that are not there yet or no longer. */
export function listVolumes(
  context: DriverContext,
  { after, limit }: ListVolumes,
  isSeen: (volume: Volume) => boolean = () => true,
): DriverOutcome<VolumePage> {
  const { state } = context;
  const volumes: ListedVolume[] = [];
  for (const id of state.order.after(after)) {
    const volume = state.volumes.get(id);
    if (!volume || !isListed(volume) || !isSeen(volume)) continue;
    if (volumes.length === limit) return ok({ volumes, next: volumes.at(-1)?.id });
    volumes.push(listedVolume(context, volume));
  }
  return ok({ volumes, next: undefined });
}

/** One of those that are listed. Errors: not-found. */
export function getVolume(context: DriverContext, id: VolumeId): DriverOutcome<ListedVolume> {
  const volume = context.state.volumes.get(id);
  return volume && isListed(volume)
    ? ok(listedVolume(context, volume))
    : failed('not-found', `there is no volume ${id}`);
}

const listedVolume = (context: DriverContext, volume: Volume): ListedVolume => ({
  ...createdVolume(volume),
  publishedTo: publicationsOf(context.state, volume.id).map(({ node }) => node),
  condition: conditionOf(context, volume),
});

const isListed = ({ phase, snapshot }: Volume): boolean =>
  !snapshot && (phase.kind === 'ready' || phase.kind === 'expanding');

/** Whether a volume can be used in every one of the ways asked. */
export function validateVolume({ state }: DriverContext, validate: ValidateVolume): DriverOutcome<Validation> {
  const volume = volumeIn(state, validate.volume);
  if (!volume) return failed('not-found', `there is no volume ${validate.volume}`);
  const message =
    unsupportedCapability(validate.capabilities) ?? mismatch(volume, validate) ?? otherAttributes(volume, validate);
  return ok(message === undefined ? { kind: 'confirmed' } : { kind: 'refused', message });
}

function mismatch(volume: Volume, { capabilities, parameters }: ValidateVolume): string | undefined {
  if (capabilities.some(({ kind }) => kind !== volume.mode)) return `the volume was made for mode ${volume.mode}`;
  if (Object.keys(parameters).length === 0) return undefined;
  const same = JSON.stringify(identityOf(parameters)) === JSON.stringify(volume.parameters);
  return same ? undefined : 'the volume was made with other parameters';
}

/** Source: CSI spec, ValidateVolumeCapabilitiesResponse: only what holds of the volume is confirmed. */
function otherAttributes({ attributes = {} }: Volume, { attributes: asked = {} }: ValidateVolume): string | undefined {
  const read = readAttributes(changedAttributes({}, asked));
  if (read.kind === 'error') return read.message;
  return hasAttributes(attributes, asked) ? undefined : 'the volume has other mutable parameters now';
}
