import type { GiB } from '../model/capacity.ts';
import type { ClassParameters } from '../model/class.ts';
import type { ReachAlternative } from '../model/constraints.ts';
import type { BackendName, BandwidthDomainName } from '../model/ids.ts';
import type { VolumeRequest } from '../model/volume.ts';
import { groundOf } from './admissions.ts';
import { stockOf } from './index/admission.ts';
import type { Admission, Alternative, Alternatives } from './index/admission.ts';
import type { InventoryIndex } from './inventory-index.ts';
import { mayStripe, plainLayout, stripedMirrors } from './layout-options.ts';
import type { LayoutOption } from './layout-options.ts';

/** Stands for "from anywhere" among what alternatives are remembered by. */
const ANYWHERE: readonly ReachAlternative[] = [];

/**
 * The parts of the inventory that a volume may lie in whole: it lies in one backend, and where bandwidth domains count,
 * within reach of one of them. Of parts that are the same, the first.
 */
export function alternativesOf(
  index: InventoryIndex,
  admission: Admission,
  reach: readonly ReachAlternative[] | undefined,
): Alternatives {
  const known = admission.alternatives.get(reach ?? ANYWHERE);
  if (known) return known;
  const ground = () => groundOf(index);
  const list: Alternative[] = [];
  const union = new Set<number>();
  for (const backend of admission.pools.keys()) {
    (reach ?? [undefined]).forEach((home, rank) => {
      const areas = areasWithin(index, backend, home?.reaches);
      if (areas.size === 0) return;
      const admitted = stockOf(admission, areas, ground);
      if (admitted.stock.drives.nextSize(0) < 0 || list.some((other) => other.admitted === admitted)) return;
      for (const area of areas) union.add(area);
      list.push({ backend, rank, admitted });
    });
  }
  // Preference comes before which backend it is.
  list.sort((a, b) => a.rank - b.rank);
  const alternatives: Alternatives = { list, union: stockOf(admission, union, ground) };
  admission.alternatives.set(reach ?? ANYWHERE, alternatives);
  return alternatives;
}

function areasWithin(
  { sites }: InventoryIndex,
  backend: BackendName,
  reaches: ReadonlySet<BandwidthDomainName> | undefined,
): ReadonlySet<number> {
  const within = new Set<number>();
  sites.areas.forEach((area, at) => {
    if (area.backend !== backend) return;
    if (!reaches || (area.bandwidthDomain !== undefined && reaches.has(area.bandwidthDomain))) within.add(at);
  });
  return within;
}

/** A layout, and the alternatives that may take it. */
export interface LayoutRound {
  readonly option: LayoutOption;
  readonly alternatives: readonly Alternative[];
}

/** One drive, or two, of whichever alternatives allow it; `undefined` where none does. */
export function plainRound(
  { parameters }: VolumeRequest,
  size: GiB,
  alternatives: readonly Alternative[],
): LayoutRound | undefined {
  const option = plainLayout(parameters, size);
  const allowed = stripesInstead(parameters, option, size)
    ? alternatives.filter((alternative) => isLargeEnough(alternative, option))
    : alternatives;
  return allowed.length > 0 ? { option, alternatives: allowed } : undefined;
}

/** Striped mirrors, of fewest legs first, in those alternatives that allow them. */
export function* stripedRounds(
  { parameters }: VolumeRequest,
  size: GiB,
  alternatives: readonly Alternative[],
): Generator<LayoutRound> {
  const plain = plainLayout(parameters, size);
  const allowed = stripesInstead(parameters, plain, size)
    ? alternatives.filter((alternative) => !isLargeEnough(alternative, plain))
    : alternatives;
  if (allowed.length === 0) return;
  for (const option of stripedMirrors(parameters, size)) yield { option, alternatives: allowed };
}

/**
 * Without redundancy a striped mirror takes twice the bytes, so it is tried only where no admitted drive is large enough,
 * free or not. Each alternative says so for itself: a large drive that a volume cannot have does not decide how it is
 * laid out.
 */
const stripesInstead = (parameters: ClassParameters, plain: LayoutOption, size: GiB): boolean =>
  plain.copies === 1 && mayStripe(parameters, size);

const isLargeEnough = ({ admitted }: Alternative, { extent }: LayoutOption): boolean =>
  admitted.stock.drives.greatestSize() >= extent;
