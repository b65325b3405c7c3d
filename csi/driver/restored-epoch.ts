import { LEADER_KEY } from '../../store/keys.ts';
import type { Backup } from '../../store/backup.ts';
import { leaderRecord } from './records.ts';

/**
 * Hosts refuse a leader whose epoch is below what they have seen, and those of after the backup are in no record. An
 * epoch rises by one with each start, so none gets this far.
 */
const EPOCHS_AFTER_A_BACKUP = 1_000_000;

/** The backup, led on under an epoch that no host has seen. */
export function aboveEveryEpoch(backup: Backup): Backup {
  const entries = backup.entries.map((entry) => {
    if (entry.key !== LEADER_KEY) return entry;
    const { epoch } = leaderRecord.read({ ...entry, modified: 0 });
    const write = leaderRecord.put(LEADER_KEY, { epoch: epoch + EPOCHS_AFTER_A_BACKUP });
    return write.kind === 'put' ? write : entry;
  });
  return { ...backup, entries };
}
