import { gib } from '../../model/capacity.ts';
import type { ClassParameters, StorageClass } from '../../model/class.ts';
import type { Configuration } from '../../model/configuration.ts';
import type { Day } from '../../model/day.ts';
import type { VolumeLimits } from '../../model/inventory.ts';
import type { PlacementPolicy } from '../../model/policy.ts';
import { parseClassParameters } from '../../parse/class-parameters.ts';
import { buildInventoryIndex, occupy } from '../../placement/inventory-index.ts';
import { place } from '../../placement/place.ts';
import { inventoryOf, requestOf } from '../../placement/testing/inventory.ts';
import type { EnclosureSpec } from '../../placement/testing/inventory.ts';
import { compiled } from '../../policy/testing/policies.ts';
import { simulationGround, useOf } from '../ground.ts';
import type { SimulatedVolume, SimulationGround } from '../ground.ts';

type Declared = Readonly<Record<string, string>>;

/** A volume that is placed on what those before it leave. */
export interface VolumeSpec {
  readonly name: string;
  readonly size: number;
  readonly parameters: Declared;
}

export interface GroundSpec {
  readonly boxes: readonly EnclosureSpec[];
  /** Of its one backend. */
  readonly limits?: Partial<VolumeLimits>;
  readonly extra?: Parameters<typeof inventoryOf>[1];
  readonly classes?: Readonly<Record<string, Declared>>;
  readonly policies?: readonly PlacementPolicy[];
  /** Those that do not fit are left out. */
  readonly volumes?: readonly VolumeSpec[];
  /** Names of volumes that are taken away again. */
  readonly deleted?: readonly string[];
}

const parametersOf = (declared: Declared): ClassParameters => {
  const parsed = parseClassParameters(declared);
  if ('problems' in parsed) throw new Error(parsed.problems.map(({ message }) => message).join());
  return parsed.parameters;
};

const classOf = ([name, declared]: readonly [string, Declared]): StorageClass => ({
  name: name as StorageClass['name'],
  parameters: parametersOf(declared),
  declaredParameters: declared,
  reclaimPolicy: 'Delete',
  volumeBindingMode: 'Immediate',
  allowVolumeExpansion: true,
  mountOptions: [],
});

/** A ground as a server has it after volumes came and went. */
export function groundOf({ boxes, limits, extra = {}, classes = {}, policies = [], ...rest }: GroundSpec) {
  const { volumes = [], deleted = [] } = rest;
  const inventory = inventoryOf(boxes, extra);
  const configuration: Configuration = {
    ...inventory,
    backends: inventory.backends.map((backend) => ({ ...backend, ...limits })),
    classes: Object.entries(classes).map(classOf),
    policies,
  };
  const rules = { policies: compiled(...policies), today: '2026-11-02' as Day };
  const first = groundWith(configuration, [], rules);
  const placed = volumes.flatMap((spec) => placedVolume(first, spec));
  return groundWith(
    configuration,
    placed.filter(({ name }) => !deleted.includes(name)),
    rules,
  );
}

function groundWith(
  configuration: Configuration,
  volumes: readonly SimulatedVolume[],
  rules: Parameters<typeof simulationGround>[1],
): SimulationGround {
  const index = buildInventoryIndex(configuration);
  for (const { legs, layout } of volumes) occupy(index, legs, useOf(layout));
  return simulationGround({ configuration, reports: new Map(), index, volumes }, rules);
}

/** The same, as if nothing had been asked of it; with other volumes where they are given. */
export const again = (ground: SimulationGround, volumes = ground.volumes): SimulationGround =>
  groundWith(ground.configuration, volumes, {
    policies: compiled(...ground.configuration.policies),
    today: '2026-11-02',
  });

function placedVolume(ground: SimulationGround, { name, size, parameters }: VolumeSpec): readonly SimulatedVolume[] {
  const request = requestOf(size, parametersOf(parameters), { name, declaredParameters: parameters });
  const outcome = place(ground.index, request, ground.policyOf(request));
  if (outcome.kind === 'refused') return [];
  const { backend, layout, legs, reachableFrom } = outcome.placement;
  occupy(ground.index, legs, useOf(layout));
  return [
    {
      ...{ name, size: gib(size), parameters, backend, layout, reachableFrom, releasing: false },
      legs: legs.map((leg) => ({ ...leg, current: true })),
    },
  ];
}
