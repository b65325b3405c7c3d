import { randomUUID } from 'node:crypto';
import { gib } from '../../core/model/capacity.ts';
import { extentFor } from '../../core/model/format.ts';
import type { DriveId, LegId, NodeName, PublicationId, VolumeId } from '../../core/model/ids.ts';
import type { EnclosureHost } from '../backends/composable/enclosure-host.ts';
import type { ExportAddress } from '../export-address.ts';
import type { PublicationDirectory, PublishedLegs } from '../host/publication-directory.ts';
import type { ControllerDriver, CreatedVolume, CreateVolume, VolumePage } from '../services/driver-port.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';

interface FakeVolume extends CreatedVolume {
  readonly name: string;
  readonly asked: string;
  readonly leg: LegId;
  readonly kind: 'mount' | 'block';
}

interface FakePublication {
  readonly id: PublicationId;
  readonly volume: VolumeId;
  readonly node: NodeName;
  readonly readonly: boolean;
  readonly address: ExportAddress;
}

export interface FakeDriverOptions {
  /** Volumes are legs of one drive behind it, one after the other. */
  readonly enclosure: EnclosureHost;
  readonly drive: DriveId;
  readonly node: NodeName;
}

/** A driver without memory, placement or journal: just enough for the services to be tried against csi-sanity. */
export function createFakeDriver(options: FakeDriverOptions): ControllerDriver & PublicationDirectory {
  const volumes = new Map<VolumeId, FakeVolume>();
  const publications = new Map<PublicationId, FakePublication>();
  const fence = { epoch: 1, generation: 1 };
  let nextStart = 1;

  const publishedAs = (volume: VolumeId) => [...publications.values()].filter((made) => made.volume === volume);

  async function createVolume(request: CreateVolume): Promise<DriverOutcome<CreatedVolume>> {
    const asked = JSON.stringify([request.size, request.parameters, request.capabilities]);
    const same = [...volumes.values()].find(({ name }) => name === request.name);
    if (same) return same.asked === asked ? ok(same) : failed('already-exists', `${request.name} differs`);
    const id = randomUUID() as VolumeId;
    const leg = randomUUID() as LegId;
    const kind = request.capabilities[0]?.kind ?? 'mount';
    // Room to grow by a GiB, which is what csi-sanity asks for.
    const extent = { start: gib(nextStart), length: extentFor(request.size.required) };
    nextStart += extent.length + 1;
    const cut = await options.enclosure.cutLeg({ fence, volume: id, leg, drive: options.drive, extent });
    if (cut.kind === 'error') return failed('no-capacity', cut.message);
    const size = request.size.required;
    const made: FakeVolume = { id, size, accessibleFrom: [], name: request.name, asked, leg, kind };
    volumes.set(id, made);
    return ok(made);
  }

  async function unpublish(volume: VolumeId, node: NodeName | undefined): Promise<DriverOutcome<undefined>> {
    for (const made of publishedAs(volume)) {
      if (node !== undefined && made.node !== node) continue;
      await options.enclosure.withdrawExport({ fence, volume, publication: made.id });
      publications.delete(made.id);
    }
    return ok(undefined);
  }

  return {
    ready: () => true,
    createVolume,
    deleteVolume: async (id) => {
      const volume = volumes.get(id);
      if (!volume) return ok(undefined);
      if (publishedAs(id).length > 0) return failed('in-use', 'published');
      await options.enclosure.releaseLeg({ fence, volume: id, leg: volume.leg, drive: options.drive });
      volumes.delete(id);
      return ok(undefined);
    },
    publish: async ({ volume: id, node, readonly }) => {
      const volume = volumes.get(id);
      if (!volume) return failed('not-found', `no volume ${id}`);
      if (node !== options.node) return failed('not-found', `no node ${node}`);
      const [made] = publishedAs(id);
      if (made) return made.readonly === readonly ? ok({ publication: made.id }) : failed('already-exists', 'differs');
      const publication = randomUUID() as PublicationId;
      const command = { fence, volume: id, leg: volume.leg, drive: options.drive, publication, node };
      const address = await options.enclosure.exportLeg({ ...command, transport: 'nvmetcp' });
      if (address.kind === 'error') return failed('unavailable', address.message);
      publications.set(publication, { id: publication, volume: id, node, readonly, address: address.value });
      return ok({ publication });
    },
    unpublish: ({ volume, node }) => unpublish(volume, node),
    validate: ({ volume: id, capabilities }) => {
      const volume = volumes.get(id);
      if (!volume) return Promise.resolve(failed('not-found', `no volume ${id}`));
      const fits = capabilities.every(({ kind }) => kind === volume.kind);
      return Promise.resolve(ok(fits ? { kind: 'confirmed' } : { kind: 'refused', message: `it is a ${volume.kind}` }));
    },
    list: ({ after, limit }): Promise<DriverOutcome<VolumePage>> => {
      const rest = [...volumes.values()]
        .filter(({ id }) => after === undefined || id > after)
        .sort((one, other) => (one.id < other.id ? -1 : 1));
      const page = rest.slice(0, limit);
      const listed = page.map((volume) => ({ ...volume, publishedTo: publishedAs(volume.id).map(({ node }) => node) }));
      return Promise.resolve(ok({ volumes: listed, next: rest.length > limit ? page.at(-1)?.id : undefined }));
    },
    capacity: () => Promise.resolve(ok({ available: gib(1000), maximumVolume: gib(100) })),
    expand: async ({ volume: id, size }) => {
      const volume = volumes.get(id);
      if (!volume) return failed('not-found', `no volume ${id}`);
      if (size.required > volume.size) volumes.set(id, { ...volume, size: size.required });
      return Promise.resolve(ok({ size: volumes.get(id)?.size ?? volume.size, nodeExpansionRequired: true }));
    },
    lookup: (id): Promise<PublishedLegs | undefined> => {
      const made = publications.get(id);
      const volume = made && volumes.get(made.volume);
      if (!made || !volume) return Promise.resolve(undefined);
      return Promise.resolve({
        publication: id,
        volume: volume.id,
        node: made.node,
        layout: 'single',
        size: volume.size,
        fsType: 'ext4',
        legs: [{ leg: volume.leg, address: made.address }],
        key: undefined,
      });
    },
  };
}
