import type { GiB } from '../model/capacity.ts';
import type { ReachAlternative } from '../model/constraints.ts';
import type { BackendName, BandwidthDomainName } from '../model/ids.ts';
import type { VolumeRequest } from '../model/volume.ts';
import { groundOf } from './admissions.ts';
import { stockOf } from './index/admission.ts';
import type { Admission, Alternative, Alternatives } from './index/admission.ts';
import type { InventoryIndex } from './inventory-index.ts';
import { plainLayout, stripedMirrors } from './layout-options.ts';
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

/**
 * The layouts to try, fewest legs first. Without redundancy a striped mirror takes twice the bytes, so it is tried only
 * where no admitted drive is large enough, free or not. Each alternative says so for itself: a large drive that a volume
 * cannot have does not decide how it is laid out.
 */
export function* layoutRounds(
  { parameters }: VolumeRequest,
  size: GiB,
  alternatives: readonly Alternative[],
): Generator<LayoutRound> {
  const plain = plainLayout(parameters, size);
  const striped = stripedMirrors(parameters, size);
  const fewest = striped.next();
  const isLarge = ({ admitted }: Alternative): boolean => admitted.stock.drives.greatestSize() >= plain.extent;
  const isPlain = fewest.done === true || plain.copies === 2 ? () => true : isLarge;
  const unstriped = alternatives.filter(isPlain);
  if (unstriped.length > 0) yield { option: plain, alternatives: unstriped };
  const rest = plain.copies === 2 ? alternatives : alternatives.filter((alternative) => !isPlain(alternative));
  if (fewest.done === true || rest.length === 0) return;
  yield { option: fewest.value, alternatives: rest };
  for (const option of striped) yield { option, alternatives: rest };
}
