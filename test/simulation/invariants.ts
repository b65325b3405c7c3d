import type { Publication, Volume } from '../../core/model/volume.ts';
import type { ObservedLeg } from '../../csi/backends/composable/enclosure-host.ts';
import type { SimulatedExport } from '../../csi/backends/composable/simulated-legs.ts';
import { readExports, readLegs, readPublications, readVolumes } from './durable.ts';
import { DRIVES } from './hardware.ts';
import { ENCLOSURES } from './inventory.ts';
import type { VolumeClient } from './volume-client.ts';
import type { World } from './world.ts';

/** What stands in the store and on the hardware at a moment. */
export interface Durable {
  readonly volumes: readonly Volume[];
  readonly publications: readonly Publication[];
  readonly legs: readonly ObservedLeg[];
  readonly exports: readonly SimulatedExport[];
}

export async function readDurable({ store, hardware }: World): Promise<Durable> {
  const [volumes, publications] = [await readVolumes(store), await readPublications(store)];
  return { volumes, publications, legs: await readLegs(hardware.store), exports: await readExports(hardware.store) };
}

const HDDS = new Set(
  [...ENCLOSURES.values()].flatMap(({ drives }) =>
    drives.filter(({ mediaType }) => mediaType === 'HDD').map(({ id }) => id),
  ),
);

/** What holds at every moment, whatever is half done. */
export const alwaysWrong = (durable: Durable): readonly string[] => [
  ...overlaps('the store', recordedLegs(durable)),
  ...overlaps('the hardware', durable.legs),
  ...leakedLegs(durable),
  ...leakedExports(durable),
  ...sharedVolumes(durable),
  ...durable.volumes.flatMap(({ name, unfenced, integrity }) =>
    unfenced
      .filter(({ leg }) => !integrity.dropped.includes(leg))
      .map(({ leg }) => `leg ${leg} of ${name} is not fenced and not dropped`),
  ),
];

const recordedLegs = ({ volumes }: Durable): readonly ObservedLeg[] =>
  volumes.flatMap((volume) =>
    volume.legs.map(({ id, drive, extent }) => ({ leg: id, volume: volume.id, drive, extent })),
  );

/** A byte of a drive belongs to one leg at most, and an HDD is never sliced. */
function overlaps(where: string, legs: readonly ObservedLeg[]): readonly string[] {
  return DRIVES.flatMap((drive) => {
    const own = legs.filter((leg) => leg.drive === drive).sort((a, b) => a.extent.start - b.extent.start);
    const over = own.filter(({ extent }, at) => {
      const before = own[at - 1]?.extent;
      return before !== undefined && before.start + before.length > extent.start;
    });
    const sliced =
      HDDS.has(drive) && own.length > 1 ? [`${where} has ${String(own.length)} legs on the HDD ${drive}`] : [];
    return [...sliced, ...over.map(({ leg }) => `leg ${leg} overlaps another one in ${where}`)];
  });
}

/** Every leg is known to a volume that the store has, and as long as that says or still on its way there. */
function leakedLegs(durable: Durable): readonly string[] {
  const recorded = new Map(recordedLegs(durable).map((leg) => [leg.leg, leg]));
  return durable.legs.flatMap(({ leg, drive, extent, volume }) => {
    const known = recorded.get(leg);
    if (!known) return [`leg ${leg} of volume ${volume} on ${drive} is known to nobody`];
    const fits = known.drive === drive && known.extent.start === extent.start && extent.length <= known.extent.length;
    return fits ? [] : [`leg ${leg} lies on ${drive} otherwise than the store says`];
  });
}

/** Every export is of a publication that the store has, or noted as not fenced; and a leg has one at most. */
function leakedExports({ volumes, publications, exports }: Durable): readonly string[] {
  const unfenced = new Set(
    volumes.flatMap((volume) => volume.unfenced.map(({ publication, leg }) => `${publication} ${leg}`)),
  );
  const twice = exports.filter(({ leg }, at) => exports.findIndex((other) => other.leg === leg) !== at);
  return [
    ...exports.flatMap(({ publication, leg, node }) => {
      const live = publications.find(({ id }) => id === publication);
      if (!live)
        return unfenced.has(`${publication} ${leg}`) ? [] : [`the export of leg ${leg} to ${node} is known to nobody`];
      return live.node === node ? [] : [`leg ${leg} is exported to ${node} for a publication to ${live.node}`];
    }),
    ...twice.map(({ leg }) => `leg ${leg} is exported twice`),
  ];
}

function sharedVolumes({ volumes, publications }: Durable): readonly string[] {
  return publications.flatMap(({ volume, id }, at) => {
    const known = volumes.some((each) => each.id === volume);
    const first = publications.findIndex((other) => other.volume === volume) === at;
    return [
      ...(known ? [] : [`publication ${id} is of a volume that is not there`]),
      ...(first ? [] : [`volume ${volume} is published twice`]),
    ];
  });
}

/** What holds once every client has its answer and nothing fails any more: exactly what was asked for is there. */
export function wrongAtRest(
  { volumes, publications, legs, exports }: Durable,
  clients: readonly VolumeClient[],
): readonly string[] {
  const bound = clients.filter(({ claim }) => claim === 'bound');
  return [
    ...volumes.flatMap((volume) => unfinished(volume)),
    ...volumes
      .filter(({ id }) => !bound.some((client) => client.id === id))
      .map(({ name }) => `volume ${name} is nobody's`),
    ...bound.flatMap((client) =>
      wrongVolume(
        client,
        volumes.find(({ id }) => id === client.id),
        publications,
      ),
    ),
    ...volumes.flatMap((volume) =>
      volume.legs
        .filter((leg) => legs.find((each) => each.leg === leg.id)?.extent.length !== leg.extent.length)
        .map(({ id }) => `leg ${id} of ${volume.name} is not on its drive as it should be`),
    ),
    ...publications
      .filter(({ phase }) => phase !== 'published')
      .map(({ id, phase }) => `publication ${id} is ${phase}`),
    ...publications.flatMap(({ id, volume }) =>
      (volumes.find((each) => each.id === volume)?.legs ?? [])
        .filter((leg) => !exports.some((each) => each.leg === leg.id && each.publication === id))
        .map((leg) => `leg ${leg.id} is not exported to publication ${id}`),
    ),
  ];
}

const unfinished = ({ name, phase, unfenced }: Volume): readonly string[] => [
  ...(phase.kind === 'ready' ? [] : [`volume ${name} is ${phase.kind}`]),
  ...unfenced.map(({ leg }) => `leg ${leg} of ${name} is not fenced`),
];

function wrongVolume(
  client: VolumeClient,
  volume: Volume | undefined,
  publications: readonly Publication[],
): readonly string[] {
  if (!volume) return [`${client.name} is gone`];
  const on = publications
    .filter((each) => each.volume === volume.id)
    .map(({ id }) => id)
    .join();
  const wanted = client.attachment?.publication ?? '';
  return [
    ...(volume.size >= client.size && volume.size <= client.asked
      ? []
      : [`${client.name} has ${String(volume.size)} GiB, and ${String(client.size)} were answered`]),
    ...(on === wanted ? [] : [`${client.name} is published as ${on}, and ${wanted} was answered`]),
  ];
}
