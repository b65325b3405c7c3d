import { DRIVER_NAME } from '../../core/model/class.ts';
import type { TopologySegment } from '../../core/model/volume.ts';
import { failed, ok } from './outcome.ts';
import type { DriverOutcome } from './outcome.ts';

interface TopologyMessage {
  readonly segments: Readonly<Record<string, string>>;
}

const PREFIX = `topology.${DRIVER_NAME}/`;

/**
 * On every node, also where nothing is declared about it: external-provisioner refuses to provision for a node
 * without any topology key. A dot keeps it apart from level names.
 */
const REGISTERED = { key: `${PREFIX}node.registered`, value: 'true' };

/** Where a node stands, as NodeGetInfo says it. */
export const nodeTopology = (segment: TopologySegment): TopologyMessage => ({
  segments: { ...withPrefix(segment), [REGISTERED.key]: REGISTERED.value },
});

/** Where a volume can be reached from. */
export const volumeTopology = (segments: readonly TopologySegment[]): TopologyMessage[] =>
  segments.map((segment) => ({ segments: withPrefix(segment) }));

/** Segments without the driver's prefix. Errors: invalid-argument for a key that is none of ours. */
export function toSegments(topologies: readonly TopologyMessage[]): DriverOutcome<readonly TopologySegment[]> {
  const segments: TopologySegment[] = [];
  for (const topology of topologies) {
    const foreign = Object.keys(topology.segments).find((key) => !key.startsWith(PREFIX));
    if (foreign !== undefined) {
      return failed('invalid-argument', `topology key "${foreign}" is unknown; the driver's keys start with ${PREFIX}`);
    }
    segments.push(withoutPrefix(topology.segments));
  }
  return ok(segments);
}

const withPrefix = (segment: TopologySegment): Record<string, string> =>
  Object.fromEntries(Object.entries(segment).map(([key, value]) => [PREFIX + key, value]));

const withoutPrefix = (segments: TopologyMessage['segments']): TopologySegment =>
  Object.fromEntries(
    Object.entries(segments)
      .filter(([key]) => key !== REGISTERED.key)
      .map(([key, value]) => [key.slice(PREFIX.length), value]),
  );
