import type { MessageInitShape } from '@bufbuild/protobuf';
import type { EnclosureName } from '../../../core/model/ids.ts';
import type { EnclosureOutcome } from '../../backends/composable/enclosure-host.ts';
import type * as wire from '../../generated/stowage/channel_pb.ts';
import { DriverMessageSchema } from '../../generated/stowage/channel_pb.ts';
import type { CommandSchema } from '../../generated/stowage/channel_pb.ts';
import { failed, ok } from '../../outcome.ts';
import { MAX_COMMANDS_IN_FLIGHT } from '../channel-limits.ts';
import { reasonOf } from '../channel-log.ts';
import { readFailure } from '../messages/enclosure-answers.ts';
import { writeMessage } from '../messages/streams.ts';

export type CommandRequest = NonNullable<MessageInitShape<typeof CommandSchema>['request']>;

export type ReadResult<Value> = (result: wire.Answer['result']) => Value;

/** Asks an agent. `unavailable` where it does not answer: nothing is known about what it did. */
export type AskAgent = <Value>(request: CommandRequest, read: ReadResult<Value>) => Promise<EnclosureOutcome<Value>>;

/** The driver's end of one agent's stream: commands go out side by side, answers come in by their ids. */
export interface AttachedAgent {
  readonly ask: AskAgent;
  answered(answer: wire.Answer): void;
  /** The stream is over, and with it every command in flight. */
  lost(why: string): void;
}

export interface AttachedAgentOptions {
  readonly enclosure: EnclosureName;
  readonly send: (bytes: Buffer) => void;
  /** Milliseconds. */
  readonly answerWithin: number;
}

interface InFlight {
  readonly settle: (result: wire.Answer['result']) => void;
  readonly abandon: (why: string) => void;
}

export function attachedAgent({ enclosure, send, answerWithin }: AttachedAgentOptions): AttachedAgent {
  const inFlight = new Map<bigint, InFlight>();
  let lastId = 0n;
  let gone: string | undefined;
  const silent = (why: string) =>
    failed('unavailable', `the agent of enclosure ${enclosure} ${why}; repeat the request`);

  const ask: AskAgent = (request, read) => {
    if (gone !== undefined) return Promise.resolve(silent(gone));
    if (inFlight.size >= MAX_COMMANDS_IN_FLIGHT) return Promise.resolve(silent('has too many commands to answer'));
    const id = ++lastId;
    return new Promise((resolve) => {
      const bytes = writeMessage(DriverMessageSchema, { body: { case: 'command', value: { id, request } } });
      const end = (outcome: EnclosureOutcome<ReturnType<typeof read>>): void => {
        clearTimeout(timer);
        inFlight.delete(id);
        resolve(outcome);
      };
      const abandon = (why: string): void => {
        end(silent(why));
      };
      const timer = setTimeout(abandon, answerWithin, `did not answer within ${String(answerWithin / 1000)} s`);
      inFlight.set(id, {
        abandon,
        settle: (result) => {
          end(outcomeOf(result, read, (why) => silent(`answered what cannot be read: ${why}`)));
        },
      });
      send(bytes);
    });
  };

  return {
    ask,
    // One that came too late is nobody's any more.
    answered: ({ id, result }) => inFlight.get(id)?.settle(result),
    lost: (why) => {
      gone ??= why;
      for (const { abandon } of [...inFlight.values()]) abandon(gone);
    },
  };
}

function outcomeOf<Value>(
  result: wire.Answer['result'],
  read: ReadResult<Value>,
  unreadable: (why: string) => EnclosureOutcome<Value>,
): EnclosureOutcome<Value> {
  try {
    return result.case === 'failure' ? readFailure(result.value) : ok(read(result));
  } catch (error) {
    return unreadable(reasonOf(error));
  }
}
