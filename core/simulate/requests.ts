import type { GiB } from '../model/capacity.ts';
import type { StorageClass } from '../model/class.ts';
import type { Configuration } from '../model/configuration.ts';
import type { NodeName } from '../model/ids.ts';
import { nodeSegment } from '../model/node-segment.ts';
import type { TopologySegment, VolumeRequest } from '../model/volume.ts';
import { suggestion } from '../parse/did-you-mean.ts';

/** What volumes of a class are asked for, from anywhere or from a node. */
export interface ClassRequest {
  readonly class: string;
  readonly size: GiB;
  readonly node?: string | undefined;
}

/** Something that is not there, in words. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly message: string;
}

/** The request as the driver would be asked, under any name. */
export type MadeRequest = { readonly kind: 'request'; readonly named: (name: string) => VolumeRequest } | Unknown;

export function requestFor({ classes, topology }: Configuration, asked: ClassRequest): MadeRequest {
  const found = classes.find(({ name }) => name === asked.class);
  if (!found)
    return unknownName(
      'class',
      asked.class,
      classes.map(({ name }) => name),
    );
  const node = asked.node === undefined ? undefined : topology.nodes.get(asked.node as NodeName);
  if (asked.node !== undefined && !node) return unknownName('node', asked.node, [...topology.nodes.keys()]);
  const segments: readonly TopologySegment[] = node ? [nodeSegment(node)] : [];
  return { kind: 'request', named: (name) => ofClass(found, { name, size: asked.size, segments }) };
}

const ofClass = (
  { parameters, declaredParameters }: StorageClass,
  {
    name,
    size,
    segments,
  }: { readonly name: string; readonly size: GiB; readonly segments: readonly TopologySegment[] },
): VolumeRequest => ({
  name,
  size: { required: size, limit: undefined },
  parameters,
  declaredParameters,
  mode: 'mount',
  accessModes: ['ReadWriteOnce'],
  requisite: segments,
  preferred: segments,
  claim: undefined,
});

const MOST_NAMES = 10;

export function unknownName(what: string, given: string, known: readonly string[]): Unknown {
  const shown = known.length <= MOST_NAMES ? known.join(', ') : `${known.slice(0, MOST_NAMES).join(', ')}, …`;
  const help = suggestion(given, known) ?? (known.length === 0 ? 'None is declared.' : `There are ${shown}.`);
  return { kind: 'unknown', message: `there is no ${what} "${given}". ${help}` };
}

/** The name of a volume that is only simulated: it decides between places that are as good. */
export const simulatedName = (at: number): string => `simulated-${String(at + 1)}`;
