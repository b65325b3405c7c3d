import { gib, gibCeil, gibFloor } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { StorageClass } from '../model/class.ts';
import type { RefusalCode } from '../placement/outcome.ts';
import { refusalSentence } from '../placement/refusal-text.ts';
import type { Placement } from '../model/volume.ts';
import type { SimulationGround } from './ground.ts';
import { MOST_VOLUMES } from './place-many.ts';
import { placeOne, takeBack } from './place-one.ts';
import { requestFor, simulatedName, unknownName } from './requests.ts';
import type { Unknown } from './requests.ts';

export interface FillQuestion {
  /** Left out: each class, as if the others did not grow. */
  readonly class?: string | undefined;
  /** Left out: the median of the volumes that the class has, else what is nearest to {@link USUAL_SIZE} in its bounds. */
  readonly size?: GiB | undefined;
  readonly node?: string | undefined;
}

export interface SimulatedFill {
  readonly kind: 'fill';
  readonly classes: readonly FilledClass[];
}

export interface FilledClass {
  readonly class: string;
  readonly size: GiB;
  /** How many more are placed before one is refused. */
  readonly volumes: number;
  /** Usable size of all of them. */
  readonly total: GiB;
  /** What stops the next one; left out where nothing did within the bound. */
  readonly stoppedBy?: { readonly code: RefusalCode; readonly message: string };
}

const USUAL_SIZE = gib(100);

/** Places volumes of each class until one is refused, and takes them away again. Yields after each search. */
export function* fill(
  ground: SimulationGround,
  { class: name, size, node }: FillQuestion,
): Generator<undefined, SimulatedFill | Unknown> {
  const { classes } = ground.configuration;
  const asked = classes.filter((each) => name === undefined || each.name === name);
  if (name !== undefined && asked.length === 0)
    return unknownName(
      'class',
      name,
      classes.map((each) => each.name),
    );
  const filled: FilledClass[] = [];
  for (const each of asked) {
    const made = requestFor(ground.configuration, { class: each.name, size: size ?? usualSize(ground, each), node });
    if (made.kind === 'unknown') return made;
    filled.push(yield* fillClass(ground, each.name, made.named));
  }
  return { kind: 'fill', classes: filled };
}

type Named = Extract<ReturnType<typeof requestFor>, { kind: 'request' }>['named'];

function* fillClass(ground: SimulationGround, name: string, named: Named): Generator<undefined, FilledClass> {
  const { configuration } = ground;
  const placed: Placement[] = [];
  let stoppedBy: FilledClass['stoppedBy'];
  while (placed.length < MOST_VOLUMES && !stoppedBy) {
    const request = named(simulatedName(placed.length));
    const outcome = placeOne(ground, request);
    yield;
    if (outcome.kind === 'refused') {
      const message = refusalSentence({ refusal: outcome, relaxations: [] }, configuration.policies);
      stoppedBy = { code: outcome.code, message };
    } else {
      placed.push(outcome.placement);
    }
  }
  for (const [at, each] of [...placed.entries()].reverse()) takeBack(ground, simulatedName(at), each);
  return {
    class: name,
    size: named('').size.required,
    volumes: placed.length,
    total: gib(placed.reduce((sum, { size }) => sum + size, 0)),
    ...(stoppedBy && { stoppedBy }),
  };
}

function usualSize({ volumes }: SimulationGround, { parameters, declaredParameters }: StorageClass): GiB {
  const own = volumes.filter((volume) => isSame(volume.parameters, declaredParameters)).map(({ size }) => size);
  const median = own.sort((a, b) => a - b)[Math.floor(own.length / 2)];
  if (median !== undefined) return median;
  const { minVolumeBytes: least = 0n, maxVolumeBytes: most } = parameters;
  const atMost = most === undefined ? USUAL_SIZE : Math.min(USUAL_SIZE, gibFloor(most));
  return gib(Math.max(gibCeil(least), atMost));
}

/** To the driver, a class is its parameters. */
function isSame(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
