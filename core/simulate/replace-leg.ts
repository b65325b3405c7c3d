import type { ClassParameters } from '../model/class.ts';
import { askedUnder, NO_POLICY_CONSTRAINTS } from '../model/constraints.ts';
import type {
  DriveConstraint,
  LegView,
  PlacementFilter,
  PlacementView,
  PolicyConstraints,
  SpreadConstraint,
} from '../model/constraints.ts';
import { usableOf } from '../model/format.ts';
import type { EnclosureName, LevelName } from '../model/ids.ts';
import type { Enclosure } from '../model/inventory.ts';
import type { PlacedLeg, Placement, VolumeRequest } from '../model/volume.ts';
import { surviveConstraintsOf } from '../placement/class-constraints.ts';
import type { Refusal } from '../placement/outcome.ts';
import { place } from '../placement/place.ts';
import { placementView } from '../placement/placement-view.ts';
import { ownersOfStorageGroups } from '../placement/pools.ts';
import { domainAt, enclosuresByName } from './domains.ts';
import { copiesOf, parametersOf, useOf } from './ground.ts';
import type { SimulatedLeg, SimulatedVolume, SimulationGround } from './ground.ts';
import type { Ledger } from './ledger.ts';

/** Where a leg could lie in place of where it does. */
export type Replacement = { readonly kind: 'found'; readonly leg: PlacedLeg } | Refusal | Unreadable;

/** The volume was made from parameters that this version does not read. */
export interface Unreadable {
  readonly kind: 'unreadable';
}

/** Finds places for single legs. One is made per ground: it looks names up once. */
export type LegReplacer = (volume: SimulatedVolume, at: number) => Replacement;

/**
 * The best place for one leg of a volume, the others staying where they are, by the search that places volumes: under
 * the parameters that the volume was made from and the rules on drives and placements of today. Rules on requests are
 * not asked: nobody requests anything. Changes nothing in the end.
 * @param wanted what is asked of drives besides
 */
export function legReplacer(
  ground: SimulationGround,
  ledger: Ledger,
  wanted: readonly DriveConstraint[] = [],
): LegReplacer {
  const enclosures = enclosuresByName(ground.configuration);
  const owners = ownersOfStorageGroups(ground.configuration);
  const kept: KeptConstraints = new Map();
  return (volume, at) => {
    const parameters = parametersOf(volume);
    const leg = volume.legs[at];
    if (!parameters || !leg) return { kind: 'unreadable' };
    const asked = ground.policyOf(requestOf(volume, parameters));
    const { backend } = volume;
    const sameBackend = keep(kept, `of ${backend}`, () => ({
      source: { kind: 'inventory' },
      label: `of backend ${backend}`,
      admits: ({ storageGroup }) => owners.get(storageGroup) === backend,
    }));
    const fixed = { volume, at, enclosures, kept, filters: wrapFilters(ground, volume, at, asked.filters) };
    const unblock = blockOthers(ledger, volume, at);
    let outcome: Replacement = { kind: 'unreadable' };
    // Soft levels first: as far apart as possible.
    for (const levels of levelsToTry(volume, parameters, asked)) {
      const policy = policyFor(fixed, asked, [sameBackend, ...wanted, ...apartFrom(fixed, levels)]);
      const placed = place(ledger.index, legRequest(volume, leg, parameters), policy);
      const [found] = placed.kind === 'placed' ? placed.placement.legs : [];
      outcome = placed.kind === 'refused' ? placed : found ? { kind: 'found', leg: found } : outcome;
      if (outcome.kind === 'found') break;
    }
    unblock();
    return outcome;
  };
}

/** By what they say. Constraints are told apart by identity, and for each the search goes over all drives once. */
type KeptConstraints = Map<string, DriveConstraint>;

function keep(kept: KeptConstraints, key: string, make: () => DriveConstraint): DriveConstraint {
  const constraint = kept.get(key) ?? make();
  kept.set(key, constraint);
  return constraint;
}

const reachOf = ({ reachableFrom }: SimulatedVolume): VolumeRequest['requisite'] =>
  (reachableFrom ?? []).map((home) => ({ bandwidthDomain: home }));

const requestOf = (volume: SimulatedVolume, parameters: ClassParameters): VolumeRequest => ({
  name: volume.name,
  size: { required: volume.size, limit: undefined },
  parameters,
  declaredParameters: volume.parameters,
  mode: 'mount',
  accessModes: ['ReadWriteOnce'],
  requisite: reachOf(volume),
  preferred: [],
  claim: undefined,
});

