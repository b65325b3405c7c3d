import type { VolumeId } from '../../core/model/ids.ts';
import type { ControllerDriver } from '../services/driver-port.ts';
import { failed, ok } from '../services/outcome.ts';
import { listVolumes } from './answer-queries.ts';
import type { DriverContext } from './context.ts';

/**
 * The driver as one Kubernetes cluster has it. Volumes of others are as if they were not there; the space that they
 * take is taken.
 */
export function clusterView(
  context: DriverContext,
  driver: ControllerDriver,
  cluster: string | undefined,
): ControllerDriver {
  const isElsewhere = (id: VolumeId): boolean => {
    const volume = context.state.volumes.get(id);
    return volume !== undefined && volume.cluster !== cluster;
  };
  const notFound = (id: VolumeId) => Promise.resolve(failed('not-found', `there is no volume ${id}`));
  const nothingToDo = () => Promise.resolve(ok(undefined));
  return {
    ready: () => driver.ready(),
    capacity: (query) => driver.capacity(query),
    createVolume: (request) => driver.createVolume(cluster === undefined ? request : { ...request, cluster }),
    deleteVolume: (volume) => (isElsewhere(volume) ? nothingToDo() : driver.deleteVolume(volume)),
    publish: (request) => (isElsewhere(request.volume) ? notFound(request.volume) : driver.publish(request)),
    unpublish: (request) => (isElsewhere(request.volume) ? nothingToDo() : driver.unpublish(request)),
    validate: (request) => (isElsewhere(request.volume) ? notFound(request.volume) : driver.validate(request)),
    list: (request) => Promise.resolve(listVolumes(context, request, (volume) => volume.cluster === cluster)),
    get: (volume) => (isElsewhere(volume) ? notFound(volume) : driver.get(volume)),
    expand: (request) => (isElsewhere(request.volume) ? notFound(request.volume) : driver.expand(request)),
  };
}
