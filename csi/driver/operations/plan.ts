import type { PublicationId, VolumeId } from '../../../core/model/ids.ts';
import type { Leg, Volume } from '../../../core/model/volume.ts';
import { ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { DriverContext } from '../context.ts';
import { operationId } from './operation.ts';
import type { OperationId, OperationKind } from './operation.ts';
import type { Sight } from './sight.ts';

/** What an operation works on. Each step hands on what it has learnt. */
export interface Work {
  readonly volume: Volume;
}

/**
 * One step towards what is journaled. It looks before it acts: the command it sends reads the hardware, under the
 * driver's fence, and does what is left to do. So it may be repeated after a crash at any point, and it is, rather than
 * skipped by what `left` says: only a command tells a host of this driver's epoch, and keeps an older one's from
 * arriving later.
 */
export type Step<Of extends Work> = EffectStep<Of> | RecordStep<Of>;

interface EffectStep<Of extends Work> {
  readonly kind: 'effect';
  readonly name: string;
  /** Legs on which it is not done yet, by what hosts found; none when it is done. */
  readonly left: (work: Of, sight: Sight) => readonly Leg[];
  readonly run: StepRun<Of>;
}

/** Makes durable what was reached: it is done when the journal has no entry of the operation any more. */
interface RecordStep<Of extends Work> {
  readonly kind: 'record';
  readonly name: string;
  readonly run: StepRun<Of>;
}

type StepRun<Of extends Work> = (context: DriverContext, work: Of) => Promise<DriverOutcome<Of>>;

/** The second half of an operation: its target is journaled, and these steps reach it. */
export interface Plan<Of extends Work> {
  readonly kind: OperationKind;
  /** Whose the operation is: a volume's, or a publication's of it. */
  readonly subject: (work: Of) => VolumeId | PublicationId;
  readonly steps: readonly Step<Of>[];
}

const idOf = <Of extends Work>(plan: Plan<Of>, work: Of): OperationId => operationId(plan.kind, plan.subject(work));

/** What hosts would have to find for each step that acts on them to be done. */
export const stepsLeft = <Of extends Work>(plan: Plan<Of>, work: Of, sight: Sight): readonly StepLeft[] =>
  plan.steps.flatMap((step) => (step.kind === 'effect' ? [{ step: step.name, left: step.left(work, sight) }] : []));

export interface StepLeft {
  readonly step: string;
  /** Legs on which it is still to be done, or nobody knows; none when it is done. */
  readonly left: readonly Leg[];
}

/**
 * Takes the steps in order, up to the first that fails; the entry then stays, and is tried again.
 * @throws CsiError `deposed`, `outcome-unknown`
 */
export async function perform<Of extends Work>(
  context: DriverContext,
  plan: Plan<Of>,
  begun: Of,
): Promise<DriverOutcome<Of>> {
  const id = idOf(plan, begun);
  let work = begun;
  for (const step of plan.steps) {
    context.attempts.begin(id, step.name);
    const done = await step.run(context, work);
    if (done.kind === 'error') {
      context.attempts.fail(id, step.name, done);
      return done;
    }
    work = done.value;
  }
  context.attempts.end(id);
  return ok(work);
}
