import type { DriveId } from '../../../core/model/ids.ts';
import type { Store } from '../../../store/store.ts';
import type { DriveStanding } from '../../backends/composable/enclosure-host.ts';
import { recordFormat, writeAll } from '../../records.ts';
import { createTurns } from '../../simulation/turns.ts';

/** What a person decided about a drive that was not ours. */
export interface DriveDecision {
  readonly drive: DriveId;
  readonly kind: 'adopt' | 'wipe';
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  /** What the drive was before. */
  readonly before: DriveStanding;
  /** ISO 8601; left out until it is carried out. */
  readonly done?: string;
}

export interface DriveDecisions {
  /** In the order in which they were taken. */
  all(): Promise<readonly DriveDecision[]>;
  /** Durable before it answers. A repeat of the last one on that drive that is not carried out yet is the same decision. */
  record(decision: Omit<DriveDecision, 'done'>): Promise<void>;
  /** The last one on that drive is carried out; nothing where it is already, or where there is none. */
  markDone(drive: DriveId, at: string): Promise<void>;
}

const format = recordFormat<DriveDecision>('decisions about drives', 1);
const PREFIX = 'agent/decision/';
const keyOf = (number: number): string => PREFIX + String(number).padStart(10, '0');

export function driveDecisionsIn(store: Store): DriveDecisions {
  const entries = async () =>
    (await store.list(PREFIX)).map((entry) => ({ key: entry.key, decision: format.read(entry) }));
  const lastOn = async (drive: DriveId) => (await entries()).findLast(({ decision }) => decision.drive === drive);
  // Decisions about different drives come side by side, and each takes the next number.
  const turns = createTurns<'numbers'>();
  return {
    all: async () => (await entries()).map(({ decision }) => decision),
    record: (decision) =>
      turns.take('numbers', async () => {
        const last = await lastOn(decision.drive);
        if (last && last.decision.done === undefined && isSame(last.decision, decision)) return;
        const key = keyOf((await entries()).length + 1);
        await writeAll(store, [format.put(key, decision)]);
      }),
    markDone: async (drive, at) => {
      const last = await lastOn(drive);
      if (!last || last.decision.done !== undefined) return;
      await writeAll(store, [format.put(last.key, { ...last.decision, done: at })]);
    },
  };
}

const isSame = (one: DriveDecision, other: Omit<DriveDecision, 'done'>): boolean =>
  one.kind === other.kind && one.by === other.by;