/** One leg as a volume of its own, of the same length. */
function legRequest(volume: SimulatedVolume, leg: SimulatedLeg, parameters: ClassParameters): VolumeRequest {
  const asLeg: ClassParameters = {
    ...parameters,
    redundancy: false,
    striping: false,
    fillDrive: false,
    minVolumeBytes: undefined,
    maxVolumeBytes: undefined,
    softDomains: volume.reachableFrom === undefined,
  };
  const size = { required: usableOf(leg.extent.length), limit: undefined };
  return { ...requestOf(volume, asLeg), size };
}

/** The levels at which the leg must differ from its partner: with the soft ones, and without. */
function levelsToTry(
  { layout, legs }: SimulatedVolume,
  parameters: ClassParameters,
  policy: PolicyConstraints,
): readonly (readonly LevelName[])[] {
  if (copiesOf(layout) === 1) return [[]];
  const { survive } = askedUnder(policy, layout, legs.length);
  const all = [...surviveConstraintsOf(parameters), ...survive];
  const hard = all.filter((constraint) => constraint.hard).map(({ level }) => level);
  const soft = all.filter((constraint) => !constraint.hard).map(({ level }) => level);
  return soft.length === 0 ? [hard] : [[...hard, ...soft], hard];
}

interface FixedLegs {
  readonly volume: SimulatedVolume;
  readonly at: number;
  readonly enclosures: ReadonlyMap<EnclosureName, Enclosure>;
  readonly kept: KeptConstraints;
  readonly filters: readonly PlacementFilter[];
}

function apartFrom(
  { volume, at, enclosures, kept }: FixedLegs,
  levels: readonly LevelName[],
): readonly DriveConstraint[] {
  const partner = volume.legs[at ^ 1];
  const enclosure = partner && enclosures.get(partner.enclosure);
  if (!enclosure) return [];
  return [...new Set(levels)].map((level) => {
    const taken = domainAt(enclosure, level);
    return keep(kept, JSON.stringify(['apart', level, taken]), () => ({
      source: { kind: 'inventory' },
      label: `in another ${level} than the leg that stays`,
      admits: ({ domains }) => domains.get(level) !== undefined && domains.get(level) !== taken,
    }));
  });
}

function policyFor(fixed: FixedLegs, policy: PolicyConstraints, apart: readonly DriveConstraint[]): PolicyConstraints {
  const { layout, legs } = fixed.volume;
  const spreading = askedUnder(policy, layout, legs.length).spread.flatMap((constraint) =>
    newDomain(fixed, constraint),
  );
  return {
    ...NO_POLICY_CONSTRAINTS,
    drives: [...policy.drives, ...apart, ...spreading],
    filters: fixed.filters,
  };
}

/** Where the other legs lie in too few domains, the leg has to lie in one more. */
function newDomain(
  { volume, at, enclosures, kept }: FixedLegs,
  { source, level, atLeast }: SpreadConstraint,
): readonly DriveConstraint[] {
  const others = volume.legs.flatMap((leg, other) => {
    const enclosure = other === at ? undefined : enclosures.get(leg.enclosure);
    return enclosure ? [domainAt(enclosure, level)] : [];
  });
  const taken = new Set(others.filter((domain) => domain !== undefined));
  if (taken.size >= atLeast) return [];
  const admits: DriveConstraint['admits'] = ({ domains }) => {
    const domain = domains.get(level);
    return domain !== undefined && !taken.has(domain);
  };
  const label = `in a ${level} that no other leg lies in`;
  return [keep(kept, JSON.stringify(['new', source, level, ...[...taken].sort()]), () => ({ source, label, admits }))];
}

/** Rules on a whole placement see the whole volume, with the one leg where it would lie. */
function wrapFilters(
  { index }: SimulationGround,
  volume: SimulatedVolume,
  at: number,
  filters: readonly PlacementFilter[],
): readonly PlacementFilter[] {
  if (filters.length === 0) return [];
  const { backend, layout, size, legs } = volume;
  const placement: Placement = { backend, layout, size, legs, reachableFrom: undefined, survives: [] };
  const whole = placementView(index, placement);
  const withLeg = (leg: LegView | undefined): PlacementView => ({
    ...whole,
    legs: whole.legs.map((other, position) => (position === at && leg ? leg : other)),
  });
  return filters.map((filter) => ({ ...filter, admits: ({ legs: [leg] }) => filter.admits(withLeg(leg)) }));
}

/** Two slices of one volume never share a drive; whole drives are nobody else's as it is. */
function blockOthers(ledger: Ledger, { layout, legs }: SimulatedVolume, at: number): () => void {
  if (useOf(layout) === 'whole') return () => undefined;
  const undo = legs.filter((_, other) => other !== at).map((leg) => ledger.block(leg));
  return () => {
    for (const each of undo) each();
  };
}
