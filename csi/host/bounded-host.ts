import { failed } from '../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../services/outcome.ts';
import type { NodeHost } from './node-host.ts';
import { subjectOf } from './step-subject.ts';

type Step = Exclude<keyof NodeHost, 'bootId'>;

/**
 * Seconds after which nobody waits for a step any more. A device whose legs are cut off may never answer; what writes
 * or reads much of a device, as replaying a log and the last flush do, may take its time.
 */
const BOUNDS: Readonly<Record<Step, number>> = {
  connectLeg: 60,
  disconnectLeg: 60,
  assembleArray: 120,
  arrayHealth: 30,
  readmitMember: 60,
  growArray: 120,
  stopArray: 60,
  takeOverContainer: 120,
  unlock: 60,
  growEncryption: 60,
  lock: 60,
  takeOverFilesystem: 1200,
  limitIo: 30,
  makeFilesystem: 600,
  mount: 600,
  growFilesystem: 600,
  unmount: 600,
  bind: 30,
  unbind: 60,
  isShown: 30,
  usage: 30,
  observe: 60,
};

/**
 * A host of which every step ends: one that hangs is answered for with `unavailable`, and is not begun again, on the
 * same thing, before it has come back.
 */
export function boundedHost(host: NodeHost): NodeHost {
  const hanging = new Map<string, Promise<DriverOutcome<unknown>>>();
  return new Proxy(host, {
    get: (target, name: keyof NodeHost) => {
      if (name === 'bootId') return () => target.bootId();
      return (argument: never) => boundedStep(hanging, name, argument, () => target[name](argument));
    },
  });
}

async function boundedStep(
  hanging: Map<string, Promise<DriverOutcome<unknown>>>,
  name: Step,
  argument: unknown,
  step: () => Promise<DriverOutcome<unknown>>,
): Promise<DriverOutcome<unknown>> {
  const subject = subjectOf(argument);
  const key = `${name} ${subject}`;
  const earlier = hanging.get(key);
  if (earlier && (await within(BOUNDS[name], earlier)) === LATE) return doesNotEnd(name, subject);
  const running = step();
  hanging.set(key, running);
  const ended = (): void => {
    if (hanging.get(key) === running) hanging.delete(key);
  };
  void running.then(ended, ended);
  const outcome = await within(BOUNDS[name], running);
  return outcome === LATE ? doesNotEnd(name, subject) : outcome;
}

const LATE = Symbol('late');

async function within<Value>(seconds: number, work: Promise<Value>): Promise<Value | typeof LATE> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(resolve, seconds * 1000, LATE);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const doesNotEnd = (name: Step, subject: string): DriverFailure =>
  failed(
    'unavailable',
    `${name} of ${subject} has not ended within ${String(BOUNDS[name])} seconds and goes on; ` +
      'repeat the request, and boot the node anew if it never ends',
  );
