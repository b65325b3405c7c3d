import type { NodeHost } from './node-host.ts';
import type { NodeLog } from './node-log.ts';
import { subjectOf } from './step-subject.ts';

/** Steps that somebody waits for: the rest only look. */
const TOLD: ReadonlySet<keyof NodeHost> = new Set<keyof NodeHost>([
  'connectLeg',
  'disconnectLeg',
  'assembleArray',
  'readmitMember',
  'growArray',
  'stopArray',
  'takeOverContainer',
  'unlock',
  'growEncryption',
  'lock',
  'takeOverFilesystem',
  'makeFilesystem',
  'mount',
  'growFilesystem',
  'unmount',
]);

/** A host that tells how long its steps took, and with what, so that a slow stage shows where its time goes. */
export const timedHost = (host: NodeHost, log: NodeLog, now: () => number = () => performance.now()): NodeHost =>
  new Proxy(host, {
    get: (target, name: keyof NodeHost) => {
      const step = (argument: never): Promise<unknown> => target[name](argument);
      if (!TOLD.has(name)) return step;
      return async (argument: never) => {
        const start = now();
        const outcome = await step(argument);
        log.info(`${name} took ${String(Math.round(now() - start))} ms: ${subjectOf(argument)}`);
        return outcome;
      };
    },
  });
