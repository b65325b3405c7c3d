/**
 * What lies outside a process. The promise of each call there settles when the simulation says so, and as it says: that is
 * where a history is made of others than the one that would come by itself.
 */
export type DoorKind =
  /** A sidecar or kubelet calls CSI. */
  | 'csi'
  /** The driver reads the store, or commits. */
  | 'read'
  | 'commit'
  /** The driver commands the host of an enclosure. */
  | 'host'
  | 'secret'
  | 'claims'
  /** A node plug-in asks or tells the driver. */
  | 'directory'
  /** A node plug-in writes its own record. */
  | 'record'
  /** A step of a node's host. */
  | 'step'
  | 'pause';

/** What lives until it is killed: nothing that it does afterwards happens, and nobody answers it. */
export interface Process {
  readonly name: string;
  alive: boolean;
}

/** A call that is under way. */
export interface Door {
  readonly kind: DoorKind;
  readonly name: string;
  readonly owner: Process;
  /** `asked`: not heard yet; `running`: whoever was asked works on it; `done`: the answer is on its way. */
  state: 'asked' | 'running' | 'done';
  /** Who works on it, where that is a process. */
  readonly server: () => Process | undefined;
  /** Whether it can fail, and what it then looks like to the one who asked. */
  readonly canFail: boolean;
  /** Has what was asked done. */
  begin(): void;
  /** Lets the answer arrive. */
  answer(): void;
  /** Lets the answer arrive as soon as there is one. */
  answerSoon(): void;
  /** No answer arrives, whatever was done. */
  fail(): void;
}

export interface Passage<Value> {
  readonly kind: DoorKind;
  readonly name: string;
  readonly owner: Process;
  readonly work: () => Promise<Value>;
  /** What the one who asked sees where no answer arrives; it may throw. Left out where one always does. */
  readonly unanswered?: () => Value;
  readonly server?: () => Process | undefined;
}

export interface Doors {
  pass<Value>(passage: Passage<Value>): Promise<Value>;
  /** In the order in which they were asked. */
  readonly open: readonly Door[];
  /** Commands that nobody waits for any more, and that may still arrive. */
  readonly late: readonly Door[];
  /** The asker is told that there is no answer; what it asked arrives later. */
  delay(door: Door): void;
  /** What was late arrives. */
  arrive(door: Door): void;
  /** What was late never arrives. */
  lose(door: Door): void;
  /** Ends a process. `keeps` says which commands that it sent still arrive, later. */
  kill(process: Process, keeps: (door: Door) => boolean): void;
}

/** @param opened told of each call as it is asked */
export function createDoors(opened: (door: Door) => void): Doors {
  const open: Door[] = [];
  const late: Door[] = [];
  const drop = (list: Door[], door: Door): void => {
    const at = list.indexOf(door);
    if (at >= 0) list.splice(at, 1);
  };
  return {
    open,
    late,
    pass: (passage) => {
      if (!passage.owner.alive) return never();
      return new Promise((resolve, reject) => {
        const door = doorOf(passage, {
          resolve,
          reject,
          leave: (left) => {
            drop(open, left);
          },
        });
        open.push(door);
        opened(door);
      });
    },
    delay: (door) => {
      door.fail();
      late.push(door);
    },
    arrive: (door) => {
      drop(late, door);
      door.begin();
    },
    lose: (door) => {
      drop(late, door);
    },
    kill: (process, keeps) => {
      process.alive = false;
      for (const door of [...open]) {
        if (door.owner === process) {
          drop(open, door);
          if (door.state === 'asked' && keeps(door)) late.push(door);
        } else if (door.state === 'running' && door.server() === process) {
          door.fail();
        }
      }
    },
  };
}

interface Waiting<Value> {
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
  readonly leave: (door: Door) => void;
}

type Answer<Value> = { readonly value: Value } | { readonly error: unknown };

function doorOf<Value>(passage: Passage<Value>, { resolve, reject, leave }: Waiting<Value>): Door {
  const { kind, name, owner, work, unanswered, server } = passage;
  let answer: Answer<Value> | undefined;
  let serving: Process | undefined;
  let isAwaited = false;
  const tell = (told: () => void): void => {
    leave(door);
    if (owner.alive) told();
  };
  const door: Door = {
    kind,
    name,
    owner,
    state: 'asked',
    server: () => serving,
    canFail: unanswered !== undefined,
    begin: () => {
      door.state = 'running';
      serving = server?.();
      const done = (with_: Answer<Value>): void => {
        answer = with_;
        door.state = 'done';
        if (isAwaited) door.answer();
      };
      work().then(
        (value) => {
          done({ value });
        },
        (error: unknown) => {
          done({ error });
        },
      );
    },
    answer: () => {
      tell(() => {
        if (!answer) throw new Error(`${name} has not been answered yet`);
        if ('error' in answer) reject(answer.error);
        else resolve(answer.value);
      });
    },
    answerSoon: () => {
      isAwaited = true;
    },
    fail: () => {
      tell(() => {
        if (!unanswered) throw new Error(`${name} always answers`);
        try {
          resolve(unanswered());
        } catch (error) {
          reject(error);
        }
      });
    },
  };
  return door;
}

/** Nobody waits for it any more. */
const never = <Value>(): Promise<Value> => new Promise(() => undefined);
