import type { AroundSearch } from '../../csi/driver/context.ts';
import type { VolumeBackend } from '../../csi/driver/volume-backend.ts';
import type { Volume } from '../../core/model/volume.ts';
import type { Outcome } from '../../csi/outcome.ts';
import type { Observation } from './observation.ts';

type Parts = Pick<Observation, 'metrics' | 'tracing'>;

const failureOf = (outcome: Outcome<unknown, string>): string | undefined =>
  outcome.kind === 'ok' ? undefined : outcome.code;

/** Times and traces each search for a place. */
export const aroundSearch =
  ({ metrics, tracing }: Parts): AroundSearch =>
  (search) =>
    tracing.span({ name: 'placement', failure: (outcome) => failureOf(outcome as Outcome<unknown, string>) }, () => {
      const began = performance.now();
      const outcome = search();
      metrics.placed(failureOf(outcome) ?? 'placed', (performance.now() - began) / 1000);
      return outcome;
    });

const volumeOf = ({ id }: Volume) => ({ 'stowage.volume': id });

/** The backend, with each journaled step that it carries out traced. */
export function tracedBackend(backend: VolumeBackend, { tracing }: Pick<Parts, 'tracing'>): VolumeBackend {
  const step = <Value>(name: string, volume: Volume, work: () => Promise<Value>): Promise<Value> =>
    tracing.span({ name: `journal ${name}`, attributes: volumeOf(volume) }, work);
  return {
    ...backend,
    create: (volume, fence) => step('create', volume, () => backend.create(volume, fence)),
    grow: (volume, fence) => step('grow', volume, () => backend.grow(volume, fence)),
    release: (volume, fence) => step('release', volume, () => backend.release(volume, fence)),
    publish: (request) => step('publish', request.volume, () => backend.publish(request)),
    unpublish: (request) => step('unpublish', request.volume, () => backend.unpublish(request)),
  };
}
