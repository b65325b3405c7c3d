import { expect, it } from 'vitest';
import type { EnclosureName } from '../../core/model/ids.ts';
import type { EnclosureObservation, EnclosureOutcome } from '../../csi/backends/composable/enclosure-host.ts';
import { recordingLog } from '../../csi/channel/testing/recording-log.ts';
import { failed, ok } from '../../csi/outcome.ts';
import { foundDrive } from '../api/testing/found.ts';
import { observeAgents } from './observe-agents.ts';

const BOX = 'box-1' as EnclosureName;
const SLOW = 'box-2' as EnclosureName;

const found = (...standings: readonly ('blank' | 'owned' | 'mounted')[]): EnclosureOutcome<EnclosureObservation> =>
  ok({
    drives: standings.map((kind, at) =>
      foundDrive(at, { standing: kind === 'mounted' ? { kind: 'in-use', by: '/' } : { kind } }),
    ),
    legs: [],
    exports: [],
  });

/** Observes until the script ends; what is asked of the slow box is never answered. */
async function logOf(...script: readonly EnclosureOutcome<EnclosureObservation>[]) {
  const awaited: EnclosureName[] = [];
  const over = new AbortController();
  const recorded = recordingLog();
  const log = {
    ...recorded,
    error: (text: string) => {
      recorded.warn(text);
    },
  };
  let at = 0;
  const ended = new Promise<void>((resolve) => {
    over.signal.addEventListener('abort', () => {
      resolve();
    });
  });
  const driver = {
    awaitReport: (enclosure: EnclosureName) => {
      awaited.push(enclosure);
    },
    observe: (enclosure: EnclosureName) => {
      if (enclosure === SLOW) return new Promise<never>(() => undefined);
      expect(awaited).toContain(enclosure);
      const answer = script[at];
      at += 1;
      if (!answer) over.abort();
      return Promise.resolve(answer ?? failed('unavailable', 'the agent is gone'));
    },
  };
  const attached = observeAgents(driver, log, 1);
  attached(SLOW, over.signal);
  attached(BOX, over.signal);
  await ended;
  return recorded.lines;
}

it('tells what an agent found once, and again when it changes, whatever another agent does', async () => {
  expect(
    await logOf(
      failed('unavailable', 'it did not answer within 30 s'),
      found('blank', 'owned'),
      found('owned', 'owned'),
      found('owned', 'mounted'),
    ),
  ).toEqual([
    'enclosure box-1 does not tell of its drives: it did not answer within 30 s',
    'enclosure box-1 has 2 drives, 2 of them blank or ours',
    'enclosure box-1 has 2 drives, 1 of them blank or ours',
  ]);
});
