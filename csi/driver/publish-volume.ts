import type { NodeName, PublicationId } from '../../core/model/ids.ts';
import type { Publication, Volume } from '../../core/model/volume.ts';
import type { PublishedVolume, PublishVolume, UnpublishVolume } from '../services/driver-port.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../services/outcome.ts';
import type { DriverContext } from './context.ts';
import { beingCopied } from './copy-basis.ts';
import { publicationsOf, rememberPublication, rememberVolume, volumeIn } from './driver-state.ts';
import { finishPublish, finishUnpublish } from './operations/go-on.ts';
import { putPublication, putVolume } from './journal.ts';
import { unsupportedCapability } from './volume-request.ts';

/** Makes a volume available to one node: journaled, then exported to that node and nobody else. */
export async function publishVolume(
  context: DriverContext,
  publish: PublishVolume,
): Promise<DriverOutcome<PublishedVolume>> {
  const volume = usableVolume(context, publish);
  if (volume.kind === 'error') return volume;
  const publication = await findOrJournal(context, volume.value, publish);
  if (publication.kind === 'error') return publication;
  if (publication.value.phase === 'published') return ok({ publication: publication.value.id });
  const published = await finishPublish(context, volume.value, publication.value);
  return published.kind === 'error' ? published : ok({ publication: published.value.id });
}

function usableVolume({ state }: DriverContext, publish: PublishVolume): DriverOutcome<Volume> {
  const volume = volumeIn(state, publish.volume);
  if (!volume) return failed('not-found', `there is no volume ${publish.volume}`);
  if (!isKnownNode(state, publish.node)) {
    return failed('not-found', `node ${publish.node} is neither in the Topology nor running the node plug-in`);
  }
  if (volume.phase.kind === 'creating') return failed('busy', `volume ${volume.name} is still being made`);
  const copying = beingCopied(state, volume);
  if (copying) return copying;
  const unsupported = unsupportedCapability([publish.capability]);
  if (unsupported !== undefined) return failed('unsupported', unsupported);
  if (publish.capability.kind !== volume.mode) {
    return failed(
      'unsupported',
      `volume ${volume.name} was made for mode ${volume.mode}, not ${publish.capability.kind}`,
    );
  }
  return ok(volume);
}

const isKnownNode = (state: DriverContext['state'], node: NodeName): boolean =>
  state.nodes.has(node) || state.active?.configuration.topology.nodes.has(node) === true;

async function findOrJournal(
  context: DriverContext,
  volume: Volume,
  publish: PublishVolume,
): Promise<DriverOutcome<Publication>> {
  const publications = publicationsOf(context.state, volume.id);
  const here = publications.find(({ node }) => node === publish.node);
  const elsewhere = publications.find(({ node }) => node !== publish.node);
  if (elsewhere) return failed('published-elsewhere', `volume ${volume.name} is published to node ${elsewhere.node}`);
  if (!here) return nodeFull(context, publish.node) ?? journalPublication(context, volume, publish);
  if (here.phase === 'unpublishing')
    return failed('busy', `volume ${volume.name} is being unpublished from ${here.node}`);
  const same = here.readonly === publish.readonly && here.accessMode === publish.capability.accessMode;
  if (same) return ok(here);
  return failed(
    'already-exists',
    `volume ${volume.name} is published to ${here.node} in another way; unpublish it first`,
  );
}

/** Source: CSI spec, ControllerPublishVolume, "Max volumes attached". */
function nodeFull({ state }: DriverContext, node: NodeName): DriverFailure | undefined {
  const most = state.nodes.get(node)?.maximumVolumes;
  const count = state.publicationsByNode.get(node)?.size ?? 0;
  if (most === undefined || count < most) return undefined;
  return failed('node-full', `node ${node} has ${String(count)} volumes, and takes ${String(most)} at most`);
}

async function journalPublication(
  { state, journal, backend, outside }: DriverContext,
  volume: Volume,
  publish: PublishVolume,
): Promise<DriverOutcome<Publication>> {
  const transports = backend.chooseTransports(volume);
  if (transports.kind === 'error') return transports;
  const publication: Publication = {
    id: outside.newId() as PublicationId,
    volume: volume.id,
    node: publish.node,
    mode: publish.capability.kind,
    accessMode: publish.capability.accessMode,
    readonly: publish.readonly,
    phase: 'publishing',
    since: outside.now().toISOString(),
    transports: transports.value,
    exports: [],
  };
  await journal.commit(putPublication(publication));
  rememberPublication(state, publication);
  return ok(publication);
}

/**
 * Takes a volume away from a node, or from whichever has it: answers once every export is destroyed and read back as
 * gone. The export of a leg that the volume can spare may still stand where its host does not answer: then the leg is
 * kept from everybody until it is gone.
 */
export async function unpublishVolume(
  context: DriverContext,
  { volume: id, node }: UnpublishVolume,
): Promise<DriverOutcome<undefined>> {
  const volume = context.state.volumes.get(id);
  if (!volume) return ok(undefined);
  // There is one at a time.
  const [publication] = publicationsOf(context.state, id);
  if (!publication || (node !== undefined && publication.node !== node)) return ok(undefined);
  return withdraw(context, volume, publication);
}

async function withdraw(
  context: DriverContext,
  volume: Volume,
  publication: Publication,
): Promise<DriverOutcome<undefined>> {
  if (publication.phase === 'unpublishing') return finishUnpublish(context, volume, publication);
  const since = context.outside.now().toISOString();
  const unpublishing: Publication = { ...publication, phase: 'unpublishing', since };
  // A command to export that still is on its way to a host must not come after the one to withdraw.
  const later: Volume = { ...volume, generation: volume.generation + 1 };
  await context.journal.commit(putVolume(later), putPublication(unpublishing));
  rememberVolume(context.state, later);
  rememberPublication(context.state, unpublishing);
  return finishUnpublish(context, later, unpublishing);
}
