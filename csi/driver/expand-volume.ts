import { bookVolume } from '../../core/accounts/accounts.ts';
import { overTallies } from '../../core/accounts/growth-limits.ts';
import { formatBytes, formatGiB, gib, gibToBytes } from '../../core/model/capacity.ts';
import type { GiB } from '../../core/model/capacity.ts';
import type { Leg, Volume, VolumeRequest } from '../../core/model/volume.ts';
import { growthRoom, occupy, vacate } from '../../core/placement/inventory-index.ts';
import type { InventoryIndex } from '../../core/placement/inventory-index.ts';
import { stripeExtent } from '../../core/placement/layout-options.ts';
import { isError } from '../../core/model/finding.ts';
import { parseClassParameters } from '../../core/parse/class-parameters.ts';
import type { ExpandedVolume, ExpandVolume } from '../services/driver-port.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import { checkGrowth } from './check-again.ts';
import { lookUpClaim } from './claims.ts';
import { notReady, runningConfiguration } from './context.ts';
import type { DriverContext, Running } from './context.ts';
import { driveUseOf } from './drive-use.ts';
import { beingCopied } from './copy-basis.ts';
import { rememberVolume, volumeIn } from './driver-state.ts';
import { finishExpand } from './operations/go-on.ts';
import { enterVolume } from './extent-book.ts';
import { policyConstraints } from './policy-constraints.ts';
import { putVolume } from './journal.ts';
import { countVolume } from './namespace-use.ts';

/** Grows the legs where they lie. What is large enough is grown. */
export async function expandVolume(
  context: DriverContext,
  expand: ExpandVolume,
): Promise<DriverOutcome<ExpandedVolume>> {
  const volume = volumeIn(context.state, expand.volume);
  if (!volume) return failed('not-found', `there is no volume ${expand.volume}`);
  if (volume.phase.kind === 'creating') return failed('busy', `volume ${volume.name} is still being made`);
  const copying = beingCopied(context.state, volume);
  if (copying) return copying;
  const settled = await finishExpand(context, volume);
  if (settled.kind === 'error') return settled;
  const { claim, cluster } = volume;
  const journaled = await reserveGrowth(context, settled.value, {
    size: expand.size,
    claim: claim && (await lookUpClaim(context.outside.claims, { ...claim, cluster })),
  });
  if (journaled.kind === 'error') return journaled;
  const grown = await finishExpand(context, journaled.value);
  if (grown.kind === 'error') return grown;
  return ok({ size: grown.value.size, nodeExpansionRequired: true });
}

/** What a volume is to grow to, and the claim that it belongs to. */
type Growth = Pick<VolumeRequest, 'size' | 'claim'>;

function reserveGrowth(context: DriverContext, volume: Volume, growth: Growth): Promise<DriverOutcome<Volume>> {
  return context.gate.shared(async () => {
    const { required, limit } = growth.size;
    if (volume.size >= required) {
      if (limit === undefined || volume.size <= limit) return ok(volume);
      return failed(
        'out-of-range',
        `volume ${volume.name} has ${formatGiB(volume.size)} already, and volumes do not shrink`,
      );
    }
    const running = runningConfiguration(context);
    if (!running) return notReady();
    const refused = overLimits(running, volume, required) ?? overDrives(running.index, volume, required);
    if (refused !== undefined) return failed('out-of-range', refused);
    const denial = policyDenial(context, running, volume, growth);
    if (denial !== undefined) return failed('denied', denial);
    return takeGrowth(context, running, volume, required);
  });
}

function overLimits({ accounts }: Running, volume: Volume, target: GiB): string | undefined {
  const parsed = parseClassParameters(volume.parameters);
  const ofClass = 'parameters' in parsed ? parsed.parameters.maxVolumeBytes : undefined;
  if (ofClass !== undefined && gibToBytes(target) > ofClass) {
    return `${formatGiB(target)} is more than the class's maxVolumeSize, ${formatBytes(ofClass)}`;
  }
  return overTallies(accounts, volume, target);
}

/** A volume that policy would refuse at that size does not get there in steps. */
function policyDenial(
  context: DriverContext,
  running: Running,
  volume: Volume,
  { size, claim }: Growth,
): string | undefined {
  const parsed = parseClassParameters(volume.parameters);
  if ('problems' in parsed) return undefined;
  const request: VolumeRequest = {
    name: volume.name,
    size: { required: size.required, limit: undefined },
    parameters: parsed.parameters,
    declaredParameters: volume.parameters,
    mode: volume.mode,
    accessModes: [],
    requisite: [],
    preferred: [],
    claim,
  };
  const { findings } = policyConstraints(context, running, request, { volume: volume.id });
  const denial = findings.find(isError);
  return denial && `refused${denial.rule ? ` by policy ${denial.rule.policy}` : ''}: ${denial.message}`;
}

/** Legs grow into the space behind them; a leg that cannot keeps the volume from growing. */
function overDrives(index: InventoryIndex, volume: Volume, target: GiB): string | undefined {
  const length = extentAt(volume, target);
  const tight = volume.legs.find((leg) => growthRoom(index, leg) < length - leg.extent.length);
  if (!tight) return undefined;
  const most = gib(tight.extent.length + growthRoom(index, tight));
  return `leg ${tight.id} on drive ${tight.drive} can grow to ${formatGiB(most)}, and ${formatGiB(length)} are needed for a volume of ${formatGiB(target)}`;
}

const extentAt = (volume: Volume, size: GiB): GiB =>
  stripeExtent(size, volume.layout === 'striped-mirror' ? volume.legs.length / 2 : 1);

async function takeGrowth(
  { state, journal, outside }: DriverContext,
  running: Running,
  volume: Volume,
  target: GiB,
): Promise<DriverOutcome<Volume>> {
  const length = extentAt(volume, target);
  const legs = volume.legs.map((leg) => grownLeg(leg, length));
  const expanding: Volume = {
    ...volume,
    legs,
    phase: { kind: 'expanding', target, since: outside.now().toISOString() },
    generation: volume.generation + 1,
  };
  checkGrowth(state, running, volume, { ...expanding, size: target });
  const { index, accounts } = running;
  vacate(index, volume.legs);
  occupy(index, legs, driveUseOf(volume.layout));
  countVolume(state.claimed, expanding);
  enterVolume(state.extents, expanding);
  bookVolume(accounts, expanding);
  await journal.commit(putVolume(expanding));
  rememberVolume(state, expanding);
  return ok(expanding);
}

/** A leg may be long enough already, by an expansion that was given up. */
function grownLeg(leg: Leg, length: GiB): Leg {
  const { start, length: before } = leg.extent;
  if (before >= length) return leg;
  return { ...leg, stranded: gib(Math.max(0, leg.stranded - (length - before))), extent: { start, length } };
}
