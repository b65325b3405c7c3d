import type { Leg, Volume } from '../../../core/model/volume.ts';
import { vacate } from '../../../core/placement/inventory-index.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { DriverContext } from '../context.ts';
import { recordOf } from '../decide-about-drive.ts';
import { forgetVolume, publicationsOf, rememberPublication, rememberVolume } from '../driver-state.ts';
import type { Write } from '../../../store/store.ts';
import { deleteVolume, putPublication, putVolume } from '../journal.ts';
import { volumeKey } from '../locked-calls.ts';
import type { Operation, OperationId } from './operation.ts';
import { unmodified } from '../modified-volume.ts';
import { listOperations } from './list-operations.ts';
import { resume } from './resume.ts';
import { operationsUnderWay } from './under-way.ts';
import type { UnderWay } from './under-way.ts';

/** A person's word about an operation that is stuck. */
export interface OperationChoice {
  readonly operation: OperationId;
  /** Who decides it. */
  readonly by: string;
}

/** Tries it now, with whatever else is under way on its volume. Errors: not-found, busy, and what it fails with. */
export async function retryOperation(context: DriverContext, id: OperationId): Promise<DriverOutcome<undefined>> {
  const operation = listOperations(context).find((each) => each.id === id);
  return operation ? resume(context, operation.volume) : noSuch(id);
}

/**
 * Gives up the target of an operation. What was made for it is taken back by another operation, which then goes on
 * behind the answer. Errors: not-found, unsupported (giving it up would do harm), busy.
 */
export async function abandonOperation(
  context: DriverContext,
  choice: OperationChoice,
  goOn: (work: () => Promise<unknown>) => void,
): Promise<DriverOutcome<undefined>> {
  const operation = listOperations(context).find((each) => each.id === choice.operation);
  if (!operation) return noSuch(choice.operation);
  const given = await context.locks.run([volumeKey(operation.volume)], () => giveUp(context, choice, operation));
  if (given.kind === 'ok') goOn(() => resume(context, operation.volume));
  return given;
}

const noSuch = (id: OperationId) =>
  failed('not-found', `no operation ${id} is under way; "stowage get operations" lists those that are`);

async function giveUp(
  context: DriverContext,
  choice: OperationChoice,
  { volume: id }: Operation,
): Promise<DriverOutcome<undefined>> {
  const volume = context.state.volumes.get(id);
  const under =
    volume &&
    operationsUnderWay(volume, publicationsOf(context.state, volume.id)).find((each) => each.id === choice.operation);
  if (!under) return noSuch(choice.operation);
  const change = instead(context, volume, under);
  if (change.kind === 'error') return change;
  const decided = { kind: 'abandon-operation', operation: choice.operation, volume: id } as const;
  await context.journal.commit(...change.value.writes, recordOf(context, choice.by, decided, { kind: 'done' }));
  change.value.remember();
  context.attempts.end(choice.operation);
  return ok(undefined);
}

interface Change {
  readonly writes: readonly Write[];
  readonly remember: () => void;
}

/** What the records say in its place. */
function instead(context: DriverContext, volume: Volume, under: UnderWay): DriverOutcome<Change> {
  const since = context.outside.now().toISOString();
  const generation = volume.generation + 1;
  switch (under.kind) {
    case 'create':
      return ok(changed(context, { ...volume, phase: { kind: 'releasing', since }, generation }));
    case 'expand':
      // Legs that have grown stay as long as they are: the next expansion finds them so.
      return ok(changed(context, { ...volume, phase: { kind: 'ready' }, generation }));
    case 'publish': {
      const withdrawn = { ...under.publication, phase: 'unpublishing' as const, since };
      const later = { ...volume, generation };
      return ok({
        writes: [putVolume(later), putPublication(withdrawn)],
        remember: () => {
          rememberVolume(context.state, later);
          rememberPublication(context.state, withdrawn);
        },
      });
    }
    case 'modify':
      // The node is told what it was before, as soon as it asks again.
      return ok(changed(context, unmodified(volume)));
    case 'delete':
      return forgotten(context, volume);
    case 'unpublish':
    case 'fence':
      return failed('unsupported', whyNoFence(volume));
    case 'rejoin':
      return failed('unsupported', whyNoRejoin(volume));
  }
}

const changed = (context: DriverContext, volume: Volume): Change => ({
  writes: [putVolume(volume)],
  remember: () => {
    rememberVolume(context.state, volume);
  },
});

/** Space that is not wiped is not handed out: only what lies on drives that are declared lost is forgotten. */
function forgotten(context: DriverContext, volume: Volume): DriverOutcome<Change> {
  if (volume.copies) return failed('unsupported', whyStillRead(volume));
  const inService = volume.legs.filter((leg) => isInService(context, leg)).map(({ drive }) => drive);
  if (inService.length > 0) return failed('unsupported', whyNotForgotten(volume, inService.join(', ')));
  return ok({
    writes: [deleteVolume(volume)],
    remember: () => {
      if (context.state.index) vacate(context.state.index, volume.legs);
      forgetVolume(context.state, volume);
    },
  });
}

function isInService({ state }: DriverContext, leg: Leg): boolean {
  const drive = state.active?.enclosures.get(leg.enclosure)?.drives.find(({ id }) => id === leg.drive);
  return drive !== undefined && drive.state !== 'failed';
}

const whyNotForgotten = ({ name }: Volume, drives: string): string =>
  `volume ${name} still has data on ${drives}, and its space would be handed out unwiped; bring the host back, or ` +
  'declare "state: failed" for the drive in the configuration repository first';

const whyStillRead = ({ name }: Volume): string =>
  `what was exported to copy into ${name} may still stand; it is gone when its host says so`;

const whyNoFence = ({ name }: Volume): string =>
  `an export of volume ${name} may still stand, and a node may write through it; it is gone when its host says so. ` +
  `Where another leg has the data, "stowage volume drop-leg ${name} LEG" lets the volume go on without it`;

const whyNoRejoin = ({ name }: Volume): string =>
  `nothing was begun that could be given up: volume ${name} goes on without the leg until its host answers`;
