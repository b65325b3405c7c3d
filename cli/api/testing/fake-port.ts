import type { Publication, Volume } from '../../../core/model/volume.ts';
import { failed, ok } from '../../../csi/outcome.ts';
import type { CreateVolume } from '../../../csi/services/driver-port.ts';
import type { ListedRevision } from '../../../store/revisions.ts';
import type { ActiveRevision, ApiPort } from '../api-port.ts';
import { ACTIVE, volumeOf } from './fixture.ts';

export interface FakePort extends ApiPort {
  active: ActiveRevision | undefined;
  readonly volumes: Map<string, Volume>;
  readonly publications: Publication[];
  readonly proposed: ListedRevision[];
  /** What createVolume was asked for. */
  readonly created: CreateVolume[];
}

/** A server in memory: it places nothing, but keeps volumes as the driver does. */
export function fakePort(volumes: readonly Volume[] = []): FakePort {
  const port: FakePort = {
    active: ACTIVE,
    volumes: new Map(volumes.map((volume) => [volume.id, volume])),
    publications: [],
    proposed: [],
    created: [],
    snapshot: () => ({ active: port.active, volumes: [...port.volumes.values()], publications: port.publications }),
    revisions: () => Promise.resolve(port.proposed),
    createVolume: (request) => {
      port.created.push(request);
      if (request.size.required > 1000) return Promise.resolve(failed('no-capacity', 'no drive has 1001 GiB left'));
      const { name, parameters } = request;
      const volume = volumeOf(name, {
        size: request.size.required,
        parameters,
        mode: request.capabilities[0]?.kind ?? 'mount',
      });
      port.volumes.set(volume.id, volume);
      return Promise.resolve(ok({ id: volume.id, size: volume.size, accessibleFrom: [] }));
    },
    deleteVolume: (id) => {
      if (port.publications.some(({ volume }) => volume === id)) {
        return Promise.resolve(failed('in-use', 'the volume is published to worker-1'));
      }
      port.volumes.delete(id);
      return Promise.resolve(ok(undefined));
    },
    expand: ({ volume: id, size }) => {
      const volume = port.volumes.get(id);
      if (!volume) return Promise.resolve(failed('not-found', 'there is no such volume'));
      port.volumes.set(id, { ...volume, size: size.required });
      return Promise.resolve(ok({ size: size.required, nodeExpansionRequired: true }));
    },
  };
  return port;
}
