import { formatGiB, gib, gibFloor } from '../../core/model/capacity.ts';
import type { FoundDriveView } from '../api/views/found-view.ts';
import type { OperationView } from '../api/views/operation-view.ts';
import type { LegView, VolumeView } from '../api/views/volume-view.ts';
import { standingText } from './drive-standing.ts';
import { hardwareText } from './hardware-text.ts';
import { printable } from './printable.ts';

/** What wiping a drive would destroy, and what to type to have it done. */
export function wipeWarning(drive: FoundDriveView, enclosure: string, confirm: string | undefined): string {
  const { id, mediaType, protocol, capacity, model, serialNumber, standing, legs } = drive;
  const size = formatGiB(gibFloor(BigInt(capacity)));
  return lines(
    `This would destroy everything on drive ${id} of ${enclosure}; nothing can bring it back:`,
    `  ${[size, protocol, mediaType, hardwareText(model)].join(' ').trim()}, serial ${hardwareText(serialNumber) || 'unknown'}`,
    `  it is ${standingText(standing)}`,
    ...legs.map((leg) => `  leg ${leg.id} of volume ${leg.volume}, ${formatGiB(gib(leg.lengthGiB))}`),
    howToConfirm(confirm, id, `stowage drive wipe ${id} --enclosure ${enclosure}`),
  );
}

/** What it means to go on without a leg, and what to type to have it done. */
export function dropLegWarning(volume: VolumeView, leg: LegView, confirm: string | undefined): string {
  const others = volume.legs.filter(({ id, dropped }) => id !== leg.id && !dropped).length;
  const holders = volume.publishedTo.filter(({ phase }) => phase === 'published').map(({ node }) => node);
  return lines(
    `Volume ${volume.name} would go on without leg ${leg.id} on drive ${leg.drive} of ${leg.enclosure}:`,
    `  - writes that only this leg has are lost, also those that were acknowledged; ${WHY_NOT_PROVED[volume.use]}`,
    `  - it starts from the ${String(others)} other leg${others === 1 ? '' : 's'}, and this one is only ever rebuilt from them`,
    ...holders.map(
      (node) => `  - it is refused until the volume is taken away from node ${node}: end what uses it there`,
    ),
    '  - a node that was cut off must not go on writing to the leg: make sure that it is down',
    '  - where the leg can be had again, wait for it instead: start its host, or mend its network',
    howToConfirm(confirm, leg.id, `stowage volume drop-leg ${volume.name} ${leg.id}`),
  );
}

/** What taking a volume away from a node means, and what to type to have it done. */
export const unpublishWarning = (
  { name }: VolumeView,
  { node }: VolumeView['publishedTo'][number],
  confirm: string | undefined,
): string =>
  lines(
    `Volume ${name} would be taken away from node ${node}, whatever uses it there:`,
    '  - its exports to the node are destroyed and read back; what writes to it there gets errors, and loses what was not written',
    '  - Kubernetes asks for it by itself once the VolumeAttachment goes: this is for a node that is gone for good',
    '  - a VolumeAttachment that still stands goes on to say "attached": delete it as well, else its pods wait in vain',
    howToConfirm(confirm, node, `stowage volume unpublish ${name} ${node}`),
  );

const WHY_NOT_PROVED: Readonly<Record<VolumeView['use'], string>> = {
  unused: 'no node has started the volume yet',
  'in-use': 'a node may have written to this leg alone, and nobody has told',
  stopped: 'the volume was stopped in good order, so the others have all of them',
};

/** What giving an operation up would mean, and what to type to have it done. */
export const abandonWarning = (operation: OperationView, confirm: string | undefined): string =>
  lines(
    `Giving up ${operation.id} of volume ${operation.volume}${operation.why === undefined ? '' : `, which is stuck: ${operation.why}`}:`,
    `  - ${IF_ABANDONED[operation.kind]}`,
    '  - the decision is recorded: "stowage get decisions"',
    howToConfirm(confirm, operation.id, `stowage operation abandon ${operation.id}`),
  );

const IF_ABANDONED: Readonly<Record<OperationView['kind'], string>> = {
  create: 'the volume is deleted; whoever asked for it and asks again gets another, on drives chosen anew',
  expand: 'the volume keeps its size; what legs have grown by stays with it, for the next expansion',
  delete:
    'the volume is forgotten with its data unwiped; refused unless the configuration declares its drives "state: failed"',
  publish: 'the volume is taken away from the node again; whoever asks again begins anew',
  unpublish: 'refused: an export may still stand, and a node may write through it',
  fence: 'refused: an export may still stand, and a node may write through it',
  modify: 'the volume keeps the attributes that it had; its node is told within seconds',
  rejoin: 'refused: nothing was begun; the volume goes on without the leg until its host answers',
};

const howToConfirm = (typed: string | undefined, wanted: string, command: string): string =>
  typed === undefined
    ? `Nothing was done. To do it: ${command} --confirm ${wanted}`
    : `Nothing was done: --confirm says ${typed}, not ${wanted}`;

/** Each on a line of its own, whatever is in it. */
const lines = (...texts: readonly string[]): string => texts.map((text) => `${printable(text)}\n`).join('');
