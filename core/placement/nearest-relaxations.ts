import { gib, gibCeil } from '../model/capacity.ts';
import type { DriveConstraint, PolicyConstraints } from '../model/constraints.ts';
import { extentFor } from '../model/format.ts';
import type { VolumeRequest } from '../model/volume.ts';
import { driveConstraintsOf } from './class-constraints.ts';
import { loosened } from './counter-example.ts';
import { addableDrives, drivesInMaintenance } from './drive-candidates.ts';
import type { WantedDrive } from './drive-candidates.ts';
import type { InventoryIndex } from './inventory-index.ts';
import type { Refusal } from './outcome.ts';
import { place } from './place.ts';
import type { Relaxation } from './relaxation.ts';
import type { Relevance } from './relevant-drives.ts';
import type { Shortage } from './search.ts';
import { nearestShortage } from './shortage-text.ts';
import { largestThatFits } from './size-that-fits.ts';
import { withVirtualDrives } from './virtual-drives.ts';
import type { TakenInventory } from './virtual-drives.ts';

/** A request that was refused, and what it was asked of. */
export interface RefusedRequest {
  readonly index: InventoryIndex;
  readonly request: VolumeRequest;
  readonly refusal: Refusal;
  /** What policies ask of a request: of another size, or of other parameters, they may ask something else. */
  readonly policyOf: (request: VolumeRequest) => PolicyConstraints;
  /** What to try other drives on; left out, none are tried: that takes an index of its own. */
  readonly inventory?: TakenInventory | undefined;
}

export interface RelaxationBounds {
  /** How many to find. */
  readonly most?: number;
  /** How many searches to spend on all of them. */
  readonly searches?: number;
}

const MOST_FOUND = 5;
const MOST_SEARCHES = 128;
/** Of drives in maintenance, and of domains that a drive could be added to. */
const MOST_DRIVES = 8;
/** Of one kind: more of them would keep the others out of sight. */
const MOST_OF_A_KIND = 3;
/** A size that is less than this share of what was asked for is another volume. */
const NEAR_SIZE = 0.75;

/**
 * The nearest changes with which a refused request would be placed, each tried by the same search. Near is what keeps
 * every promise and costs least: a drive in maintenance that comes back, a size of three quarters or more, one more
 * drive; then what gives up one promise of the class, `softDomains` first; then a rule of a policy; last a size below
 * three quarters. Yields after each search, and stops where the searches are spent: what is found is true, and there
 * may be more.
 */
export function* nearestRelaxations(
  refused: RefusedRequest,
  { most = MOST_FOUND, searches = MOST_SEARCHES }: RelaxationBounds = {},
): Generator<undefined, readonly Relaxation[]> {
  const spend = { left: searches };
  const found: Relaxation[] = [];
  const add = (all: readonly Relaxation[]): boolean => {
    found.push(...all.slice(0, most - found.length));
    return found.length >= most;
  };
  if (add(yield* returnedDrives(refused, spend))) return found;
  const size = yield* fittingSize(refused, spend);
  const isNear = size !== undefined && size.size >= NEAR_SIZE * refused.request.size.required;
  if (isNear && add([size])) return found;
  if (add(yield* addedDrives(refused, spend))) return found;
  if (add(yield* looserClasses(refused, spend))) return found;
  if (add(yield* withoutRules(refused, spend))) return found;
  if (size && !isNear) add([size]);
  return found;
}

/** The same at once. */
export function nearestRelaxationsNow(refused: RefusedRequest, bounds?: RelaxationBounds): readonly Relaxation[] {
  const search = nearestRelaxations(refused, bounds);
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value;
  }
}

/** Searches that may still be run. */
interface Spend {
  left: number;
}

type Found = Generator<undefined, readonly Relaxation[]>;

function* fits(
  spend: Spend,
  index: InventoryIndex,
  request: VolumeRequest,
  policy: PolicyConstraints,
): Generator<undefined, boolean> {
  if (spend.left === 0) return false;
  spend.left -= 1;
  const { kind } = place(index, request, { ...policy, scores: [] });
  yield;
  return kind === 'placed';
}

const isForWantOfDrives = ({ code }: Refusal): boolean => code === 'no-capacity' || code === 'unreachable';

const constraintsOn = ({ parameters }: VolumeRequest, policy: PolicyConstraints): readonly DriveConstraint[] => [
  ...driveConstraintsOf(parameters),
  ...policy.drives,
];

/** The first drive in maintenance that would do alone. */
function* returnedDrives({ request, refusal, policyOf, inventory }: RefusedRequest, spend: Spend): Found {
  if (!inventory || !isForWantOfDrives(refusal)) return [];
  const policy = policyOf(request);
  const { enclosures } = inventory.configuration;
  const drives = drivesInMaintenance(enclosures, constraintsOn(request, policy), MOST_DRIVES);
  if (drives.length === 0) return [];
  const { index, seeing } = withVirtualDrives(inventory, drives, relevanceTo(request, refusal));
  yield;
  for (const [at, { drive, enclosure }] of drives.entries()) {
    if (yield* fits(spend, index, request, seeing(at, policy))) {
      return [{ kind: 'return-drive', drive: drive.id, enclosure: enclosure.name }];
    }
  }
  return [];
}

