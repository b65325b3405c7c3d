import type { ChannelLog } from '../../../csi/channel/channel-log.ts';
import { createObservation } from '../observation.ts';
import type { Observation } from '../observation.ts';

/** What a server tells of itself, told to nobody, or the test's own log. */
export function testObservation(log?: ChannelLog): Observation {
  const observation = createObservation({}, { stderr: { write: () => undefined } });
  if (!log) return observation;
  const error = (message: string): void => {
    log.warn(message);
  };
  return { ...observation, log: { ...observation.log, ...log, error } };
}
