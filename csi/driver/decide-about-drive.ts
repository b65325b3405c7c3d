import { DECISION_PREFIX, decisionKey } from '../../store/keys.ts';
import type { Write } from '../../store/store.ts';
import type { EnclosureErrorCode, EnclosureOutcome } from '../backends/composable/enclosure-host.ts';
import { failed } from '../services/outcome.ts';
import type { DriverErrorCode, DriverOutcome } from '../services/outcome.ts';
import type { DriverContext } from './context.ts';
import type { Decided, DecidedDrive, Decision, DecisionOutcome, DriveChoice } from './decisions.ts';
import type { DriveDecision } from './drive-hosts.ts';
import { decisionRecord } from './records.ts';

/** Takes a drive of another domain over. Errors: not-found, in-use, unsupported (unknown data), unavailable. */
export const adoptDrive = (context: DriverContext, choice: DriveChoice): Promise<DriverOutcome<undefined>> =>
  decide(context, 'adopt-drive', choice, (command) => context.backend.drives.adopt(command));

/** Destroys what a drive holds, unless that is a volume's. Errors: not-found, in-use, unsupported, unavailable. */
export function wipeDrive(context: DriverContext, choice: DriveChoice): Promise<DriverOutcome<undefined>> {
  const { drive } = choice;
  const user = [...context.state.volumes.values()].find(({ legs }) => legs.some((leg) => leg.drive === drive));
  if (user) {
    const what = `drive ${drive} holds a leg of volume ${user.name}`;
    const way = 'delete the volume first; "state: draining" in the declaration of the drive keeps new ones off it';
    return Promise.resolve(failed('in-use', `${what}; ${way}`));
  }
  return decide(context, 'wipe-drive', choice, (command) => context.backend.drives.wipe(command));
}

/** Records a decision, has it carried out, and records what came of it. A repeat goes on with the same decision. */
async function decide(
  context: DriverContext,
  kind: DecidedDrive['kind'],
  { by, enclosure, drive }: DriveChoice,
  carryOut: (command: DriveDecision) => Promise<EnclosureOutcome<undefined>>,
): Promise<DriverOutcome<undefined>> {
  const { journal } = context;
  const decided: DecidedDrive = { kind, enclosure, drive };
  const pending = await pendingOf(context, decided);
  if (!pending.some(({ decision }) => decision.by === by)) {
    await journal.commit(recordOf(context, by, decided, { kind: 'pending' }));
  }
  const answer = await carryOut({ enclosure, drive, by, epoch: journal.leading() });
  await settle(context, decided, answer);
  if (answer.kind === 'ok') {
    // Whoever is told that it is done finds the drive ready to be placed on.
    await context.observe(enclosure);
    return answer;
  }
  return failed(codeOf(answer.code), `enclosure ${enclosure}: ${answer.message}`);
}

/** Of everybody who decided the same and does not know yet what came of it. */
async function settle(
  context: DriverContext,
  decided: DecidedDrive,
  answer: EnclosureOutcome<undefined>,
): Promise<void> {
  const outcome = outcomeOf(answer);
  if (outcome.kind === 'pending') return;
  const settled = (await pendingOf(context, decided)).map(({ key, decision }) =>
    decisionRecord.put(key, { ...decision, outcome }),
  );
  if (settled.length > 0) await context.journal.commit(...settled);
}

function outcomeOf(answer: EnclosureOutcome<undefined>): DecisionOutcome {
  if (answer.kind === 'ok') return { kind: 'done' };
  const { code, message } = answer;
  // It is being wiped, its host does not answer, or the next leader speaks to it by now.
  return code === 'unavailable' || code === 'stale' ? { kind: 'pending' } : { kind: 'refused', code, message };
}

interface RecordedDecision {
  readonly key: string;
  readonly decision: Decision;
}

async function pendingOf(
  { journal }: DriverContext,
  { kind, enclosure, drive }: DecidedDrive,
): Promise<readonly RecordedDecision[]> {
  const entries = await journal.store.list(DECISION_PREFIX);
  return entries
    .map((entry) => ({ key: entry.key, decision: decisionRecord.read(entry) }))
    .filter(({ decision }) => decision.kind === kind && decision.outcome.kind === 'pending')
    .filter(({ decision }) => 'drive' in decision && decision.drive === drive && decision.enclosure === enclosure);
}

export function recordOf({ outside }: DriverContext, by: string, decided: Decided, outcome: DecisionOutcome): Write {
  const at = outside.now().toISOString();
  return decisionRecord.put(decisionKey(at, outside.newId()), { at, by, ...decided, outcome });
}

function codeOf(code: EnclosureErrorCode): DriverErrorCode {
  switch (code) {
    case 'unknown-enclosure':
    case 'unknown-drive':
    case 'unknown-leg':
      return 'not-found';
    case 'exported':
    case 'drive-in-use':
      return 'in-use';
    case 'foreign-drive':
    case 'unknown-data':
    case 'differs':
    case 'outside-drive':
    case 'overlap':
    case 'no-portal':
      return 'unsupported';
    case 'stale':
    case 'underway':
    case 'unavailable':
      return 'unavailable';
  }
}