/** The first domain in which one more drive would do. */
function* addedDrives({ request, refusal, policyOf, inventory }: RefusedRequest, spend: Spend): Found {
  const shortage = nearestShortage(refusal.shortages);
  if (!inventory || !isForWantOfDrives(refusal) || !shortage) return [];
  const policy = policyOf(request);
  const { enclosures } = inventory.configuration;
  const drives = addableDrives(enclosures, constraintsOn(request, policy), wantedDrive(request, shortage), MOST_DRIVES);
  if (drives.length === 0) return [];
  const { index, seeing } = withVirtualDrives(inventory, drives, relevanceTo(request, refusal));
  yield;
  for (const [at, { drive, enclosure, level, domain }] of drives.entries()) {
    if (!(yield* fits(spend, index, request, seeing(at, policy)))) continue;
    const { mediaType, capacityBytes } = drive;
    return [{ kind: 'add-drive', mediaType, size: gibCeil(capacityBytes), enclosure: enclosure.name, level, domain }];
  }
  return [];
}

/** Of the layouts that were tried, and of the one of a single drive. */
function relevanceTo({ parameters, size }: VolumeRequest, { shortages }: Refusal): Relevance {
  const wholeExtent = extentFor(size.required);
  const least = shortages.reduce<number>((most, { layout }) => Math.min(most, layout.extent), wholeExtent);
  return {
    mediaType: parameters.type === 'hdd' ? 'HDD' : 'SSD',
    // A refusal without shortages says nothing of layouts.
    leastExtent: shortages.length === 0 ? gib(1) : gib(least),
    wholeExtent: parameters.redundancy || parameters.type === 'slice' ? undefined : wholeExtent,
  };
}

/** One drive alone helps an array that asks for no redundancy by holding all of it. */
const wantedDrive = ({ parameters, size }: VolumeRequest, { level, layout }: Shortage): WantedDrive =>
  parameters.redundancy ? { level, extent: layout.extent } : { level: undefined, extent: extentFor(size.required) };

/** The largest size below the one asked for; the least that the class takes, where less was asked for. */
function* fittingSize(
  { index, request, refusal, policyOf, inventory }: RefusedRequest,
  spend: Spend,
): Generator<undefined, Extract<Relaxation, { kind: 'size' }> | undefined> {
  const { minVolumeBytes } = request.parameters;
  const least = gibCeil(minVolumeBytes ?? 1n);
  const fitsAt = (size: number): Generator<undefined, boolean> => {
    const sized = { ...request, size: { required: gib(size), limit: undefined } };
    return fits(spend, index, sized, policyOf(sized));
  };
  if (refusal.code === 'size-out-of-range' && request.size.required < least) {
    return (yield* fitsAt(least)) ? { kind: 'size', size: gib(least) } : undefined;
  }
  const { enclosures } = inventory?.configuration ?? index.configuration;
  const size = yield* largestThatFits({ enclosures, least, below: request.size.required }, fitsAt);
  return size === undefined ? undefined : { kind: 'size', size: gib(size) };
}

/** What a parameter that is softened is set to; the others are left out. */
const SOFTENED: Readonly<Record<string, string>> = {
  softDomains: 'true',
  striping: 'true',
  sgResiliency: 'false',
  jbodResiliency: 'false',
};

function* looserClasses({ index, request, refusal, policyOf }: RefusedRequest, spend: Spend): Found {
  const tries = loosened(request, policyOf(request), refusal).flatMap(({ without, request: asked }) =>
    without.kind === 'parameter' ? [withDeclared(asked, { [without.name]: SOFTENED[without.name] ?? null })] : [],
  );
  // Speed is given up before safety.
  tries.sort((a, b) => Number('softDomains' in b.set) - Number('softDomains' in a.set));
  const found: Relaxation[] = [];
  for (const { set, request: asked } of [...tries, ...bothLevels(request, refusal)]) {
    if (found.length >= MOST_OF_A_KIND) break;
    if (isCovered(set, found)) continue;
    if (yield* fits(spend, index, asked, policyOf(asked))) found.push({ kind: 'parameters', set });
  }
  return found;
}

interface LooserClass {
  readonly set: Readonly<Record<string, string | null>>;
  readonly request: VolumeRequest;
}

/** Where everything stands in one box, neither level alone helps. */
function bothLevels(request: VolumeRequest, refusal: Refusal): readonly LooserClass[] {
  const { redundancy, striping, sgResiliency, jbodResiliency } = request.parameters;
  if (!(redundancy || striping) || !sgResiliency || !jbodResiliency || !isForWantOfDrives(refusal)) return [];
  const parameters = { ...request.parameters, sgResiliency: false, jbodResiliency: false };
  return [withDeclared({ ...request, parameters }, { sgResiliency: 'false', jbodResiliency: 'false' })];
}

/** Rules read parameters as they are declared. */
function withDeclared(request: VolumeRequest, set: LooserClass['set']): LooserClass {
  const declared = Object.entries({ ...request.declaredParameters, ...set });
  const declaredParameters = Object.fromEntries(
    declared.filter((entry): entry is [string, string] => entry[1] !== null),
  );
  return { set, request: { ...request, declaredParameters } };
}

/** Whether less than that was found to do. */
const isCovered = (set: LooserClass['set'], found: readonly Relaxation[]): boolean =>
  found.some((each) => each.kind === 'parameters' && Object.keys(each.set).every((name) => name in set));

function* withoutRules({ index, request, refusal, policyOf }: RefusedRequest, spend: Spend): Found {
  const found: Relaxation[] = [];
  for (const { without, request: asked, policy } of loosened(request, policyOf(request), refusal)) {
    if (found.length >= MOST_OF_A_KIND) break;
    if (without.kind !== 'policy' || !(yield* fits(spend, index, asked, policy))) continue;
    found.push({ kind: 'rule', policy: without.policy, index: without.index });
  }
  return found;
}
