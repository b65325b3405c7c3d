import type { DomainId, EnclosureName } from '../../core/model/ids.ts';
import type { AgentClock } from '../../csi/agent/clock.ts';
import type { LocalEnclosureHost } from '../../csi/agent/local-enclosure-host.ts';
import type { MissingExport, RestoredExports } from '../../csi/agent/restore-exports.ts';
import type { Log } from '../serve/log.ts';
import { aborted } from './aborted.ts';

export interface ExportsToBringBack {
  readonly host: Pick<LocalEnclosureHost, 'restoreAgain'>;
  readonly enclosure: EnclosureName;
  readonly domain: DomainId;
  readonly clock: AgentClock;
  readonly log: Log;
  readonly stop: AbortSignal;
}

/** An address or a drive that comes up after the agent does: soon enough for nodes, and rarely enough for drives. */
const PAUSE_MS = 10_000;

/**
 * Says that the host is ready once it exports all that it owes, and tries until then what is missing. What is missing is
 * told once, and again when that changes. Answers when it is ready, or told to stop.
 */
export async function bringExportsBack(options: ExportsToBringBack, first: RestoredExports): Promise<void> {
  const { enclosure, domain, log, stop } = options;
  let { restored, notRestored } = first;
  const stopped = aborted(stop);
  let said = '';
  while (notRestored.length > 0) {
    const told = missingText(notRestored);
    if (told !== said) log.error(told);
    said = told;
    await pause(options, stopped);
    if (stop.aborted) return;
    ({ restored, notRestored } = await triedAgain(options, { restored, notRestored }));
  }
  log.info(`ready: enclosure ${enclosure} exports ${count(restored.length, 'leg')}, for domain ${domain}`);
}

async function triedAgain({ host, log }: ExportsToBringBack, last: RestoredExports): Promise<RestoredExports> {
  try {
    return await host.restoreAgain(last.notRestored);
  } catch (error) {
    log.bug('making exports again', error);
    return last;
  }
}

async function pause({ clock }: ExportsToBringBack, stopped: Promise<void>): Promise<void> {
  const alarm = clock.alarm(PAUSE_MS);
  await Promise.race([alarm.rung, stopped]);
  alarm.cancel();
}

/** Enough to see what is wrong: a host may owe thousands. */
const MOST_TOLD = 10;

function missingText(missing: readonly MissingExport[]): string {
  const are = `${count(missing.length, 'export')} ${missing.length === 1 ? 'is' : 'are'} not back`;
  const told = missing.slice(0, MOST_TOLD).map(({ wanted: { leg, volume, node }, reason }) => {
    return `leg ${leg} of volume ${volume} to node ${node}: ${reason}`;
  });
  const rest = missing.length > MOST_TOLD ? [`and ${String(missing.length - MOST_TOLD)} more`] : [];
  const each = [...told, ...rest].join('; ');
  return `${are}: ${each}. Tried again every ${String(PAUSE_MS / 1000)} s; commands are taken meanwhile`;
}

const count = (number: number, noun: string): string => `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
