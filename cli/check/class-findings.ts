import { gib, gibCeil } from '../../core/model/capacity.ts';
import type { StorageClass } from '../../core/model/class.ts';
import type { Configuration } from '../../core/model/configuration.ts';
import type { PolicyConstraints } from '../../core/model/constraints.ts';
import type { VolumeRequest } from '../../core/model/volume.ts';
import type { PlacelessFinding } from '../../core/parse/index.ts';
import type { InventoryIndex } from '../../core/placement/inventory-index.ts';
import { nearestRelaxationsNow } from '../../core/placement/nearest-relaxations.ts';
import type { Refusal } from '../../core/placement/outcome.ts';
import { selectPools } from '../../core/placement/pools.ts';
import { place } from '../../core/placement/place.ts';
import { wouldFit } from '../../core/placement/relaxation-text.ts';

/**
 * Classes of which no volume could be placed even if every declared drive were blank, and what empties them. Only a
 * warning: the drives may be declared next week.
 */
export function classFindings(
  configuration: Configuration,
  indexed: () => InventoryIndex | undefined,
  constraintsOf: (request: VolumeRequest) => PolicyConstraints,
): readonly PlacelessFinding[] {
  const { backends, classes, enclosures } = configuration;
  if (backends.length === 0 || enclosures.every(({ drives }) => drives.length === 0)) return [];
  const index = indexed();
  if (!index) return [];
  return classes.flatMap((each) => {
    // Told already, and where: no pool is left for the class.
    if (selectPools(backends, each.parameters.pools).size === 0) return [];
    const request = smallestRequest(each);
    // What a rule says of this size and of nobody's claim says nothing of others.
    const constraints = { ...constraintsOf(request), findings: [] };
    const outcome = place(index, request, constraints);
    if (outcome.kind === 'placed' || !isForGood(outcome)) return [];
    const smaller = withoutLeastSize(request);
    const isTooLarge = smaller !== undefined && place(index, smaller, constraints).kind === 'placed';
    const policyOf = (asked: VolumeRequest): PolicyConstraints => ({ ...constraintsOf(asked), findings: [] });
    const relaxations = nearestRelaxationsNow({ index, request, refusal: outcome, policyOf }, RELAXATION_BOUNDS);
    const suspects = isTooLarge ? ['minVolumeSize'] : culprits(outcome);
    return [finding(each, `${outcome.message}${wouldFit(relaxations, configuration.policies)}`, suspects)];
  });
}

/** A search that gave up, and a size that the smallest request has not, prove nothing. */
const isForGood = ({ code }: Refusal): boolean => code === 'no-capacity' || code === 'unreachable';

/** Drives are not tried: that takes an index for each class. */
const RELAXATION_BOUNDS = { most: 1, searches: 32 };

function smallestRequest({ parameters, declaredParameters }: StorageClass): VolumeRequest {
  const required = parameters.minVolumeBytes === undefined ? gib(1) : gibCeil(parameters.minVolumeBytes);
  return {
    name: 'smallest',
    size: { required: gib(Math.max(1, required)), limit: undefined },
    parameters,
    declaredParameters,
    mode: 'block',
    accessModes: ['ReadWriteOnce'],
    requisite: [],
    preferred: [],
    claim: undefined,
  };
}

/** The same for a volume of 1 GiB, where the class asks for more: tells whether its least size is what is too much. */
function withoutLeastSize(request: VolumeRequest): VolumeRequest | undefined {
  if (request.size.required === 1) return undefined;
  const parameters = { ...request.parameters, minVolumeBytes: undefined };
  return { ...request, size: { required: gib(1), limit: undefined }, parameters };
}

function finding(
  { name, declaredParameters }: StorageClass,
  short: string,
  suspects: readonly string[],
): PlacelessFinding {
  const parameter = suspects.find((name) => declaredParameters[name] !== undefined);
  return {
    code: 'class/unsatisfiable',
    severity: 'warning',
    message: `no volume of this class can be placed, not even on empty drives: it ${short}`,
    help: parameter ? `Change ${parameter}, or declare drives that meet it.` : 'Declare drives that meet it.',
    object: { kind: 'StorageClass', name },
    path: parameter ? ['parameters', parameter] : ['metadata', 'name'],
  };
}

/** Parameters whose constraint left no drive, or needs more drives, domains or room than there are; the likeliest first. */
function culprits({ funnel, shortages }: Refusal): readonly string[] {
  const emptied = funnel.find(({ left }) => left === 0)?.source;
  if (emptied) return emptied.kind === 'parameter' ? (emptied.name === POOLS[0] ? POOLS : [emptied.name]) : [];
  const [shortage] = shortages;
  return shortage ? ['redundancy', 'minVolumeSize'] : [];
}

/** All choose pools, and placement names the first for them. */
const POOLS = ['storagePools', 'selector', 'additionalStoragePools', 'excludeStoragePools'] as const;
