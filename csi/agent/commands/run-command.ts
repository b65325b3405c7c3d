import type { DriveId, PublicationId } from '../../../core/model/ids.ts';
import { BYTES_PER_GIB, formatGiB, gibFloor } from '../../../core/model/capacity.ts';
import type { EnclosureOutcome } from '../../backends/composable/enclosure-host.ts';
import { failed } from '../../outcome.ts';
import { isHostTrouble } from '../host-trouble.ts';
import type { AgentParts } from '../agent-parts.ts';
import type { Alarm } from '../clock.ts';
import type { Underway } from '../disk/wipe-jobs.ts';
import { volumesHere } from './observe.ts';

/** What a command came to, or what it waits for: then it is run again from its beginning. */
export type Step<Value> = EnclosureOutcome<Value> | Underway;

export interface Ordered<Value> {
  /** One command at a time on it. */
  readonly about: DriveId | PublicationId;
  readonly admit: () => Promise<EnclosureOutcome<undefined>>;
  readonly effect: () => Promise<Step<Value>>;
}

/**
 * How long a command waits for what goes on behind it; its caller waits twice the longest for its answer. Whoever waits for
 * a copy gives up after ten seconds, and is to learn how far it is.
 */
const PATIENCE_MS: Readonly<Record<Underway['what'], number>> = { wiped: 15_000, filled: 4_000 };

/**
 * Runs a command: its fence first, durable, then its effect. What the host cannot do is answered as `unavailable`:
 * nothing is known about how far it came, and a repeat goes on from there.
 */
export async function runCommand<Value>(parts: AgentParts, command: Ordered<Value>): Promise<EnclosureOutcome<Value>> {
  let alarm: Alarm | undefined;
  const alarmFor = ({ what }: Underway): Alarm => (alarm ??= parts.clock.alarm(PATIENCE_MS[what]));
  try {
    const outcome = await answering(parts, () => runToTheEnd(parts, command, alarmFor));
    await forgetOlder(parts);
    return outcome;
  } finally {
    alarm?.cancel();
  }
}

/** Others have their turn on the drive while work is waited for. */
async function runToTheEnd<Value>(
  parts: AgentParts,
  command: Ordered<Value>,
  alarmFor: (underway: Underway) => Alarm,
): Promise<EnclosureOutcome<Value>> {
  for (;;) {
    const step = await parts.turns.take(command.about, async (): Promise<Step<Value>> => {
      const admitted = await command.admit();
      return admitted.kind === 'ok' ? command.effect() : admitted;
    });
    if (step.kind !== 'underway') return step;
    const ended = await Promise.race([step.ended.then(() => true), alarmFor(step).rung.then(() => false)]);
    if (!ended) return goesOn(step);
  }
}

function goesOn(underway: Underway): EnclosureOutcome<never> {
  const { done, total } = underway.progress();
  const spoken = (bytes: bigint): string => formatGiB(gibFloor(bytes));
  const progress = total < BYTES_PER_GIB ? '' : `, ${spoken(done)} of ${spoken(total)} so far`;
  const code = underway.what === 'filled' ? 'underway' : 'unavailable';
  return failed(code, `being ${underway.what}${progress}; repeat the command to wait for it`);
}

/** Housekeeping: a host that cannot do it now does it after another command. */
async function forgetOlder(parts: AgentParts): Promise<void> {
  try {
    await parts.fences.forgetOlder(() => volumesHere(parts));
  } catch (error) {
    if (!isHostTrouble(error)) throw error;
  }
}

export async function answering<Value>(
  { enclosure }: Pick<AgentParts, 'enclosure'>,
  work: () => Promise<EnclosureOutcome<Value>>,
): Promise<EnclosureOutcome<Value>> {
  try {
    return await work();
  } catch (error) {
    if (!isHostTrouble(error)) throw error;
    return failed('unavailable', `the host of enclosure ${enclosure} failed: ${error.message}`);
  }
}
