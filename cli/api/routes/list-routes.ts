import type { FastifyInstance } from 'fastify';
import type { StorageClass } from '../../../core/model/class.ts';
import type { Backend, Enclosure } from '../../../core/model/inventory.ts';
import type { Volume } from '../../../core/model/volume.ts';
import { failed, ok } from '../../../csi/outcome.ts';
import type { ApiOutcome } from '../api-outcome.ts';
import type { ActiveRevision, ApiPort, ApiSnapshot } from '../api-port.ts';
import { positionOf, takePage } from '../paging.ts';
import type { ListQuery, Page } from '../paging.ts';
import { errors } from '../schemas/error-schema.ts';
import { listOf, record, ref, text } from '../schemas/parts.ts';
import type { JsonSchema } from '../schemas/parts.ts';
import { sendOutcome } from '../send.ts';
import { backendViewer } from '../views/backend-view.ts';
import type { BackendView } from '../views/backend-view.ts';
import { classViewer } from '../views/class-view.ts';
import type { ClassView } from '../views/class-view.ts';
import { driveViewer, drivesInOrder } from '../views/drive-view.ts';
import type { DriveView, PlacedDrive } from '../views/drive-view.ts';
import { enclosureViewer } from '../views/enclosure-view.ts';
import type { EnclosureView } from '../views/enclosure-view.ts';
import { revisionView } from '../views/revision-view.ts';
import type { RevisionView } from '../views/revision-view.ts';
import { volumeViewer } from '../views/volume-view.ts';
import type { VolumeView } from '../views/volume-view.ts';

const LIST_QUERY = record(
  {},
  {
    name: { type: 'string', minLength: 1, maxLength: 256, description: 'Only the object of this name.' },
    limit: { type: 'integer', minimum: 1, maximum: 5000, default: 500, description: 'Most items to answer.' },
    continue: { type: 'string', minLength: 1, maxLength: 2048, description: 'As an earlier answer said it.' },
  },
);

const pageOf = (id: string): JsonSchema => ({
  description: 'A page of the list.',
  ...record({ items: listOf(ref(id)) }, { continue: text('What to send for the next page. Left out on the last.') }),
});

/** What a list is made of: its things in ascending order of their keys, and how one is shown. */
interface Listing<Thing, View> {
  readonly things: Iterable<Thing>;
  readonly nameOf: (thing: Thing) => string;
  /** Unique; the name where that is left out. */
  readonly keyOf?: (thing: Thing) => string;
  readonly view: (thing: Thing) => View;
}

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
    const things = [...snapshot.volumes].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    return ok({ things, nameOf: ({ name }) => name, keyOf, view: volumeViewer(snapshot) });
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

/** Orders pairs as pairs: nothing sorts before the separator. */
const joinKey = (first: string, second: string): string => `${first}\u0000${second}`;

/** Errors: not-ready. */
const ofActive = <Thing, View>(
  snapshot: ApiSnapshot,
  list: (snapshot: ApiSnapshot, active: ActiveRevision) => Listing<Thing, View>,
): ApiOutcome<Listing<Thing, View>> =>
  snapshot.active
    ? ok(list(snapshot, snapshot.active))
    : failed('not-ready', 'no configuration is active yet: push a revision that is valid');

function addList<Thing, View>(
  app: FastifyInstance,
  { path, schema, about }: { readonly path: string; readonly schema: string; readonly about: string },
  listing: () => ApiOutcome<Listing<Thing, View>> | Promise<ApiOutcome<Listing<Thing, View>>>,
): void {
  app.get<{ Querystring: ListQuery }>(
    `/api/v1/${path}`,
    {
      schema: {
        operationId: `list${path.charAt(0).toUpperCase()}${path.slice(1)}`,
        summary: `Lists ${about}.`,
        tags: [path],
        querystring: LIST_QUERY,
        response: { 200: pageOf(schema), ...errors(400, 401, 500, 503) },
      },
    },
    async ({ query }, reply) => {
      const found = await listing();
      return sendOutcome(reply, 200, found.kind === 'ok' ? pageFor(found.value, query) : found);
    },
  );
}

function pageFor<Thing, View>(listing: Listing<Thing, View>, query: ListQuery): ApiOutcome<Page<View>> {
  const position = positionOf(query.continue);
  if (!position) return failed('bad-token', 'the value of "continue" is none that an answer said');
  const things = query.name === undefined ? listing.things : named(listing, query.name);
  const page = takePage(things, listing.keyOf ?? listing.nameOf, { position, limit: query.limit });
  return ok({ ...page, items: page.items.map(listing.view) });
}

function* named<Thing>({ things, nameOf }: Listing<Thing, unknown>, name: string): Generator<Thing> {
  for (const thing of things) if (nameOf(thing) === name) yield thing;
}
