import type { EnclosureName } from '../../core/model/ids.ts';
import type { Driver } from '../../csi/driver/driver.ts';
import type { Log } from './log.ts';
import { repeat } from './repeat.ts';

/** How long a drive may have been somebody else's before nothing new is placed on it; looking reads every drive. */
const OBSERVE_MILLISECONDS = 300_000;

type Observed = Pick<Driver, 'awaitReport' | 'observe'>;

/**
 * Looks at the drives of each agent that attaches, and again and again until its stream is over. Each agent has a round
 * of its own: a slow one keeps no other waiting.
 */
export const observeAgents =
  (driver: Observed, log: Log, milliseconds = OBSERVE_MILLISECONDS) =>
  (enclosure: EnclosureName, over: AbortSignal): void => {
    driver.awaitReport(enclosure);
    let said = '';
    const look = async (): Promise<void> => {
      const observed = await driver.observe(enclosure);
      const text = toldText(enclosure, observed);
      // Told once, and then when it changes. Of a stream that is over, its end has been told.
      if (text === said || over.aborted) return;
      said = text;
      if (observed.kind === 'ok') log.info(text);
      else log.warn(text);
    };
    repeat(look, milliseconds, over).catch((error: unknown) => {
      log.bug(`observing the drives of enclosure ${enclosure}`, error);
    });
  };

function toldText(enclosure: EnclosureName, observed: Awaited<ReturnType<Observed['observe']>>): string {
  if (observed.kind === 'error') return `enclosure ${enclosure} does not tell of its drives: ${observed.message}`;
  const { drives } = observed.value;
  const usable = drives.filter(({ standing: { kind } }) => kind === 'blank' || kind === 'owned').length;
  const count = `${String(drives.length)} ${drives.length === 1 ? 'drive' : 'drives'}`;
  return `enclosure ${enclosure} has ${count}, ${String(usable)} of them blank or ours`;
}
