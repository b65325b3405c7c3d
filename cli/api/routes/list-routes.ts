import type { FastifyInstance } from 'fastify';
import type { StorageClass } from '../../../core/model/class.ts';
import type { Backend, BandwidthDomain, Enclosure } from '../../../core/model/inventory.ts';
import type { Volume } from '../../../core/model/volume.ts';
import { failed, ok } from '../../../csi/outcome.ts';
import type { ApiOutcome } from '../api-outcome.ts';
import type { ActiveRevision, ApiPort, ApiSnapshot } from '../api-port.ts';
import { backendViewer } from '../views/backend-view.ts';
import type { BackendView } from '../views/backend-view.ts';
import { bandwidthDomainViewer } from '../views/bandwidth-domain-view.ts';
import type { BandwidthDomainView } from '../views/bandwidth-domain-view.ts';
import { classViewer } from '../views/class-view.ts';
import type { ClassView } from '../views/class-view.ts';
import { driveViewer, drivesInOrder } from '../views/drive-view.ts';
import type { DriveView, PlacedDrive } from '../views/drive-view.ts';
import { enclosureViewer } from '../views/enclosure-view.ts';
import type { EnclosureView } from '../views/enclosure-view.ts';
import { revisionView } from '../views/revision-view.ts';
import type { RevisionView } from '../views/revision-view.ts';
import { snapshotViewer } from '../views/snapshot-view.ts';
import type { SnapshotView } from '../views/snapshot-view.ts';
import { volumeViewer } from '../views/volume-view.ts';
import type { VolumeView } from '../views/volume-view.ts';
import { addList, joinKey } from './add-list.ts';
import type { Listing } from './add-list.ts';

/** GET of each kind of thing: filtered by name, page by page. */
export function addListRoutes(app: FastifyInstance, port: ApiPort): void {
  addList<PlacedDrive, DriveView>(app, { path: 'drives', schema: 'Drive', about: 'drives' }, () =>
    ofActive<PlacedDrive, DriveView>(port.snapshot(), (snapshot, { configuration }) => ({
      things: drivesInOrder(configuration.enclosures),
      nameOf: ({ drive }) => drive.id,
      keyOf: ({ enclosure, drive }) => joinKey(enclosure.name, drive.id),
      view: driveViewer(snapshot),
    })),
  );
  addList<Enclosure, EnclosureView>(app, { path: 'enclosures', schema: 'Enclosure', about: 'enclosures' }, () =>
    ofActive<Enclosure, EnclosureView>(port.snapshot(), (snapshot, { configuration }) => ({
      things: configuration.enclosures,
      nameOf: ({ name }) => name,
      view: enclosureViewer(snapshot),
    })),
  );
  addList<BandwidthDomain, BandwidthDomainView>(
    app,
    { path: 'bandwidth-domains', schema: 'BandwidthDomain', about: 'bandwidth domains' },
    () =>
      ofActive<BandwidthDomain, BandwidthDomainView>(port.snapshot(), (snapshot, { configuration }) => ({
        things: [...configuration.topology.bandwidthDomains.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
        nameOf: ({ name }) => name,
        view: bandwidthDomainViewer(snapshot),
      })),
  );
  addList<Backend, BackendView>(app, { path: 'backends', schema: 'Backend', about: 'backends' }, () =>
    ofActive<Backend, BackendView>(port.snapshot(), (snapshot, { configuration }) => ({
      things: configuration.backends,
      nameOf: ({ name }) => name,
      view: backendViewer(snapshot),
    })),
  );
  addList<StorageClass, ClassView>(app, { path: 'classes', schema: 'StorageClass', about: 'storage classes' }, () =>
    ofActive<StorageClass, ClassView>(port.snapshot(), (snapshot, { configuration }) => ({
      things: configuration.classes,
      nameOf: ({ name }) => name,
      view: classViewer(snapshot),
    })),
  );
  addVolumeAndRevisionLists(app, port);
}

function addVolumeAndRevisionLists(app: FastifyInstance, port: ApiPort): void {
  addList<Volume, VolumeView>(app, { path: 'volumes', schema: 'Volume', about: 'volumes' }, () => {
    const snapshot = port.snapshot();
    const keyOf = ({ name, id }: Volume): string => joinKey(name, id);
    const things = snapshot.volumes.filter((each) => !each.snapshot).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    return ok({ things, nameOf: ({ name }) => name, keyOf, view: volumeViewer(snapshot) });
  });
  addList<Volume, SnapshotView>(app, { path: 'snapshots', schema: 'Snapshot', about: 'snapshots' }, () => {
    const snapshot = port.snapshot();
    const keyOf = ({ name, id }: Volume): string => joinKey(name, id);
    const things = snapshot.volumes.filter((each) => each.snapshot).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    return ok({ things, nameOf: ({ name }) => name, keyOf, view: snapshotViewer(snapshot) });
  });
  addList<RevisionView, RevisionView>(
    app,
    { path: 'revisions', schema: 'Revision', about: 'revisions, oldest first' },
    async () => {
      const keyOf = ({ at, number = 0, commit }: RevisionView): string =>
        joinKey(at, joinKey(String(number).padStart(16, '0'), commit));
      const things = (await port.revisions()).map(revisionView).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
      const nameOf = ({ number, commit }: RevisionView): string => String(number ?? commit);
      return ok({ things, nameOf, keyOf, view: (revision) => revision });
    },
  );
}

/** Errors: not-ready. */
const ofActive = <Thing, View>(
  snapshot: ApiSnapshot,
  list: (snapshot: ApiSnapshot, active: ActiveRevision) => Listing<Thing, View>,
): ApiOutcome<Listing<Thing, View>> =>
  snapshot.active
    ? ok(list(snapshot, snapshot.active))
    : failed('not-ready', 'no configuration is active yet: push a revision that is valid');
