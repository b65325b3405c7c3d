import { bookVolume, openAccounts } from '../accounts/accounts.ts';
import type { Accounts, BookedVolume } from '../accounts/accounts.ts';
import { amongVolumes } from '../accounts/standing-constraints.ts';
import type { ClassParameters } from '../model/class.ts';
import type { Configuration } from '../model/configuration.ts';
import type { PolicyConstraints } from '../model/constraints.ts';
import type { Day } from '../model/day.ts';
import type { EnclosureReports } from '../model/drive-report.ts';
import type { BackendName, BandwidthDomainName, VolumeId } from '../model/ids.ts';
import type { GiB } from '../model/capacity.ts';
import type { Layout, PlacedLeg, Placement, VolumeRequest } from '../model/volume.ts';
import { parseClassParameters } from '../parse/class-parameters.ts';
import type { InventoryIndex } from '../placement/inventory-index.ts';
import { backendSpaces, poolSpaces } from '../placement/pool-space.ts';
import type { TakenLegs } from '../placement/virtual-drives.ts';
import { constraintsFor, exemptionsOfRequest } from '../policy/index.ts';
import type { CompiledPolicies } from '../policy/index.ts';

/** What runs, or what would: what a simulation is asked about. */
export interface SimulationGround {
  readonly configuration: Configuration;
  readonly reports: EnclosureReports;
  /** With the volumes on it. A simulation changes it as it likes: nobody else may use it. */
  readonly index: InventoryIndex;
  /** In the order of names. */
  readonly volumes: readonly SimulatedVolume[];
  /** What the volumes have beside drives; in step with the index. */
  readonly accounts: Accounts;
  readonly policyOf: (request: VolumeRequest) => PolicyConstraints;
  /** The same of a new volume, with what the others leave to it. Whose it would be nobody says: workloads play no part. */
  readonly askedOf: (request: VolumeRequest) => PolicyConstraints;
}

/** A volume, as far as simulations look at it. */
export interface SimulatedVolume {
  readonly name: string;
  readonly size: GiB;
  /** While it is expanding: what it grows to. */
  readonly target?: GiB;
  /** As it was asked for. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly backend: BackendName;
  readonly layout: Layout;
  /** In array order; pairs adjacent. */
  readonly legs: readonly SimulatedLeg[];
  readonly reachableFrom: readonly BandwidthDomainName[] | undefined;
  readonly bandwidthPerLeg?: number;
  /** Whether it is gone, and holds its space until that is wiped. */
  readonly releasing: boolean;
}

export interface SimulatedLeg extends PlacedLeg {
  /** Whether it holds everything: it is neither dropped nor being rebuilt. */
  readonly current: boolean;
}

/** Rules as they are asked on a day. */
export interface SimulationRules {
  readonly policies: CompiledPolicies;
  readonly today: Day;
}

/** Puts a ground together. The index becomes the simulation's own, and must have the volumes on it. */
export function simulationGround(
  { configuration, reports, index, volumes }: Omit<SimulationGround, 'policyOf' | 'askedOf' | 'accounts'>,
  { policies, today }: SimulationRules,
): SimulationGround {
  const sorted = [...volumes].sort((a, b) => (a.name < b.name ? -1 : 1));
  const policyOf = (request: VolumeRequest): PolicyConstraints =>
    constraintsFor(policies, request, {
      pools: () => poolSpaces(index, request.parameters),
      backends: () => backendSpaces(index, request.parameters),
      exemptions: exemptionsOfRequest(configuration.exceptions, request, configuration.classes, today),
    });
  const accounts = openAccounts(index);
  // What is being released has nothing, and may be of the same name as what took its place.
  for (const volume of sorted) if (!volume.releasing) bookVolume(accounts, booked(volume));
  const askedOf = (request: VolumeRequest): PolicyConstraints =>
    amongVolumes(accounts, request, policyOf(request), 'nobody');
  return { configuration, reports, index, volumes: sorted, accounts, policyOf, askedOf };
}

const booked = ({ name, target, ...volume }: SimulatedVolume): BookedVolume => ({
  ...volume,
  id: name as VolumeId,
  phase: target === undefined ? { kind: 'ready' } : { kind: 'expanding', target },
});

export const useOf = (layout: Layout): TakenLegs['use'] =>
  layout === 'slice' || layout === 'mirrored-slice' ? 'sliced' : 'whole';

export const copiesOf = (layout: Layout): 1 | 2 => (layout === 'single' || layout === 'slice' ? 1 : 2);

/** A volume, or what becomes one. */
type Placed = Pick<Placement, 'legs' | 'layout'>;

/** What volumes hold, as the index is told of it. */
export const takenBy = (volumes: readonly Placed[]): readonly TakenLegs[] =>
  volumes.map(({ legs, layout }) => ({ legs, use: useOf(layout) }));

/** `undefined` for parameters that this version does not read. */
export function parametersOf({ parameters }: Pick<SimulatedVolume, 'parameters'>): ClassParameters | undefined {
  const parsed = parseClassParameters(parameters);
  return 'problems' in parsed ? undefined : parsed.parameters;
}
