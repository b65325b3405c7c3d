import type { VolumeId } from '../../core/model/ids.ts';
import type { Volume } from '../../core/model/volume.ts';
import type { ControllerDriver } from '../services/driver-port.ts';
import { failed, ok } from '../services/outcome.ts';
import { listVolumes } from './answer-queries.ts';
import type { DriverContext } from './context.ts';
import { listSnapshots } from './snapshots.ts';

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
  const isOurs = (volume: Volume): boolean => volume.cluster === cluster;
  const ours = <Request>(request: Request) => (cluster === undefined ? request : { ...request, cluster });
  const notFound = (id: VolumeId) => Promise.resolve(failed('not-found', `there is no volume ${id}`));
  const nothingToDo = () => Promise.resolve(ok(undefined));
  return {
    ready: () => driver.ready(),
    capacity: (query) => driver.capacity(query),
    createVolume: (request) =>
      request.source && isElsewhere(request.source.id)
        ? notFound(request.source.id)
        : driver.createVolume(ours(request)),
    createSnapshot: (request) =>
      isElsewhere(request.source) ? notFound(request.source) : driver.createSnapshot(ours(request)),
    deleteSnapshot: (snapshot) => (isElsewhere(snapshot) ? nothingToDo() : driver.deleteSnapshot(snapshot)),
    getSnapshot: (snapshot) => (isElsewhere(snapshot) ? notFound(snapshot) : driver.getSnapshot(snapshot)),
    listSnapshots: (request) => Promise.resolve(listSnapshots(context, request, isOurs)),
    deleteVolume: (volume) => (isElsewhere(volume) ? nothingToDo() : driver.deleteVolume(volume)),
    publish: (request) => (isElsewhere(request.volume) ? notFound(request.volume) : driver.publish(request)),
    unpublish: (request) => (isElsewhere(request.volume) ? nothingToDo() : driver.unpublish(request)),
    validate: (request) => (isElsewhere(request.volume) ? notFound(request.volume) : driver.validate(request)),
    list: (request) => Promise.resolve(listVolumes(context, request, isOurs)),
    get: (volume) => (isElsewhere(volume) ? notFound(volume) : driver.get(volume)),
    expand: (request) => (isElsewhere(request.volume) ? notFound(request.volume) : driver.expand(request)),
    modify: (request) => (isElsewhere(request.volume) ? notFound(request.volume) : driver.modify(request)),
  };
}
